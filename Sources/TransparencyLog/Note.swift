internal import Bytes

/// A text with signatures under it (C2SP signed-note).
///
/// The text is nobody's word until `verified(by:)` has returned.
public struct Note: Hashable, Sendable {
  /// The longest note that is read, in bytes.
  public static let maximumByteCount = 1_000_000
  /// The most signatures that a note is read with; the specification asks for at least 16.
  public static let maximumSignatureCount = 100

  /// The signed text, with its final newline.
  public let text: String
  /// The signatures in their order.
  public private(set) var signatures: [NoteSignature]

  /// A note that nobody has signed yet.
  ///
  /// Throws `malformedNote` unless `text` ends with a newline and has no other control character.
  public init(text: String) throws(TransparencyLogError) {
    try Note.checkCharacters(Array(text.utf8))
    guard text.utf8.last == UInt8(ascii: "\n") else { throw .malformedNote(.textWithoutNewline) }
    self.text = text
    signatures = []
  }

  /// Reads a note, strictly. Throws `malformedNote` with what is wrong. Verifies nothing.
  public init(parsing note: String) throws(TransparencyLogError) {
    try self.init(parsing: Array(note.utf8))
  }

  /// Reads a note, strictly. Throws `malformedNote` with what is wrong. Verifies nothing.
  public init(parsing note: [UInt8]) throws(TransparencyLogError) {
    try Note.checkCharacters(note)
    guard let blank = Note.lastBlankLine(in: note) else { throw .malformedNote(.noBlankLine) }
    guard let text = String(validating: note[..<blank], as: UTF8.self) else {
      throw .malformedNote(.notUTF8)
    }
    self.text = text
    signatures = try Note.signatures(parsing: note[(blank + 1)...])
  }

  /// The note as it is written to a file; without a signature it is not one yet.
  public var encoded: String { text + "\n" + signatures.map(\.line).joined() }

  /// The bytes of `encoded`.
  public var bytes: [UInt8] { Array(encoded.utf8) }

  /// The note with a signature more; one by the same key that was there before is replaced.
  public func signed(by signer: NoteSigner) throws(TransparencyLogError) -> Note {
    var note = self
    note.signatures.removeAll { signer.verifier.isSigner(of: $0) }
    note.signatures.append(try signer.signature(for: Array(text.utf8)))
    return note
  }

  /// Returns the signatures by the known keys, at least one, every one of them valid.
  ///
  /// Signatures by other keys are ignored, also if they share a name or an id (but not both) with
  /// a known one. Throws `invalidSignature` for a known key's bad one, `noKnownSignature` if none
  /// is left.
  @discardableResult
  public func verified(
    by verifiers: [NoteVerifier]
  ) throws(TransparencyLogError) -> [NoteSignature] {
    let text = Array(text.utf8)
    var valid: [NoteSignature] = []
    for signature in signatures {
      let signers = verifiers.filter { $0.isSigner(of: signature) }
      for signer in signers where !signer.isValid(signature.bytes, for: text) {
        throw .invalidSignature(key: signer.description)
      }
      if !signers.isEmpty { valid.append(signature) }
    }
    guard !valid.isEmpty else { throw .noKnownSignature }
    return valid
  }
}

extension Note {
  private static func checkCharacters(_ note: [UInt8]) throws(TransparencyLogError) {
    guard note.count <= maximumByteCount else { throw .malformedNote(.tooLong) }
    guard String(validating: note, as: UTF8.self) != nil else { throw .malformedNote(.notUTF8) }
    guard note.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") }) else {
      throw .malformedNote(.controlCharacter)
    }
  }

  /// Where the last empty line is; a line before it belongs to the text, one after it signs.
  private static func lastBlankLine(in note: [UInt8]) -> Int? {
    let newline = UInt8(ascii: "\n")
    return note.indices.dropFirst().last { note[$0] == newline && note[$0 - 1] == newline }
  }

  private static func signatures(
    parsing lines: ArraySlice<UInt8>
  ) throws(TransparencyLogError) -> [NoteSignature] {
    let newline = UInt8(ascii: "\n")
    guard let last = lines.last else { throw .malformedNote(.noSignature) }
    guard last == newline else { throw .malformedNote(.unfinishedLine) }
    let lines = lines.dropLast().split(separator: newline, omittingEmptySubsequences: false)
    guard lines.count <= maximumSignatureCount else { throw .malformedNote(.tooManySignatures) }
    var signatures: [NoteSignature] = []
    for line in lines { signatures.append(try NoteSignature(parsing: line)) }
    return signatures
  }
}

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
    guard value.count > 4, let keyID = UInt32(bigEndianBytes: value.prefix(4)) else {
      throw .malformedNote(.signatureLength)
    }
    self.name = name
    self.keyID = keyID
    bytes = Array(value.dropFirst(4))
  }

  /// The signature line, with its newline.
  public var line: String { "— \(name) \(Base64.encode(NoteKey.bytes(keyID) + bytes))\n" }

  private static let prefix = Array("— ".utf8)
}
