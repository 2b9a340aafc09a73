/// One wrap as the tables `wraps` and `wrap keys` hold it.
struct KeyringWrapRow: Sendable {
  var actor: UInt32
  var wrap: [UInt8]
  /// X25519, 32 bytes: whom the wrap was made for. Nil in one that was made before this was kept.
  var receivingPublicKey: [UInt8]?

  init(actor: UInt32, wrap: [UInt8], receivingPublicKey: [UInt8]?) {
    self.actor = actor
    self.wrap = wrap
    self.receivingPublicKey = receivingPublicKey
  }

  /// Throws ``KeyError/malformed(what:expected:)`` for what is no X25519 public key.
  init(_ key: KeyringKey, to reader: KeyringReader) throws(KeyError) {
    actor = reader.actor
    receivingPublicKey = reader.receivingPublicKey
    wrap = try KeyringWrap.wrap(
      key, to: reader.actor, receivingPublicKey: reader.receivingPublicKey)
  }
}
