public import ClinicalRecord
public import Compliance

/// What stands in the way of an act, before it is done (`candor check`).
public struct Preflight: Sendable {
  public var patient: PatientLabel
  public var visitNumber: UInt32?
  public var kind: EventKind
  /// Why the statement could not be recorded at all; nil when it could.
  public var rejection: Rejection?
  /// Departures from policy that the act would be: it would need a reason.
  public var departures: [Finding]
  /// Every finding that stands after the act, for the list on the screen.
  public var findings: [Finding]

  /// Whether the act can be recorded as it is, with no reason asked.
  public var isClear: Bool { rejection == nil && departures.isEmpty }
}
