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
