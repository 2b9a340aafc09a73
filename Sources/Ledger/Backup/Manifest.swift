internal import Bytes
internal import Crypto
internal import FoundationEssentials
public import TransparencyLog

/// What a backup of a log says of itself: `manifest.json` in its directory, written last.
public struct BackupManifest: Codable, Hashable, Sendable {
  /// 1.
  public let format: UInt32
  /// Lower-case hexadecimal.
  public let ledgerID: String
  public let origin: String
  public let training: Bool
  /// How many entries it holds.
  public let size: UInt64
  /// Over all of them, lower-case hexadecimal.
  public let root: String
  /// Of the last entry: microseconds since 1970-01-01T00:00:00Z.
  public let lastRecordedMicroseconds: Int64
  /// By the machine's clock: microseconds since 1970-01-01T00:00:00Z.
  public let takenMicroseconds: Int64
  public let files: [BackedUpFile]
  /// SHA-256 of the keyring part's own manifest, wherever that part lies; nil when the keyring was
  /// not copied.
  public let keyringPart: String?

  static let format: UInt32 = 1
  static let logFile = "log/data.mdb"
  static let checkpointFile = "checkpoint"

  enum CodingKeys: String, CodingKey {
    case format, origin, training, size, root, files
    case ledgerID = "ledger_id"
    case lastRecordedMicroseconds = "last_recorded_microseconds"
    case takenMicroseconds = "taken_microseconds"
    case keyringPart = "keyring_part"
  }

  /// The tree that the backup holds; nil when the root is none.
  public var head: TreeHead? { Hash(hex: root).map { TreeHead(size: size, root: $0) } }

  func check(in directory: String) throws(LedgerError) {
    let path = directory + "/" + ManifestFile.name
    guard format == Self.format else {
      throw .backup(.newerFormat(path: directory, found: format))
    }
    guard files.map(\.path) == [Self.checkpointFile, Self.logFile] else {
      throw .backup(.manifestUnreadable(path: path, reason: "it lists other files than a log's"))
    }
    guard head != nil, size > 0 else {
      throw .backup(.manifestUnreadable(path: path, reason: "its size and root are no tree's"))
    }
  }
}

/// What the keyring part of a backup says of itself: `manifest.json` in its own directory.
public struct KeyringManifest: Codable, Hashable, Sendable {
  /// 1.
  public let format: UInt32
  /// Lower-case hexadecimal.
  public let ledgerID: String
  /// By the machine's clock: microseconds since 1970-01-01T00:00:00Z.
  public let takenMicroseconds: Int64
  public let files: [BackedUpFile]

  static let keyringFile = "keyring/data.mdb"
  /// The program's own identity, below the ledger's directory; an auditor's copy has none.
  static let programFile = "program.identity"

  enum CodingKeys: String, CodingKey {
    case format, files
    case ledgerID = "ledger_id"
    case takenMicroseconds = "taken_microseconds"
  }

  /// Whether the program's identity was copied too.
  public var holdsProgramIdentity: Bool { files.contains { $0.path == Self.programFile } }

  func check(in directory: String) throws(LedgerError) {
    let path = directory + "/" + ManifestFile.name
    guard format == BackupManifest.format else {
      throw .backup(.newerFormat(path: directory, found: format))
    }
    let known = [Self.keyringFile, Self.programFile]
    guard files.map(\.path) == Array(known.prefix(files.count)), !files.isEmpty else {
      throw .backup(
        .manifestUnreadable(path: path, reason: "it lists other files than a keyring's"))
    }
  }
}

/// One file of a backup, as its manifest lists it.
public struct BackedUpFile: Codable, Hashable, Sendable {
  /// Below the backup's directory.
  public let path: String
  public let bytes: UInt64
  /// Lower-case hexadecimal.
  public let sha256: String
}

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
