internal import LMDB
internal import TransparencyLog

// Whole tables, as a verification looks at them.
extension LedgerSnapshot {
  func headRows() throws(LedgerError) -> [(StreamKey?, StreamHead?)] {
    var rows: [(StreamKey?, StreamHead?)] = []
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.heads, from: []) { key, value in
        rows.append((StreamHead.stream(key: key), StreamHead(value)))
        return true
      }
    }
    return rows
  }

  /// Where a stream stood when the log had `size` entries; nil if it had not begun.
  func head(_ stored: StreamHead, below size: UInt64) throws(LedgerError) -> StreamHead? {
    var head = stored
    // Only entries that others have appended meanwhile lie beyond.
    while head.position >= size, head.position < frontier.size {
      let stamp = try entry(at: head.position).stamp
      guard let previous = stamp.previous, stamp.revision > 0 else { return nil }
      head = StreamHead(position: previous, revision: stamp.revision - 1)
    }
    return head
  }

  /// The rows of the append ids whose first entry is not the beginning of that append; none if
  /// there are as many rows as the caller has found appends.
  func appendRowsWithoutEntries(
    ifOtherThan count: UInt64
  ) throws(LedgerError) -> [(AppendID, AppendRow?)] {
    var rows: [(AppendID, AppendRow?)] = []
    try storing { () throws(LMDBError) in
      guard try UInt64(transaction.count(tables.appends)) != count else { return }
      try transaction.forEach(tables.appends, from: []) { key, value in
        let id = AppendID(
          key.byteCount == SixteenBytes.byteCount ? SixteenBytes(reading: key, at: 0) : .zero)
        rows.append((id, AppendRow(value)))
        return true
      }
    }
    var without: [(AppendID, AppendRow?)] = []
    for (id, row) in rows where try !begins(id, row) { without.append((id, row)) }
    return without
  }

  private func begins(_ id: AppendID, _ row: AppendRow?) throws(LedgerError) -> Bool {
    guard let row, row.positions.upperBound <= frontier.size else { return false }
    let outline = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.entries, row.first) { StoredEntry.outline($0, row.first) }
    }
    guard let header = try? outline?.get().header else { return false }
    return header.appendID == id && header.index == 0
  }

  /// Places among the nodes that no tree of this size has.
  func nodesOutsideTree() throws(LedgerError) -> [(level: Int, index: UInt64)] {
    let size = frontier.size
    let expected = (LogTables.lowestNodeLevel..<64).reduce(0) { $0 + (size >> UInt64($1)) }
    var outside: [(level: Int, index: UInt64)] = []
    try storing { () throws(LMDBError) in
      guard try UInt64(transaction.count(tables.nodes)) != expected else { return }
      try transaction.forEach(tables.nodes) { key, _ in
        let (level, index) = (NodeKey.level(key), NodeKey.index(key))
        let isInside =
          (LogTables.lowestNodeLevel..<64).contains(level) && index < size >> UInt64(level)
        if !isInside { outside.append((level, index)) }
        return true
      }
    }
    return outside
  }
}
