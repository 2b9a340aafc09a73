internal import LMDB
internal import TransparencyLog

extension LedgerSnapshot {
  /// Header and stamp of one entry, without its body and without recomputing its leaf hash.
  ///
  /// Throws ``LedgerError/beyondHead(asked:size:)``, ``LedgerError/refused(position:_:)`` or
  /// ``LedgerError/missing(position:)``.
  public func outline(at position: UInt64) throws(LedgerError) -> EntryOutline {
    guard position < frontier.size else {
      throw .beyondHead(asked: position, size: frontier.size)
    }
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.entries, position) { StoredEntry.outline($0, position) }
    }
    guard let found else { throw .missing(position: position) }
    return try found.get()
  }

  /// Every subject that has a stream of a type, in the order of their ids.
  public func subjects(with type: StreamType) throws(LedgerError) -> [SubjectID] {
    var subjects: [SubjectID] = []
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.heads, from: []) { key, _ in
        guard let stream = StreamHead.stream(key: key), stream.type == type else { return true }
        if subjects.last != stream.subject { subjects.append(stream.subject) }
        return true
      }
    }
    return subjects
  }

  /// When the newest entry was recorded, microseconds since 1970-01-01T00:00:00Z.
  public var newestRecordedMicroseconds: Int64 {
    get throws(LedgerError) {
      guard frontier.size > 0 else { return .min }
      return try outline(at: frontier.size - 1).stamp.recordedMicroseconds
    }
  }

  /// When the newest entry was recorded; nil in an empty ledger. Reads the whole entry, so that an
  /// append never builds on a stamp that its leaf hash does not cover.
  func lastRecorded() throws(LedgerError) -> Int64? {
    guard frontier.size > 0 else { return nil }
    return try entry(at: frontier.size - 1).stamp.recordedMicroseconds
  }
}
