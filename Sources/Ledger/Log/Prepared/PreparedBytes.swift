internal import Bytes
internal import TransparencyLog

extension PreparedAppend {
  /// Of a prepared append as it is written, in bytes: 68 MiB.
  public static let maxByteCount = 68 << 20

  private static let format: UInt8 = 1

  /// The prepared append as it is kept or sent (`Schemas/entry.md`, Prepared append).
  public var bytes: [UInt8] {
    var bytes = [Self.format]
    bytes.reserveCapacity(statements.reduce(1 << 10) { $0 + $1.bytes.count })
    bytes += ledger.bytes
    bytes += id.bytes
    bytes.appendLittleEndian(anchor.size)
    bytes += anchor.root.bytes
    bytes.append(UInt8(signers.count))
    for signer in signers { signer.append(to: &bytes) }
    bytes.appendLittleEndian(UInt32(expectedRevisions.count))
    for expected in ExpectedRevision.sorted(expectedRevisions) { expected.append(to: &bytes) }
    bytes.appendLittleEndian(UInt32(statements.count))
    for statement in statements { bytes += statement.bytes }
    bytes += Hash.sha256(bytes.span.bytes).bytes
    return bytes
  }

  /// Reads what ``bytes`` wrote, to the last byte; it does not guess.
  ///
  /// Throws ``LedgerError/preparedMalformed(_:)``.
  public init(parsing bytes: [UInt8]) throws(LedgerError) {
    do throws(PreparedDefect) {
      try self.init(reading: bytes)
    } catch {
      throw .preparedMalformed(error)
    }
  }

  private init(reading bytes: [UInt8]) throws(PreparedDefect) {
    guard bytes.count <= Self.maxByteCount else { throw .tooLarge(byteCount: bytes.count) }
    var reader = PreparedReader(bytes)
    let format: UInt8 = try reader.number()
    guard format == Self.format else { throw .format(format) }
    try reader.checkDigest()
    let ledgerBytes = try reader.bytes(32)
    let idBytes = try reader.bytes(16)
    let size: UInt64 = try reader.number()
    let rootBytes = try reader.bytes(Hash.byteCount)
    guard let ledger = LedgerID(bytes: ledgerBytes), let id = AppendID(bytes: idBytes),
      let root = Hash(reading: rootBytes.span.bytes)
    else { throw .length(expected: bytes.count, found: 0) }
    let signerCount: UInt8 = try reader.number()
    guard SignatureBlock.signerCounts.contains(Int(signerCount)) else {
      throw .signature(.signatureCount(Int(signerCount)))
    }
    var signers: [PreparedSigner] = []
    for _ in 0..<signerCount {
      let signer = try reader.bytes(PreparedSigner.byteCount)
      signers.append(try PreparedSigner(parsing: signer))
    }
    let expected = try Self.expectedRevisions(&reader)
    let statements = try Self.statements(&reader)
    try reader.finish()
    try self.init(
      ledger: ledger, id: id, anchor: TreeHead(size: size, root: root), signers: signers,
      expectedRevisions: expected, statements: statements)
  }

  private static func expectedRevisions(
    _ reader: inout PreparedReader
  ) throws(PreparedDefect) -> [StreamKey: UInt32?] {
    let count: UInt32 = try reader.number()
    guard count <= EntryBatch.maxCount else { throw .expectedCount(Int(count)) }
    var revisions: [StreamKey: UInt32?] = [:]
    var last: ExpectedRevision?
    for _ in 0..<count {
      let row = try reader.bytes(ExpectedRevision.byteCount)
      let expected = try ExpectedRevision(parsing: row)
      if let last, expected <= last { throw .expectedOrder }
      revisions.updateValue(expected.revision, forKey: expected.stream)
      last = expected
    }
    return revisions
  }

  private static func statements(
    _ reader: inout PreparedReader
  ) throws(PreparedDefect) -> [PreparedStatement] {
    let count: UInt32 = try reader.number()
    guard (1...EntryBatch.maxCount).contains(Int(count)) else {
      throw .statementCount(Int(count))
    }
    var statements: [PreparedStatement] = []
    for index in 0..<Int(count) {
      let header = try reader.bytes(EntryHeader.byteCount)
      let bodyByteCount = try Self.bodyByteCount(header, index)
      let body = try reader.bytes(bodyByteCount)
      statements.append(try Self.statement(header + body, index))
    }
    return statements
  }

