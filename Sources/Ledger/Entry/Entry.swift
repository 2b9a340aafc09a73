public import TransparencyLog

/// One fact at one position: statement, signatures (on the last of an append), stamp.
public struct Entry: Hashable, Sendable {
  /// The most that an entry may have, in bytes, so that it fits a tlog-tiles entry bundle.
  public static let maxByteCount = 65_535

  public let position: UInt64
  /// RFC 6962 §2.1 over ``bytes``.
  public let leafHash: Hash
  public let header: EntryHeader
  /// Of the whole append; nil in all its entries but the last.
  public let signatures: SignatureBlock?
  public let stamp: Stamp
  /// The whole entry, as it is stored.
  public let bytes: [UInt8]

  /// The body as stored: sealed if the header names a data key.
  public var body: [UInt8] { Array(bytes[bodyRange]) }

  /// What the signers signed of this entry: header and body.
  public var statement: [UInt8] { Array(bytes[..<bodyRange.upperBound]) }

  var bodyRange: Range<Int> {
    EntryHeader.byteCount..<EntryHeader.byteCount + Int(header.bodyByteCount)
  }

  /// Reads an entry that lies at `position`, by `Schemas/entry.md`, "What a reader refuses".
  ///
  /// Throws ``LedgerError/refused(position:_:)``; it does not guess.
  public init(parsing bytes: [UInt8], position: UInt64) throws(LedgerError) {
    try self.init(parsing: bytes, position: position, leafHash: .leaf(bytes))
  }

  /// The same when the leaf hash has been computed from these bytes already.
  init(parsing bytes: [UInt8], position: UInt64, leafHash: Hash) throws(LedgerError) {
    do throws(EntryDefect) {
      let layout = try EntryLayout(parsing: bytes.span.bytes, position: position)
      self.position = position
      self.leafHash = leafHash
      header = layout.header
      signatures = layout.signatures
      stamp = layout.stamp
      self.bytes = bytes
    } catch {
      throw .refused(position: position, error)
    }
  }
}

extension Entry: CustomStringConvertible {
  /// Position, stream type and kind; never a body.
  public var description: String {
    "entry \(position) of kind \(header.kind), stream type \(header.stream.type.rawValue)"
  }
}

/// An entry taken apart and held against the rules that need no other entry.
struct EntryLayout {
  let header: EntryHeader
  let signatures: SignatureBlock?
  let stamp: Stamp

  init(parsing bytes: RawSpan, position: UInt64) throws(EntryDefect) {
    guard bytes.byteCount <= Entry.maxByteCount else {
      throw .length(expected: Entry.maxByteCount, found: bytes.byteCount)
    }
    header = try EntryHeader(parsing: bytes)
    let statementEnd = EntryHeader.byteCount + Int(header.bodyByteCount)
    let signatureStart = statementEnd
    let signatureEnd = bytes.byteCount - Stamp.byteCount
    if header.endsAppend {
      guard signatureEnd > signatureStart else {
        throw .length(
          expected: statementEnd + SignatureBlock.byteCount(signers: 1) + Stamp.byteCount,
          found: bytes.byteCount)
      }
      let block = try SignatureBlock(
        parsing: bytes.extracting(signatureStart..<signatureEnd))
      try block.check(in: header, position: position)
      signatures = block
    } else {
      guard signatureEnd == signatureStart else {
        throw .length(expected: statementEnd + Stamp.byteCount, found: bytes.byteCount)
      }
      signatures = nil
    }
    stamp = Stamp(ending: bytes)
    try stamp.check(position: position)
    try header.checkBeginning(position: position)
    if !header.isSealed, BodyKind.applies(to: header.stream.type) {
      let body = bytes.extracting(EntryHeader.byteCount..<statementEnd)
      guard BodyKind.holds(header.kind, body) else { throw .bodyKind(header.kind) }
    }
  }
}

extension Entry {
  /// The body's message: opened with `dataKey` and freed of its padding, or as stored if the body
  /// is not sealed.
  ///
  /// The caller has held the key against its introduction (``DataKey/check(commitment:in:)``),
  /// because GCM does not commit to its key. Throws ``LedgerError/key(_:)`` when the seal does not
  /// open, and ``LedgerError/refused(position:_:)`` when what was sealed breaks the format.
  public func open(with dataKey: DataKey, in ledger: LedgerID) throws(LedgerError) -> [UInt8] {
    guard header.isSealed else { return body }
    guard dataKey.subject == header.stream.subject, dataKey.number == header.dataKeyNumber else {
      throw .otherDataKey(
        position: position, subject: header.stream.subject, number: header.dataKeyNumber)
    }
    do throws(OpeningDefect) {
      return try header.open(
        bytes.span.bytes.extracting(bodyRange), with: dataKey, in: ledger)
    } catch {
      switch error {
      case .key(let error): throw .key(error)
      case .format(let defect): throw .refused(position: position, defect)
      }
    }
  }
}

/// Why a sealed body did not open.
enum OpeningDefect: Error {
  case key(KeyError)
  case format(EntryDefect)
}

extension EntryHeader {
  /// Opens a sealed body with the key that the header names, and frees it of its padding.
  func open(
    _ body: RawSpan, with dataKey: DataKey, in ledger: LedgerID
  ) throws(OpeningDefect) -> [UInt8] {
    var message: [UInt8]
    do throws(KeyError) {
      message = try dataKey.open(body, associated: ledger.bytes + bytes, nonce: nonce)
    } catch {
      throw .key(error)
    }
    guard Padding.unpad(&message) else { throw .format(.plaintextPadding) }
    guard !BodyKind.applies(to: stream.type) || BodyKind.holds(kind, message.span.bytes) else {
      throw .format(.bodyKind(kind))
    }
    return message
  }
}

/// Header and stamp of an entry without its body: what a history needs.
///
/// Its bytes were held against the leaf hash; nothing of the body is copied.
public struct EntryOutline: Hashable, Sendable {
  public let header: EntryHeader
  public let stamp: Stamp
  /// Of the whole entry, in bytes.
  public let byteCount: Int

  public var position: UInt64 { stamp.position }

  init(parsing bytes: RawSpan, position: UInt64) throws(EntryDefect) {
    header = try EntryHeader(parsing: bytes)
    byteCount = bytes.byteCount
    let least = EntryHeader.byteCount + Int(header.bodyByteCount) + Stamp.byteCount
    guard bytes.byteCount >= least else { throw .length(expected: least, found: bytes.byteCount) }
    stamp = Stamp(ending: bytes)
    try stamp.check(position: position)
    try header.checkBeginning(position: position)
  }
}
