public import Clinic
internal import Ledger

/// What `backup` and `restore` did, as JSON.
public enum BackupJSON {
  /// One object.
  public static func backup(_ answer: BackupAnswer) throws -> String {
    let taken = answer.taken
    return try JSONText.render(
      BackupDocument(
        directory: answer.directory, keyringDirectory: answer.keyringDirectory,
        ledgerId: taken.manifest.ledgerID, origin: taken.manifest.origin,
        size: taken.manifest.size, root: taken.manifest.root,
        lastRecordedMicroseconds: taken.manifest.lastRecordedMicroseconds,
        signaturesChecked: taken.verification.signatureCount,
        holdsKeyring: taken.keyring != nil,
        holdsProgramIdentity: taken.keyring?.holdsProgramIdentity ?? false,
        missingDataKeys: taken.missingKeys.map(MissingKey.init),
        recordedPosition: answer.recordedPosition, recordingFailure: answer.recordingFailure))
  }

  /// One object.
  public static func restore(_ answer: RestoreAnswer) throws -> String {
    let restored = answer.restored
    return try JSONText.render(
      RestoreDocument(
        directory: answer.directory, ledgerId: restored.manifest.ledgerID,
        origin: answer.origin, size: restored.manifest.size, root: restored.manifest.root,
        lastRecordedMicroseconds: restored.manifest.lastRecordedMicroseconds,
        signaturesChecked: restored.verification.signatureCount,
        holdsKeyring: restored.keyring != nil,
        isKeyringOfSameBackup: restored.isKeyringOfSameBackup,
        missingDataKeys: restored.missingKeys.map(MissingKey.init),
        knownCheckpointSize: answer.knownSize, isRollback: answer.lost != nil,
        firstLostPosition: answer.lost?.lowerBound, lostEntries: answer.lost?.count ?? 0,
        erasedCharts: answer.erasedCharts,
        erasedChartIds: answer.restored.erased.map(\.description).sorted(),
        erasuresByNotes: answer.replayed.map(Noted.init),
        erasuresOfOtherCopies: answer.notedElsewhere.map(Noted.init),
        hasErasureNotes: answer.hasErasureNotes,
        recordedPosition: answer.recordedPosition))
  }

  private struct MissingKey: Encodable {
    var chart: String
    var number: UInt32
    var firstPosition: UInt64

    init(_ key: MissingDataKey) {
      chart = key.subject.description
      number = key.number
      firstPosition = key.position
    }
  }

  private struct Noted: Encodable {
    var chart: String
    var position: UInt64

    init(_ noted: NotedErasure) {
      chart = noted.chart.description
      position = noted.position
    }
  }

  private struct BackupDocument: Encodable {
    var directory: String
    var keyringDirectory: String?
    var ledgerId: String
    var origin: String
    var size: UInt64
    var root: String
    var lastRecordedMicroseconds: Int64
    var signaturesChecked: UInt64
    var holdsKeyring: Bool
    var holdsProgramIdentity: Bool
    var missingDataKeys: [MissingKey]
    var recordedPosition: UInt64?
    var recordingFailure: String?
  }

  private struct RestoreDocument: Encodable {
    var directory: String
    var ledgerId: String
    var origin: String
    var size: UInt64
    var root: String
    var lastRecordedMicroseconds: Int64
    var signaturesChecked: UInt64
    var holdsKeyring: Bool
    var isKeyringOfSameBackup: Bool?
    var missingDataKeys: [MissingKey]
    var knownCheckpointSize: UInt64?
    var isRollback: Bool
    var firstLostPosition: UInt64?
    var lostEntries: Int
    var erasedCharts: Int
    var erasedChartIds: [String]
    var erasuresByNotes: [Noted]
    var erasuresOfOtherCopies: [Noted]
    var hasErasureNotes: Bool
    var recordedPosition: UInt64?
  }
}
