/// How far the read models are, and whether rebuilding them gives the same.
public struct ProjectionsStatus: Sendable {
  /// One projection.
  public struct Line: Sendable {
    public var name: String
    public var version: UInt32
    public var partitions: Int
    /// SHA-256 over the plaintext states, lower-case hexadecimal.
    public var digest: String
  }

  public var position: UInt64
  public var root: String
  public var ledgerSize: UInt64
  public var lines: [Line]
}
