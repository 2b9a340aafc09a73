public import Ledger

/// An erasure that was interrupted, and that signing in has finished.
public struct FinishedErasure: Hashable, Sendable {
  public var chart: SubjectID
  /// Of its intent, or of a restore's erasure.
  public var intendedPosition: UInt64
}
