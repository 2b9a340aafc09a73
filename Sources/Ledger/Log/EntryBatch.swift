internal import TransparencyLog

/// The entries of one append, laid out as they will be stored, in one growing buffer.
///
/// Each is `leaf hash ‖ statement ‖ [signatures] ‖ stamp`; leaf hash and stamp are filled in last,
/// so that no byte of an entry is copied between its sealing and LMDB's page.
struct EntryBatch {
  /// Of all entries of an append together, in bytes.
  static let maxByteCount = 64 << 20
  /// How many entries an append may have.
  static let maxCount = 65_535

  private var storage: [UInt8] = []
  private var starts: [Int] = []
  private var statementByteCounts: [Int] = []
  private(set) var statementHashes: [Hash] = []

  var count: Int { starts.count }
  /// Of the entries so far, without their leaf hashes.
  var entriesByteCount: Int { storage.count - count * Hash.byteCount }

  mutating func reserve(entries: Int, bodyBytes: Int) {
    starts.reserveCapacity(entries)
    statementByteCounts.reserveCapacity(entries)
    statementHashes.reserveCapacity(entries)
    let perEntry = Hash.byteCount + EntryHeader.byteCount + Stamp.byteCount
    storage.reserveCapacity(bodyBytes + entries * perEntry + SignatureBlock.byteCount(signers: 4))
  }

  /// Adds a statement; the one that ends the append gets its stamp's room with its signatures.
  mutating func add(_ header: EntryHeader, body: [UInt8]) {
    let start = storage.count
    let bodyStart = start + Hash.byteCount + EntryHeader.byteCount
    starts.append(start)
    storage.append(contentsOf: repeatElement(0, count: Hash.byteCount + EntryHeader.byteCount))
    storage.withUnsafeMutableBytes { bytes in
      header.store(to: .init(rebasing: bytes[start + Hash.byteCount..<bodyStart]))
    }
    storage.append(contentsOf: body)
    statementByteCounts.append(EntryHeader.byteCount + body.count)
    statementHashes.append(
      .sha256(storage.span.bytes.extracting(start + Hash.byteCount..<storage.count)))
    if !header.endsAppend { makeRoomForStamp() }
  }

  /// Adds the signatures to the entry that ends the append.
  mutating func end(with block: SignatureBlock) {
    storage += block.bytes
    makeRoomForStamp()
  }

  private mutating func makeRoomForStamp() {
    storage.append(contentsOf: repeatElement(0, count: Stamp.byteCount))
  }

  /// Fills in the stamp and the leaf hash, and says what the latter is.
  mutating func stamp(_ index: Int, _ stamp: Stamp) -> Hash {
    let range = range(index)
    storage.withUnsafeMutableBytes { bytes in
      stamp.store(to: .init(rebasing: bytes[range.upperBound - Stamp.byteCount..<range.upperBound]))
    }
    let leaf = Hash.leaf(
      storage.span.bytes.extracting(range.lowerBound + Hash.byteCount..<range.upperBound))
    storage.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: leaf, toByteOffset: range.lowerBound, as: Hash.self)
    }
    return leaf
  }

  /// Where leaf hash and entry lie in ``bytes``.
  func range(_ index: Int) -> Range<Int> {
    starts[index]..<(index + 1 < starts.count ? starts[index + 1] : storage.count)
  }

  /// Header and body of one entry.
  func statement(_ index: Int) -> [UInt8] {
    let start = starts[index] + Hash.byteCount
    return Array(storage[start..<start + statementByteCounts[index]])
  }

  var bytes: [UInt8] { storage }
}
