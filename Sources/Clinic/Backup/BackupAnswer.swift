public import Ledger

/// What was backed up, and whether the ledger says so.
public struct BackupAnswer: Sendable {
  public var directory: String
  /// Nil: the keyring was not copied, and a restored copy opens no chart.
  public var keyringDirectory: String?
  public var taken: TakenBackup
  /// Of `backup taken`; nil when the backup is whole and that could not be recorded.
  public var recordedPosition: UInt64?
  /// Why it could not be.
  public var recordingFailure: String?
}
