public import Ledger

/// What an erasure did.
public struct Erasure: Sendable {
  public var chart: SubjectID
  /// Of the intent: from there on nothing is recorded about the chart; nil where this log holds
  /// none, and a restore has erased the chart again.
  public var intendedPosition: UInt64?
  /// Of the completion; nil while it is still to be recorded.
  public var completedPosition: UInt64?
  /// Of the intent; where there is none, of the completion.
  public var signatures: [Recorded.Signature]
  /// The chart was erased before; nothing was added.
  public var wasErasedBefore: Bool
  /// When the intent, or else the completion, was recorded: microseconds since
  /// 1970-01-01T00:00:00Z.
  public var recordedMicroseconds: Int64
}
