/// What a review did.
public struct Reviewed: Sendable {
  /// The emergency accesses that it is about: those of one act of looking.
  public var emergencies: [UInt64]
  /// The review's own entries.
  public var positions: Range<UInt64>
  public var recordedMicroseconds: Int64
  public var signature: Recorded.Signature
}
