public import ClinicalRecord
public import Ledger

/// New keys for somebody who is enrolled.
public struct KeyReplacement: Sendable {
  public var handle: String
  public var cause: StaffKeyReplaced.Cause
  /// Nil: stored without a passphrase (devices and training).
  public var passphrase: [UInt8]?
  /// Where the person's identity file is, or is to be. The old one is kept beside it.
  public var identityPath: String
  /// The second administrator, who signs beside the first; nil when the old key's holder replaces
  /// it themself.
  public var second: Identity?

  public init(
    handle: String, cause: StaffKeyReplaced.Cause, passphrase: [UInt8]?, identityPath: String,
    second: Identity? = nil
  ) {
    self.handle = handle
    self.cause = cause
    self.passphrase = passphrase
    self.identityPath = identityPath
    self.second = second
  }

  /// Where the new keys lie until everything is done.
  var nextPath: String { identityPath + ".next" }
}

/// What a key replacement did.
public struct ReplacedKey: Sendable {
  /// Of the entry that enrols the new keys.
  public var position: UInt64
  public var label: StaffLabel
  /// Where the old identity file is kept; nil where there was none.
  public var keptPath: String?
}
