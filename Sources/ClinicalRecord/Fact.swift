/// Something that was recorded: what, where in the ledger, when it happened, when it was taken
/// down, and by whom.
public struct Fact<Value: Sendable>: Sendable {
  public var value: Value
  /// The entry's position in the ledger.
  public var position: UInt64
  public var occurred: ClinicalTime
  /// The ledger's clock, microseconds since 1970-01-01T00:00:00Z.
  public var recordedMicroseconds: Int64
  public var actor: UInt32

  public init(
    _ value: Value, position: UInt64, occurred: ClinicalTime, recordedMicroseconds: Int64,
    actor: UInt32
  ) {
    self.value = value
    self.position = position
    self.occurred = occurred
    self.recordedMicroseconds = recordedMicroseconds
    self.actor = actor
  }

  /// The same fact about another value: a projection of an event's payload.
  public func with<Other: Sendable>(_ other: Other) -> Fact<Other> {
    Fact<Other>(
      other, position: position, occurred: occurred, recordedMicroseconds: recordedMicroseconds,
      actor: actor)
  }
}
