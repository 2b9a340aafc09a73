/// What is restored, where to, and what it must not fall behind.
public struct RestoreRequest: Sendable {
  /// Holds the log's part of the backup.
  public var backup: String
  /// Holds the keyring's part; nil: an auditor's copy is made.
  public var keyring: String?
  /// The new ledger's directory; must not exist.
  public var ledger: String
  /// A checkpoint held elsewhere: a signed note, and the file that it came from.
  public var since: (note: [UInt8], path: String)?
  /// The site's verifier key, pinned elsewhere; nil: the one that the ledger itself names.
  public var verifierKey: String?
  /// Whether entries that a known checkpoint counts may be lost.
  public var acceptsRollback: Bool

  public init(
    backup: String, keyring: String? = nil, ledger: String,
    since: (note: [UInt8], path: String)? = nil, verifierKey: String? = nil,
    acceptsRollback: Bool = false
  ) {
    self.backup = backup
    self.keyring = keyring
    self.ledger = ledger
    self.since = since
    self.verifierKey = verifierKey
    self.acceptsRollback = acceptsRollback
  }
}
