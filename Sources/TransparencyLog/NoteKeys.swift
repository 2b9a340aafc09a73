internal import Bytes
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
    guard let idBytes = Hex.bytes(parts[1]), idBytes.count == 4,
      Hex.string(idBytes) == id
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

/// What signers and verifiers share: C2SP signed-note's rules for key names and key ids.
enum NoteKey {
  /// The signature type byte of Ed25519 over the note's text.
  static let ed25519: UInt8 = 0x01
  /// The length in bytes of an Ed25519 public key, and of the seed of a private one.
  static let byteCount = 32

  /// Not empty, no Unicode space, no plus sign, no control character.
  ///
  /// Looked at scalar by scalar: to `Character`, a plus sign with an accent is not a plus sign.
  static func isName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { scalar in
        scalar != "+" && scalar.value >= 0x20 && !scalar.properties.isWhitespace
      }
  }

  /// The first four bytes of SHA-256(name ‖ newline ‖ signature type ‖ public key), big-endian.
  static func id(name: String, publicKey: [UInt8]) -> UInt32 {
    let hash = Hash.sha256(Array(name.utf8) + [UInt8(ascii: "\n"), ed25519] + publicKey)
    return hash.withUnsafeBytes { UInt32(bigEndian: $0.loadUnaligned(as: UInt32.self)) }
  }

  /// A key id as people read it: 8 lower-case hexadecimal digits.
  static func hex(_ id: UInt32) -> String { Hex.string(bytes(id)) }

  /// A key id as it stands before a signature: 4 bytes, big-endian.
  static func bytes(_ id: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBigEndian(id)
    return bytes
  }
}
