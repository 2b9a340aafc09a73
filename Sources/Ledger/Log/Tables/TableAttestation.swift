internal import Bytes
internal import Crypto
internal import TransparencyLog

/// By which whoever holds the charts' keys attests, and recognizes, what the log's tables say.
public struct AttestationKey: Sendable {
  private let key: SymmetricKey

  init(_ key: SymmetricKey) { self.key = key }

  func code(of message: [UInt8]) -> [UInt8] {
    HMAC<SHA256>.authenticationCode(for: message, using: key).withUnsafeBytes { [UInt8]($0) }
  }

  func holds(_ code: [UInt8], for message: [UInt8]) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: message, using: key)
  }
}

extension UnlockedKeyring {
  /// The key for ``Ledger/believeTables(by:)``.
  public var attestationKey: AttestationKey {
    AttestationKey(siteProjectionKey(purpose: "log tables"))
  }
}

/// What the tables beside the entries held when the log had so many entries, under a code that
/// nobody makes without the keyring.
///
/// One row of the table `meta`. It need not be the newest: whoever reads the tables scans what was
/// appended since. So an older one, put back, makes the scan longer and no answer wrong, and those
/// who hold no keys append without it.
struct TableAttestation: Sendable, Hashable {
  static let bucketCount = 256
  private static let version: UInt8 = 1
  private static let codeByteCount = 32

  /// Of the tree then.
  var frontier: Frontier
  /// How many append ids there were.
  var appendCount: UInt64
  /// Over the entries that say who may sign, as what, and by which rules (``SiteEntries``). Their
  /// signatures were checked before it was attested.
  var siteDigest: Hash
  /// Over the stream heads, by the first byte of their subject: see ``HeadBucket``.
  var buckets: [Hash]

  var size: UInt64 { frontier.size }

  func row(_ key: AttestationKey, in ledger: LedgerID) -> [UInt8] {
    var bytes: [UInt8] = [Self.version]
    let frontier = frontier.bytes
    bytes.appendLittleEndian(UInt16(frontier.count))
    bytes += frontier
    bytes.appendLittleEndian(appendCount)
    bytes += siteDigest.bytes
    for bucket in buckets { bytes += bucket.bytes }
    return bytes + key.code(of: Self.message(bytes, in: ledger))
  }

  /// Nil for whatever was not made by ``row(_:in:)`` with this key for this ledger.
  init?(row: [UInt8], _ key: AttestationKey, in ledger: LedgerID) {
    guard row.count > Self.codeByteCount + 3, row[0] == Self.version else { return nil }
    let bytes = Array(row.dropLast(Self.codeByteCount))
    guard key.holds(Array(row.suffix(Self.codeByteCount)), for: Self.message(bytes, in: ledger))
    else { return nil }
    let frontierByteCount: UInt16 = bytes.span.bytes.number(at: 1)
    let start = 3 + Int(frontierByteCount)
    let hashes = Hash.byteCount * (1 + Self.bucketCount)
    guard bytes.count == start + 8 + hashes,
      let frontier = try? Frontier(bytes: Array(bytes[3..<start]))
    else { return nil }
    self.frontier = frontier
    appendCount = bytes.span.bytes.number(at: start)
    let read = stride(from: start + 8, to: bytes.count, by: Hash.byteCount).compactMap {
      Hash(bytes: bytes[$0..<$0 + Hash.byteCount])
    }
    siteDigest = read[0]
    buckets = Array(read.dropFirst())
  }

  init(frontier: Frontier, appendCount: UInt64, siteDigest: Hash, buckets: [Hash]) {
    self.frontier = frontier
    self.appendCount = appendCount
    self.siteDigest = siteDigest
    self.buckets = buckets
  }

  private static func message(_ bytes: [UInt8], in ledger: LedgerID) -> [UInt8] {
    Array("candor/tables/v1\0".utf8) + ledger.bytes + bytes
  }
}

/// The stream heads whose subjects begin with the same byte: all streams of a subject are in one.
///
/// Its digest is SHA-256 over key ‖ value of each row, in the order of the keys.
enum HeadBucket {
  static func index(of subject: SubjectID) -> Int { Int(subject.bytes[0]) }

  /// Of rows in the order of their keys.
  static func digest(of rows: [HeadRow]) -> Hash {
    var digest = RowDigest()
    for row in rows { digest.add(row.key.span.bytes, row.head.bytes.span.bytes) }
    return digest.finalize()
  }
}

/// A row of the heads table, or what stands in its place.
struct HeadRow {
  /// As it is stored: ``StreamHead/key(_:)``.
  let key: [UInt8]
  let head: StreamHead
}

/// SHA-256 over rows of a table.
struct RowDigest {
  private var function = SHA256()

  mutating func add(_ key: RawSpan, _ value: RawSpan) {
    key.withUnsafeBytes { function.update(bufferPointer: $0) }
    value.withUnsafeBytes { function.update(bufferPointer: $0) }
  }

  func finalize() -> Hash {
    let digest = function.finalize()
    return digest.withUnsafeBytes { bytes in
      Hash(reading: bytes.bytes) ?? .emptyRoot
    }
  }
}
