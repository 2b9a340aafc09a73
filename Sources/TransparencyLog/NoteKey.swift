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
    return hash.bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// A key id as people read it: 8 lower-case hexadecimal digits.
  static func hex(_ id: UInt32) -> String { Hexadecimal.encode(bytes(id)) }

  /// A key id as it stands before a signature: 4 bytes, big-endian.
  static func bytes(_ id: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: id >> UInt32($0)) }
  }
}
