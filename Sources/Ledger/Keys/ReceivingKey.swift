internal import Crypto

/// An X25519 public key that a secret may be wrapped to.
enum ReceivingKey {
  /// Nil unless there are 32 bytes that make a key of full order.
  ///
  /// With one of the few points of low order the agreed secret is zero whoever computes it, so that
  /// a wrap would be open to all. RFC 9180 §7.1.4 asks for this check, and the library's HPKE
  /// leaves it out.
  static func parse(_ bytes: [UInt8]) -> Curve25519.KeyAgreement.PublicKey? {
    guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes),
      let secret = try? Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(
        with: key),
      secret.withUnsafeBytes({ $0.contains { $0 != 0 } })
    else { return nil }
    return key
  }
}
