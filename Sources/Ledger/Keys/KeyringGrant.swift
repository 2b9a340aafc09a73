/// A wrap of the keyring key that lies in the keyring.
public struct KeyringGrant: Hashable, Sendable {
  public let actor: UInt32
  /// The X25519 public key that the wrap was made for, 32 bytes: another than the enrolled one
  /// means that the key was replaced since. Nil in a wrap that was made before this was kept.
  public let receivingPublicKey: [UInt8]?
}
