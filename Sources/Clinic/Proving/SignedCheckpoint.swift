/// A checkpoint that was signed and published.
public struct SignedCheckpoint: Sendable {
  /// C2SP tlog-checkpoint.
  public var note: String
  /// Where the one is kept that was published before an accepted rollback; nil: none was accepted.
  public var setAside: String?
}
