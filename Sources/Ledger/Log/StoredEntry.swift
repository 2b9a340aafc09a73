internal import TransparencyLog

/// A value of the entries table: leaf hash ‖ entry.
enum StoredEntry {
  /// The entry, if it is the one that its leaf hash was made of.
  static func read(_ value: RawSpan, _ position: UInt64) -> Result<Entry, LedgerError> {
    guard value.byteCount > Hash.byteCount,
      let stored = Hash(reading: value.extracting(0..<Hash.byteCount))
    else { return .failure(.damaged(position: position)) }
    let bytes = value.array(Hash.byteCount..<value.byteCount)
    guard Hash.leaf(bytes) == stored else { return .failure(.damaged(position: position)) }
    do throws(LedgerError) {
      return .success(try Entry(parsing: bytes, position: position, leafHash: stored))
    } catch {
      return .failure(error)
    }
  }

  /// Header and stamp, without recomputing the leaf hash.
  static func outline(_ value: RawSpan, _ position: UInt64) -> Result<EntryOutline, LedgerError> {
    guard value.byteCount > Hash.byteCount else {
      return .failure(.damaged(position: position))
    }
    do throws(EntryDefect) {
      return .success(
        try EntryOutline(
          parsing: value.extracting(Hash.byteCount..<value.byteCount), position: position))
    } catch {
      return .failure(.refused(position: position, error))
    }
  }

  /// The leaf hash as stored; nil for a value too short to hold one.
  static func leafHash(_ value: RawSpan) -> Hash? {
    guard value.byteCount > Hash.byteCount else { return nil }
    return Hash(reading: value.extracting(0..<Hash.byteCount))
  }
}