  private static func bodyByteCount(_ header: [UInt8], _ index: Int) throws(PreparedDefect) -> Int {
    do throws(EntryDefect) {
      return Int(try EntryHeader(parsing: header.span.bytes).bodyByteCount)
    } catch {
      throw .statement(index: index, error)
    }
  }

  private static func statement(
    _ bytes: [UInt8], _ index: Int
  ) throws(PreparedDefect) -> PreparedStatement {
    do throws(EntryDefect) {
      return try PreparedStatement(parsing: bytes)
    } catch {
      throw .statement(index: index, error)
    }
  }
}

/// Takes a prepared append apart from its first byte to its last.
struct PreparedReader {
  private let bytes: [UInt8]
  private var offset = 0
  private var end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  private var left: Int { end - offset }

  /// Holds the digest that ends the bytes against all before it. It finds damage; what was changed
  /// on purpose is found by the signatures.
  mutating func checkDigest() throws(PreparedDefect) {
    let digestStart = end - Hash.byteCount
    guard digestStart > offset else {
      throw .length(expected: offset + Hash.byteCount, found: bytes.count)
    }
    let digest = bytes[digestStart...]
    guard Hash.sha256(bytes.span.bytes.extracting(0..<digestStart)).bytes == Array(digest) else {
      throw .digest
    }
    end = digestStart
  }

  mutating func bytes(_ count: Int) throws(PreparedDefect) -> [UInt8] {
    guard count <= left else { throw .length(expected: count, found: left) }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>() throws(PreparedDefect)
    -> Number
  {
    let read = try bytes(MemoryLayout<Number>.size)
    return read.span.bytes.number(at: 0)
  }

  /// Nothing may be left.
  func finish() throws(PreparedDefect) {
    guard left == 0 else { throw .length(expected: 0, found: left) }
  }
}

/// What is wrong with the bytes of a prepared append (`Schemas/entry.md`, Prepared append).
public enum PreparedDefect: Error, Hashable, Sendable {
  /// Too few bytes for what comes next, or bytes left at the end.
  case length(expected: Int, found: Int)
  case tooLarge(byteCount: Int)
  case format(UInt8)
  /// The bytes are not those that the digest at their end was made of.
  case digest
  /// A field of the signatures.
  case signature(EntryDefect)
  case signerStage(UInt8)
  /// Bytes that must be 0 where nothing is said yet.
  case notZero(field: String)
  /// Somebody has signed although somebody's fields were open.
  case signedBeforeStated
  case expectedCount(Int)
  case expectedOrder
  /// A touched stream without an expected revision.
  case streamNotExpected(index: Int)
  case statementCount(Int)
  case statement(index: Int, EntryDefect)
  /// A statement of another append, out of its place, or of another actor or sort of ledger.
  case statementOfAnother(index: Int)
}

extension PreparedDefect: CustomStringConvertible {
  /// The field, what it holds, what was expected.
  public var description: String {
    switch self {
    case .length(let expected, let found): "\(found) bytes where \(expected) were expected"
    case .tooLarge(let found): "\(found) bytes, expected at most \(PreparedAppend.maxByteCount)"
    case .format(let found): "format \(found), expected 1"
    case .digest: "the digest at its end is not that of its bytes"
    case .signature(let defect): defect.description
    case .signerStage(let found): "signer stage \(found), expected 0 to 2"
    case .notZero(let field): "\(field) is not 0 where nothing is said"
    case .signedBeforeStated: "somebody signed before everybody's fields were stated"
    case .expectedCount(let found): "\(found) expected revisions, expected at most 65,535"
    case .expectedOrder: "the expected revisions are not in order, each stream once"
    case .streamNotExpected(let index):
      "statement \(index) goes to a stream whose revision is not expected"
    case .statementCount(let found): "\(found) statements, expected 1 to 65,535"
    case .statement(let index, let defect): "statement \(index): \(defect)"
    case .statementOfAnother(let index):
      "statement \(index) has another append id, index, actor or training flag than its append"
    }
  }
}
