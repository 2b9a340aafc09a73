/// One signature line of a note: which key says that it signed, and what it signed with.
public struct NoteSignature: Hashable, Sendable {
  /// The name of the key.
  public let name: String
  /// The id of the key.
  public let keyID: UInt32
  /// The signature itself, without the key id before it; for Ed25519 64 bytes.
  public let bytes: [UInt8]

  init(unchecked name: String, keyID: UInt32, bytes: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
  }

  /// Reads a signature line without its newline: em dash, space, name, space, base64.
  init(parsing line: some Collection<UInt8>) throws(TransparencyLogError) {
    guard line.starts(with: NoteSignature.prefix) else { throw .malformedNote(.signatureLine) }
    let parts = line.dropFirst(NoteSignature.prefix.count).split(
      separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw .malformedNote(.signatureLine) }
    let name = String(decoding: parts[0], as: UTF8.self)
    guard NoteKey.isName(name) else { throw .malformedNote(.keyName) }
    guard let value = Base64.decode(parts[1]) else { throw .malformedNote(.signatureEncoding) }
    guard value.count > 4 else { throw .malformedNote(.signatureLength) }
    self.name = name
    keyID = value.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    bytes = Array(value.dropFirst(4))
  }

  /// The signature line, with its newline.
  public var line: String { "— \(name) \(Base64.encode(NoteKey.bytes(keyID) + bytes))\n" }

  private static let prefix = Array("— ".utf8)
}
