internal import Crypto

/// A private key that signs notes: a name and an Ed25519 key (C2SP signed-note).
public struct NoteSigner: Sendable, CustomStringConvertible {
  /// What verifies this signer's signatures; safe to hand to anyone.
  public let verifier: NoteVerifier
  private let key: Curve25519.Signing.PrivateKey

  /// A signer from the 32-byte seed of an Ed25519 private key (RFC 8032 §5.1.5).
  ///
  /// Throws `malformedKey` for a name with a space or plus sign or a seed that is not 32 bytes.
  public init(name: String, privateKey: [UInt8]) throws(TransparencyLogError) {
    guard privateKey.count == NoteKey.byteCount,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: privateKey)
    else { throw .malformedKey(.privateKeyLength) }
    self.key = key
    verifier = try NoteVerifier(name: name, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// The key's name, for a log's own key its origin.
  public var name: String { verifier.name }

  /// The key's id; see `NoteVerifier.keyID`.
  public var keyID: UInt32 { verifier.keyID }

  /// The public half, in the form in which keys are handed round.
  public var vkey: String { verifier.vkey }

  /// Name and id; never the key.
  public var description: String { verifier.description }

  /// This key's signature over `text`. Throws `signingFailed` if the library refuses.
  public func signature(for text: [UInt8]) throws(TransparencyLogError) -> NoteSignature {
    guard let bytes = try? key.signature(for: text) else {
      throw .signingFailed(key: description)
    }
    return NoteSignature(unchecked: name, keyID: keyID, bytes: Array(bytes))
  }
}
