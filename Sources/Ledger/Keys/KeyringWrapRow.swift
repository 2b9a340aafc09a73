/// One wrap as the tables `wraps` and `wrap keys` hold it.
struct KeyringWrapRow: Sendable {
  var actor: UInt32
  var wrap: [UInt8]
  /// X25519, 32 bytes: whom the wrap was made for.
  var receivingPublicKey: [UInt8]

  /// Throws ``KeyError/malformed(what:expected:)`` for what is no X25519 public key.
  init(_ key: KeyringKey, to reader: KeyringReader) throws(KeyError) {
    actor = reader.actor
    receivingPublicKey = reader.receivingPublicKey
    wrap = try KeyringWrap.wrap(
      key, to: reader.actor, receivingPublicKey: reader.receivingPublicKey)
  }
}
