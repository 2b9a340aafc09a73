internal import Bytes
internal import TransparencyLog

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

/// One statement of a prepared append: header and body, byte for byte as they will be stored.
public struct PreparedStatement: Hashable, Sendable {
  public let header: EntryHeader
  /// Header (88 bytes) and body.
  public let bytes: [UInt8]

  /// The body as it will be stored: sealed if the header names a data key.
  public var body: [UInt8] { Array(bytes[EntryHeader.byteCount...]) }

  /// What the signers sign of it.
  var hash: Hash { .sha256(bytes.span.bytes) }

  /// Reads the statement that fills `bytes` to the last one.
  init(parsing bytes: [UInt8]) throws(EntryDefect) {
    header = try EntryHeader(parsing: bytes.span.bytes)
    let expected = EntryHeader.byteCount + Int(header.bodyByteCount)
    guard bytes.count == expected else { throw .length(expected: expected, found: bytes.count) }
    self.bytes = bytes
    guard !header.isSealed, BodyKind.applies(to: header.stream.type) else { return }
    guard BodyKind.holds(header.kind, body.span.bytes) else { throw .bodyKind(header.kind) }
  }

  /// The body's message: opened with `dataKey` and freed of its padding, or as it is if the body is
  /// not sealed. For whoever is to sign it, before they sign.
  ///
  /// The caller has held the key against its introduction (``DataKey/check(commitment:in:)``).
  /// Throws ``LedgerError/invalidProposal(index:_:)`` for another data key and for a message that
  /// breaks the format, ``LedgerError/key(_:)`` when the seal does not open.
  public func open(with dataKey: DataKey, in ledger: LedgerID) throws(LedgerError) -> [UInt8] {
    guard header.isSealed else { return body }
    let index = Int(header.index)
    guard dataKey.subject == header.stream.subject, dataKey.number == header.dataKeyNumber else {
      throw .invalidProposal(index: index, .dataKeyDiffers(number: header.dataKeyNumber))
    }
    do throws(OpeningDefect) {
      return try header.open(
        bytes.span.bytes.extracting(EntryHeader.byteCount...), with: dataKey, in: ledger)
    } catch {
      switch error {
      case .key(let error): throw .key(error)
      case .format(let defect): throw .invalidProposal(index: index, .format(defect))
      }
    }
  }
}

/// Where one stream must stand, as a prepared append writes it.
struct ExpectedRevision: Comparable {
  /// As it is written, in bytes.
  static let byteCount = 27

  let stream: StreamKey
  /// Nil for a stream that must not exist yet.
  let revision: UInt32?

  init(stream: StreamKey, revision: UInt32?) {
    self.stream = stream
    self.revision = revision
  }

  /// Each stream once, in the order of their keys: one append has one form.
  static func sorted(_ revisions: [StreamKey: UInt32?]) -> [ExpectedRevision] {
    revisions.map { ExpectedRevision(stream: $0, revision: $1) }.sorted()
  }

  static func < (one: ExpectedRevision, other: ExpectedRevision) -> Bool {
    StreamHead.key(one.stream).lexicographicallyPrecedes(StreamHead.key(other.stream))
  }

  func append(to bytes: inout [UInt8]) {
    bytes.appendLittleEndian(stream.type.rawValue)
    bytes += stream.subject.bytes
    bytes.appendLittleEndian(stream.number)
    bytes.append(revision == nil ? 0 : 1)
    bytes.appendLittleEndian(revision ?? 0)
  }

  /// Reads its 27 bytes.
  init(parsing bytes: [UInt8]) throws(PreparedDefect) {
    let span = bytes.span.bytes
    stream = StreamKey(
      type: StreamType(rawValue: span.number(at: 0)),
      subject: SubjectID(FixedBytes<16>(reading: span, at: 2)), number: span.number(at: 18))
    let revision: UInt32 = span.number(at: 23)
    switch span.number(at: 22) as UInt8 {
    case 0:
      guard revision == 0 else { throw .notZero(field: "expected revision") }
      self.revision = nil
    case 1: self.revision = revision
    default: throw .notZero(field: "expected existence")
    }
  }
}
