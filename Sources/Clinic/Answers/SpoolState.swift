/// What waits in the spool to be appended.
public struct SpoolState: Sendable {
  /// One look that was shown and is not in the ledger yet.
  public struct Waiting: Sendable {
    /// Lower-case hexadecimal; nil where the record cannot be read.
    public var appendID: String?
    /// Who looked.
    public var actor: UInt32?
    /// When, by the looker's clock: microseconds since 1970-01-01T00:00:00Z.
    public var lookedMicroseconds: Int64?
    /// How many charts or visits were shown.
    public var entryCount: Int
    /// Why the next write cannot append it, and a person is needed; nil when it can.
    public var problem: String?
  }

  /// The file is not there; the next command that writes makes it again.
  public var isMissing: Bool
  public var waiting: [Waiting]
  /// Behind the last whole record lies something that is none: a write that was interrupted, whose
  /// answer was never shown, or damage.
  public var hasTornEnd: Bool
  /// Bytes that are still free.
  public var freeByteCount: Int
}
