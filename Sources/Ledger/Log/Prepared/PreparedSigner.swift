/// One signer of a prepared append, as far as they have come: asked, then their fields stated,
/// then signed.
public struct PreparedSigner: Hashable, Sendable {
  public let actor: UInt32
  /// Position of the entry that enrolled the key.
  public let enrolment: UInt64
  public let meaning: SignatureMeaning
  /// By the signer's clock, microseconds since 1970-01-01T00:00:00Z; nil until they state it.
  public internal(set) var signedAtMicroseconds: Int64?
  /// Ed25519 over the append's signed message, 64 bytes; nil until they sign.
  public internal(set) var signature: [UInt8]?

  /// Of one signer as it is written, in bytes.
  static let byteCount = 87
  private static let ed25519: UInt8 = 1

  private enum Stage: UInt8 {
    case asked, stated, signed
  }

  init(
    actor: UInt32, enrolment: UInt64, meaning: SignatureMeaning, signedAtMicroseconds: Int64?
  ) {
    self.actor = actor
    self.enrolment = enrolment
    self.meaning = meaning
    self.signedAtMicroseconds = signedAtMicroseconds
  }

  func append(to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(actor)
    bytes.appendLittleEndian(enrolment)
    bytes.append(Self.ed25519)
    bytes.append(meaning.rawValue)
    let stage: Stage =
      signature != nil ? .signed : signedAtMicroseconds != nil ? .stated : .asked
    bytes.append(stage.rawValue)
    bytes.appendLittleEndian(signedAtMicroseconds ?? 0)
    bytes += signature ?? [UInt8](repeating: 0, count: 64)
  }

  /// Reads the 87 bytes of one signer.
  init(parsing bytes: [UInt8]) throws(PreparedDefect) {
    let span = bytes.span.bytes
    actor = span.number(at: 0)
    enrolment = span.number(at: 4)
    let algorithm: UInt8 = span.number(at: 12)
    guard algorithm == Self.ed25519 else { throw .signature(.algorithm(algorithm)) }
    let rawMeaning: UInt8 = span.number(at: 13)
    guard let meaning = SignatureMeaning(rawValue: rawMeaning) else {
      throw .signature(.meaning(rawMeaning))
    }
    self.meaning = meaning
    let rawStage: UInt8 = span.number(at: 14)
    guard let stage = Stage(rawValue: rawStage) else { throw .signerStage(rawStage) }
    let signedAt: Int64 = span.number(at: 15)
    let signature = span.array(23..<87)
    guard stage != .asked || signedAt == 0 else { throw .notZero(field: "signed at") }
    guard stage == .signed || signature.allSatisfy({ $0 == 0 }) else {
      throw .notZero(field: "signature")
    }
    signedAtMicroseconds = stage == .asked ? nil : signedAt
    self.signature = stage == .signed ? signature : nil
  }
}
