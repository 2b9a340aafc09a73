public import Ledger

/// The visit that a device is assigned to.
public struct ServedVisit: Hashable, Sendable {
  public var chart: SubjectID
  public var visitNumber: UInt32
}
