/// One signer's part of the signatures of an append.
public struct Signature: Hashable, Sendable {
  /// Of one signature as it is stored, in bytes.
  static let byteCount = 88
  private static let ed25519: UInt8 = 1
  private static let ed25519ByteCount = 64

  public var actor: UInt32
  /// The position of the entry that enrolled the key.
  public var enrolment: UInt64
  public var meaning: SignatureMeaning
  /// By the signer's clock.
  public var signedAtMicroseconds: Int64
  /// Ed25519 over the append's signed message: 64 bytes.
  public var bytes: [UInt8]

  func append(to block: inout [UInt8]) {
    appendFields(to: &block)
    block.appendLittleEndian(UInt16(bytes.count))
    block += bytes
  }

  /// What the signed message repeats of every signer.
  func appendFields(to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(actor)
    bytes.appendLittleEndian(enrolment)
    bytes.append(Self.ed25519)
    bytes.append(meaning.rawValue)
    bytes.appendLittleEndian(signedAtMicroseconds)
  }

  init(
    actor: UInt32, enrolment: UInt64, meaning: SignatureMeaning, signedAtMicroseconds: Int64,
    bytes: [UInt8]
  ) {
    self.actor = actor
    self.enrolment = enrolment
    self.meaning = meaning
    self.signedAtMicroseconds = signedAtMicroseconds
    self.bytes = bytes
  }

  /// Reads the 88 bytes at `offset`; the caller has made sure that they are there.
  init(parsing block: RawSpan, at offset: Int) throws(EntryDefect) {
    actor = block.number(at: offset)
    enrolment = block.number(at: offset + 4)
    let algorithm: UInt8 = block.number(at: offset + 12)
    guard algorithm == Self.ed25519 else { throw .algorithm(algorithm) }
    let meaning: UInt8 = block.number(at: offset + 13)
    guard let meaning = SignatureMeaning(rawValue: meaning) else { throw .meaning(meaning) }
    self.meaning = meaning
    signedAtMicroseconds = block.number(at: offset + 14)
    let count: UInt16 = block.number(at: offset + 22)
    guard count == Self.ed25519ByteCount else { throw .signatureLength(Int(count)) }
    bytes = block.array(offset + 24..<offset + 24 + Self.ed25519ByteCount)
  }
}
