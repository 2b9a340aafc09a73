public import Ledger

/// What an erasure did.
public struct Erasure: Sendable {
  public var chart: SubjectID
  /// Of the intent: from there on nothing is recorded about the chart.
  public var intendedPosition: UInt64
  /// Of the completion; nil where a restore's erasure is the only one known.
  public var completedPosition: UInt64?
  /// Of the intent.
  public var signatures: [Recorded.Signature]
  /// The chart was erased before; nothing was added.
  public var wasErasedBefore: Bool
  /// When the intent was recorded: microseconds since 1970-01-01T00:00:00Z.
  public var recordedMicroseconds: Int64
}
