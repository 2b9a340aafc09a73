public import Ledger

/// An erasure that this account has noted, of this ledger or of a copy of it.
public struct NotedErasure: Hashable, Sendable {
  public var chart: SubjectID
  /// Of the intent, in the log that the chart was erased in.
  public var position: UInt64
}
