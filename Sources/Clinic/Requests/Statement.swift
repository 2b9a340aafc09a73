public import ClinicalRecord
public import Ledger

/// One event as it is stated: about whom, what, when.
public struct Statement: Sendable {
  /// Nil: a new chart (intake received) or no chart (staff, policy).
  public var chart: SubjectID?
  /// Nil: the visit that is open, or was last; ignored for chart events.
  public var visitNumber: UInt32?
  public var event: ClinicalEvent
  /// Nil: now.
  public var occurred: ClinicalTime?

  public init(
    chart: SubjectID?, visitNumber: UInt32? = nil, event: ClinicalEvent,
    occurred: ClinicalTime? = nil
  ) {
    self.chart = chart
    self.visitNumber = visitNumber
    self.event = event
    self.occurred = occurred
  }
}
