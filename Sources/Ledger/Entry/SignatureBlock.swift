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
