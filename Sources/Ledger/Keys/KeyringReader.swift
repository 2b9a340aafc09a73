/// Somebody whom the keyring key is, or is to be, wrapped to.
public struct KeyringReader: Hashable, Sendable {
  public var actor: UInt32
  /// X25519, 32 bytes; as the ledger enrolled it.
  public var receivingPublicKey: [UInt8]

  public init(actor: UInt32, receivingPublicKey: [UInt8]) {
    self.actor = actor
    self.receivingPublicKey = receivingPublicKey
  }
}
