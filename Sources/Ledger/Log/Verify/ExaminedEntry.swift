internal import LMDB
internal import TransparencyLog

/// What lies at one position, as far as it can be told without its neighbours.
enum ExaminedEntry {
  /// Its bytes are those that the leaf hash was made of, and keep to the format.
  case whole(Entry)
  /// Its bytes are those that the leaf hash was made of, and break the format.
  case refused(EntryDefect, leaf: Hash)
  /// Bytes and leaf hash contradict each other; which one is right, the tree tells.
  case damaged(stored: Hash, recomputed: Hash)
  /// Too short to hold anything, or not there.
  case missing

  init(_ value: RawSpan, at position: UInt64) {
    guard let stored = StoredEntry.leafHash(value) else {
      self = .missing
      return
    }
    let bytes = value.array(Hash.byteCount..<value.byteCount)
    let recomputed = Hash.leaf(bytes)
    guard stored == recomputed else {
      self = .damaged(stored: stored, recomputed: recomputed)
      return
    }
    do throws(LedgerError) {
      self = .whole(try Entry(parsing: bytes, position: position, leafHash: stored))
    } catch .refused(_, let defect) {
      self = .refused(defect, leaf: stored)
    } catch {
      self = .missing
    }
  }
}

extension LedgerSnapshot {
  /// What lies at consecutive positions from `first` on; positions without a value are `missing`.
  func examine(
    from first: UInt64, below end: UInt64, atMost count: Int, bytes: Int
  ) throws(LedgerError) -> [ExaminedEntry] {
    let end = min(end, first + UInt64(count))
    var examined: [ExaminedEntry] = []
    examined.reserveCapacity(count)
    var byteCount = 0
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.entries, from: first) { position, value in
        guard position < end else { return false }
        while first + UInt64(examined.count) < position { examined.append(.missing) }
        examined.append(ExaminedEntry(value, at: position))
        byteCount += value.byteCount
        return byteCount < bytes
      }
    }
    guard byteCount < bytes else { return examined }
    while first + UInt64(examined.count) < end { examined.append(.missing) }
    return examined
  }
}
