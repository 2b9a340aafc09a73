internal import Bytes
public import TransparencyLog

/// The signatures of a whole append, in its last entry, with the tree that the signers built on.
public struct SignatureBlock: Hashable, Sendable {
  /// How many people may sign one append.
  public static let signerCounts = 1...4

  /// The tree that the signers built on: it makes each a witness of all that came before.
  public var anchor: TreeHead
  /// The first is the header's actor; no actor twice.
  public var signatures: [Signature]

  private static let leadByteCount = 1 + 8 + Hash.byteCount

  /// Of a block with so many signatures, in bytes.
  static func byteCount(signers: Int) -> Int { leadByteCount + signers * Signature.byteCount }

  /// The block as it is stored.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount(signers: signatures.count))
    bytes.append(UInt8(signatures.count))
    bytes.appendLittleEndian(anchor.size)
    bytes += anchor.root.bytes
    for signature in signatures { signature.append(to: &bytes) }
    return bytes
  }

  init(anchor: TreeHead, signatures: [Signature]) {
    self.anchor = anchor
    self.signatures = signatures
  }

  /// Reads a block that fills `bytes` to the last one.
  init(parsing bytes: RawSpan) throws(EntryDefect) {
    guard bytes.byteCount >= Self.leadByteCount else {
      throw .length(expected: Self.byteCount(signers: 1), found: bytes.byteCount)
    }
    let count: UInt8 = bytes.number(at: 0)
    guard Self.signerCounts.contains(Int(count)) else { throw .signatureCount(Int(count)) }
    let expected = Self.byteCount(signers: Int(count))
    guard bytes.byteCount == expected else {
      throw .length(expected: expected, found: bytes.byteCount)
    }
    let size: UInt64 = bytes.number(at: 1)
    guard let root = Hash(reading: bytes.extracting(9..<Self.leadByteCount)) else {
      throw .length(expected: expected, found: bytes.byteCount)
    }
    anchor = TreeHead(size: size, root: root)
    signatures = []
    for index in 0..<Int(count) {
      let offset = Self.leadByteCount + index * Signature.byteCount
      signatures.append(try Signature(parsing: bytes, at: offset))
    }
  }

  /// The rules between the block and the entry that carries it.
  func check(in header: EntryHeader, position: UInt64) throws(EntryDefect) {
    guard let first = signatures.first, first.actor == header.actor else {
      throw .firstSigner(signatures.first?.actor ?? 0, actor: header.actor)
    }
    guard Set(signatures.map(\.actor)).count == signatures.count else { throw .signerTwice }
    let appendStart = position.subtractingReportingOverflow(UInt64(header.index))
    guard !appendStart.overflow, anchor.size <= appendStart.partialValue else {
      throw .anchorSize(anchor.size)
    }
    guard anchor.size > 0 || anchor.root == .emptyRoot else { throw .anchorRoot }
  }
}

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

/// What a signer's signature says (`Schemas/entry.md`, Signatures).
public enum SignatureMeaning: UInt8, Sendable, Hashable, CaseIterable {
  case recorded = 1
  case secondSigner = 2
  case coSigned = 3
  case reviewed = 4
}

/// What the signers of an append sign (`Schemas/entry.md`, Signatures).
enum SignedMessage {
  private static let context = Array("candor/append/v1\0".utf8)

  /// The message over the statements' hashes, in order, and the fields of every signer; the
  /// signatures' own bytes are no part of it.
  static func bytes(
    ledger: LedgerID, append: AppendID, statements: [Hash], block: SignatureBlock
  ) -> [UInt8] {
    var message = context
    message.reserveCapacity(context.count + 94 + 32 * statements.count + 22 * 4)
    message += ledger.bytes
    message += append.bytes
    message.appendLittleEndian(block.anchor.size)
    message += block.anchor.root.bytes
    message.appendLittleEndian(UInt32(statements.count))
    for hash in statements { hash.withUnsafeBytes { message.append(contentsOf: $0) } }
    message.append(UInt8(block.signatures.count))
    for signature in block.signatures { signature.appendFields(to: &message) }
    return message
  }
}
