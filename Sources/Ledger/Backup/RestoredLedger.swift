/// What a restored ledger is, and how far it reaches.
public struct RestoredLedger: Sendable {
  public let manifest: BackupManifest
  /// Of the restored ledger, with signatures.
  public let verification: Verification
  /// Nil when the keyring was not restored.
  public let keyring: KeyringManifest?
  /// Whether log and keyring were backed up together; nil when the keyring was not restored.
  public let isKeyringOfSameBackup: Bool?
  /// What the restored keyring does not hold: an alarm.
  public let missingKeys: [MissingDataKey]
  /// Whose data keys were in the keyring's copy, and were removed from what was restored.
  public let erased: Set<SubjectID>
}
