/// One file of a backup, as its manifest lists it.
public struct BackedUpFile: Codable, Hashable, Sendable {
  /// Below the backup's directory.
  public let path: String
  public let bytes: UInt64
  /// Lower-case hexadecimal.
  public let sha256: String
}
