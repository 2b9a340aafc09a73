/// A backup that is on disk and was verified there.
public struct TakenBackup: Sendable {
  public let manifest: BackupManifest
  /// Of the copy, with signatures.
  public let verification: Verification
  /// Nil when the keyring was not copied.
  public let keyring: KeyringManifest?
  /// What the copied keyring does not hold; empty when the keyring was not copied.
  public let missingKeys: [MissingDataKey]
}
