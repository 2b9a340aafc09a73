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
