/// The ledger as it stood: after a number of entries, or at a time.
public enum AsOf: Hashable, Sendable {
  /// The first so many entries.
  case size(UInt64)
  /// All that was recorded at or before; a time in the future is refused.
  case recordedMicroseconds(Int64)
}
