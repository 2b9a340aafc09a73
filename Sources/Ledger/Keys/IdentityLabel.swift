/// What an identity file says without its passphrase; believed only after opening.
public struct IdentityLabel: Hashable, Sendable {
  /// The sign-in name.
  public let handle: String
  public let actor: UInt32
  public let ledger: LedgerID
  /// Position of the entry that enrolled the keys.
  public let enrolment: UInt64
  /// Ed25519, 32 bytes.
  public let signingPublicKey: [UInt8]
  /// X25519, 32 bytes.
  public let receivingPublicKey: [UInt8]
  /// Whether a passphrase is needed.
  public let isSealed: Bool
}
