/// What is restored, and where to.
public struct RestorePlan: Sendable {
  /// Holds the backup.
  public var backup: String
  /// Holds the keyring's part; nil: an auditor's copy is made, which opens no chart.
  public var keyring: String?
  /// The new ledger's directory; must not exist.
  public var ledger: String

  public init(backup: String, keyring: String? = nil, ledger: String) {
    self.backup = backup
    self.keyring = keyring
    self.ledger = ledger
  }
}
