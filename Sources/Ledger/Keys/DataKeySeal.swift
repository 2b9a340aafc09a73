private import Crypto

extension DataKey {
  /// Ciphertext ‖ 16-byte tag of AES-256-GCM.
  ///
  /// The nonce has 12 bytes and is never used twice with this key. Throws
  /// ``KeyError/malformed(what:expected:)`` for a nonce of another length.
  public func seal(
    _ plaintext: [UInt8], associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8] {
    try GCM.seal(plaintext, key: key, associated: associated, nonce: nonce)
  }

  /// The plaintext of ciphertext ‖ tag.
  ///
  /// Throws ``KeyError/openFailed(what:)`` when one bit of the bytes, the associated data, the
  /// nonce or the key is another than at sealing.
  public func open(
    _ sealed: [UInt8], associated: [UInt8], nonce: [UInt8]
  ) throws(KeyError) -> [UInt8] {
    guard let plaintext = try GCM.open(sealed, key: key, associated: associated, nonce: nonce)
    else { throw .openFailed(what: "a body under data key \(number) of subject \(subject)") }
    return plaintext
  }
}
