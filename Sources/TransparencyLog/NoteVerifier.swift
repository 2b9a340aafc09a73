internal import Crypto

/// A public key that verifies notes: a name and an Ed25519 key (C2SP signed-note).
public struct NoteVerifier: Hashable, Sendable, CustomStringConvertible {
  /// The key's name, for a log's own key its origin.
  public let name: String
  /// SHA-256(name ‖ newline ‖ 0x01 ‖ public key), its first four bytes as a big-endian number.
  public let keyID: UInt32
  /// The Ed25519 public key, 32 bytes (RFC 8032 §5.1.5).
  public let publicKey: [UInt8]

  /// Throws `malformedKey` for a name with a space or plus sign or a key that is not 32 bytes.
  public init(name: String, publicKey: [UInt8]) throws(TransparencyLogError) {
    guard NoteKey.isName(name) else { throw .malformedKey(.name) }
    guard publicKey.count == NoteKey.byteCount else { throw .malformedKey(.publicKeyLength) }
    self.name = name
    self.publicKey = publicKey
    keyID = NoteKey.id(name: name, publicKey: publicKey)
  }

  /// Reads the form in which keys are handed round: `name+id+base64(0x01 ‖ public key)`.
  ///
  /// Throws `malformedKey` with what is wrong, also if the id does not belong to name and key.
  public init(vkey: String) throws(TransparencyLogError) {
    // Base64 has plus signs of its own, a name has none: the first two are the separators.
    let parts = Array(vkey.utf8).split(
      separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .malformedKey(.shape) }
    let id = String(decoding: parts[1], as: UTF8.self)
    guard let idBytes = Hexadecimal.decode(parts[1]), idBytes.count == 4,
      Hexadecimal.encode(idBytes) == id
    else { throw .malformedKey(.idNotHexadecimal) }
    guard let key = Base64.decode(parts[2]) else { throw .malformedKey(.encoding) }
    guard key.first == NoteKey.ed25519 else { throw .malformedKey(.algorithm) }
    try self.init(
      name: String(decoding: parts[0], as: UTF8.self), publicKey: Array(key.dropFirst()))
    guard NoteKey.hex(keyID) == id else { throw .malformedKey(.idDiffers) }
  }

  /// The form in which keys are handed round: `name+id+base64(0x01 ‖ public key)`.
  public var vkey: String {
    "\(self)+\(Base64.encode([NoteKey.ed25519] + publicKey))"
  }

  /// Name and id, as in `example.com/log+033de0ae`.
  public var description: String { "\(name)+\(NoteKey.hex(keyID))" }

  /// Whether `signature` says that it is by this key: both name and id are the same.
  public func isSigner(of signature: NoteSignature) -> Bool {
    // Byte by byte: `String` takes two spellings of an accented letter for equal, signers do not.
    keyID == signature.keyID && name.utf8.elementsEqual(signature.name.utf8)
  }

  /// Whether `signature` is this key's Ed25519 signature over `text` (RFC 8032 §5.1.7).
  public func isValid(_ signature: [UInt8], for text: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(signature, for: text)
  }
}
