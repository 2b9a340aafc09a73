internal import Bytes
internal import TransparencyLog

/// Keys of the meta table.
enum MetaKey {
  static let format = Array("format".utf8)
  static let ledgerID = Array("ledger".utf8)
  static let frontier = Array("frontier".utf8)
  /// The body of position 0 again, so that a ledger can be examined whose first entry is damaged.
  static let created = Array("created".utf8)
  /// What was attested of the tables beside the entries: ``TableAttestation``.
  static let attestation = Array("attestation".utf8)
  /// How often a failed commit was settled by a fresh one.
  static let settlements = Array("settlements".utf8)
}

/// A row of the heads table: where a stream stands.
struct StreamHead: Hashable {
  static let keyByteCount = 22
  static let byteCount = 12

  var position: UInt64
  var revision: UInt32

  init(position: UInt64, revision: UInt32) {
    self.position = position
    self.revision = revision
  }

  init?(_ row: RawSpan) {
    guard row.byteCount == Self.byteCount else { return nil }
    position = row.number(at: 0)
    revision = row.number(at: 8)
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(position)
    bytes.appendLittleEndian(revision)
    return bytes
  }

  /// Subject first, so that a prefix gives everything about a chart; numbers in order.
  static func key(_ stream: StreamKey) -> [UInt8] {
    var key = stream.subject.bytes
    key.appendBigEndian(stream.type.rawValue)
    key.appendBigEndian(stream.number)
    return key
  }

  static func stream(key: RawSpan) -> StreamKey? {
    guard key.byteCount == keyByteCount else { return nil }
    let type: UInt16 = key.number(at: 16)
    let number: UInt32 = key.number(at: 18)
    return StreamKey(
      type: StreamType(rawValue: type.byteSwapped),
      subject: SubjectID(FixedBytes<16>(reading: key, at: 0)), number: number.byteSwapped)
  }
}

/// A row of the appends table: the entries of one append.
struct AppendRow: Hashable {
  static let byteCount = 12

  var first: UInt64
  var count: UInt32

  init(first: UInt64, count: UInt32) {
    self.first = first
    self.count = count
  }

  /// Nil for a row that no append can have.
  init?(_ row: RawSpan) {
    guard row.byteCount == Self.byteCount else { return nil }
    first = row.number(at: 0)
    count = row.number(at: 8)
    guard count > 0, first <= .max - UInt64(count) else { return nil }
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(first)
    bytes.appendLittleEndian(count)
    return bytes
  }

  var positions: Range<UInt64> { first..<first + UInt64(count) }
}

/// Keys of the nodes table.
enum NodeKey {
  private static let indexBits: UInt64 = 56

  static func key(level: Int, index: UInt64) -> UInt64 { UInt64(level) << indexBits | index }
  static func level(_ key: UInt64) -> Int { Int(key >> indexBits) }
  static func index(_ key: UInt64) -> UInt64 { key & (1 << indexBits - 1) }
}

/// A value of the entries table: leaf hash ‖ entry.
enum StoredEntry {
  /// The entry, if it is the one that its leaf hash was made of.
  static func read(_ value: RawSpan, _ position: UInt64) -> Result<Entry, LedgerError> {
    guard value.byteCount > Hash.byteCount,
      let stored = Hash(reading: value.extracting(0..<Hash.byteCount))
    else { return .failure(.damaged(position: position)) }
    let bytes = value.array(Hash.byteCount..<value.byteCount)
    guard isWhole(bytes.span.bytes, stored) else { return .failure(.damaged(position: position)) }
    do throws(LedgerError) {
      return .success(try Entry(parsing: bytes, position: position, leafHash: stored))
    } catch {
      return .failure(error)
    }
  }

  /// Header and stamp, if the entry is the one that its leaf hash was made of.
  static func outline(_ value: RawSpan, _ position: UInt64) -> Result<EntryOutline, LedgerError> {
    guard let stored = leafHash(value) else { return .failure(.damaged(position: position)) }
    let bytes = value.extracting(Hash.byteCount..<value.byteCount)
    guard isWhole(bytes, stored) else { return .failure(.damaged(position: position)) }
    do throws(EntryDefect) {
      return .success(try EntryOutline(parsing: bytes, position: position))
    } catch {
      return .failure(.refused(position: position, error))
    }
  }

  /// Whether these are the bytes that the leaf hash was made of.
  static func isWhole(_ bytes: RawSpan, _ stored: Hash) -> Bool { Hash.leaf(bytes) == stored }

  /// The leaf hash as stored; nil for a value too short to hold one.
  static func leafHash(_ value: RawSpan) -> Hash? {
    guard value.byteCount > Hash.byteCount else { return nil }
    return Hash(reading: value.extracting(0..<Hash.byteCount))
  }
}
