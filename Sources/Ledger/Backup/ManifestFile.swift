internal import Crypto
internal import FoundationEssentials

/// The file that makes a directory a backup: JSON with sorted keys.
enum ManifestFile {
  static let name = "manifest.json"

  /// Writes it, and gives the SHA-256 of its bytes, lower-case hexadecimal.
  @discardableResult
  static func write(_ manifest: some Encodable, in directory: String) throws(LedgerError) -> String
  {
    let path = directory + "/" + name
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(manifest) else {
      throw .backup(.file(path: path, action: "write", reason: "it could not be made"))
    }
    let bytes = json.bytes + Array("\n".utf8)
    try SyncedFile.write(bytes, to: path)
    return digest(of: bytes)
  }

  /// Reads it, with the SHA-256 of its bytes.
  ///
  /// A backup without one is none: it is written last.
  static func read<Manifest: Decodable>(
    _ type: Manifest.Type, in directory: String
  ) throws(LedgerError) -> (manifest: Manifest, digest: String) {
    let path = directory + "/" + name
    guard let bytes = try SyncedFile.read(path, limitBytes: 1 << 20) else {
      throw .backup(.noBackup(path: directory))
    }
    // The format first: what a newer one says else may be anything.
    if let format = try? JSONDecoder().decode(Format.self, from: Data(bytes)).format,
      format > BackupManifest.format
    {
      throw .backup(.newerFormat(path: directory, found: format))
    }
    guard let manifest = try? JSONDecoder().decode(type, from: Data(bytes)) else {
      throw .backup(.manifestUnreadable(path: path, reason: "it is no manifest of this part"))
    }
    return (manifest, digest(of: bytes))
  }

  private struct Format: Decodable { let format: UInt32 }

  private static func digest(of bytes: [UInt8]) -> String {
    Hex.string(SHA256.hash(data: bytes))
  }
}
