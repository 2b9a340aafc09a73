internal import Bytes
internal import LMDB
internal import TransparencyLog

// After the walk: what the tables say beyond what every entry was held against.
extension LogVerifier {
  mutating func finish(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    checkSince(at: claimed.size)
    if let append {
      problems.add(.appendPastHead(last: append.last), at: append.first)
    }
    if let since = options.since, since.size > claimed.size {
      problems.add(
        .shorterThanEarlierHead(size: claimed.size, earlier: since.size), at: nil)
    }
    if !tree.hasFrontier(claimed) {
      problems.add(.frontierDiffers, at: nil)
    }
    try checkHeads(in: snapshot)
    try checkAppendRows(in: snapshot)
    try checkNodeRows(in: snapshot)
    try checkEnd(in: snapshot)
  }

  private mutating func checkHeads(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    var unseen = links.heads
    for (stream, stored) in try snapshot.headRows() {
      guard let stream, let stored else {
        problems.add(.headRowUnreadable, at: nil)
        continue
      }
      let known = unseen.removeValue(forKey: stream)
      guard let head = try snapshot.head(stored, below: claimed.size) else {
        // A stream that has begun since.
        if known != nil { add(stream, stored, known) }
        continue
      }
      if !links.agrees(head, of: stream, holes) { add(stream, stored, known) }
    }
    for (_, known) in unseen.sorted(by: { $0.value.position < $1.value.position }) {
      problems.add(.headRowMissing, at: known.position)
    }
  }

  private mutating func add(_ stream: StreamKey, _ stored: StreamHead, _ known: StreamHead?) {
    problems.add(
      .headRowDiffers(
        stream.type, position: stored.position, revision: stored.revision, found: known?.position,
        foundRevision: known?.revision),
      at: known?.position ?? stored.position)
  }

  private mutating func checkAppendRows(
    in snapshot: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    let rows = try snapshot.appendRowsWithoutEntries(ifOtherThan: appendCount)
    for (id, row) in rows {
      guard let row else {
        problems.add(.appendRowUnreadable, at: nil)
        continue
      }
      guard row.first < claimed.size, !holes.contains(row.first) else { continue }
      problems.add(.appendRowWithoutAppend(id), at: row.first)
    }
  }

  private mutating func checkNodeRows(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    for (level, index) in try snapshot.nodesOutsideTree() {
      problems.add(.nodeOutsideTree(level: level, index: index), at: nil)
    }
  }

  private mutating func checkEnd(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    let last = try storing { () throws(LMDBError) in
      try snapshot.transaction.lastKey(snapshot.tables.entries)
    }
    guard let last, last >= snapshot.frontier.size else { return }
    problems.add(
      .entriesPastHead(last: last, size: snapshot.frontier.size), at: snapshot.frontier.size)
  }
}

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
          key.byteCount == 16 ? FixedBytes<16>(reading: key, at: 0) : .zero)
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
