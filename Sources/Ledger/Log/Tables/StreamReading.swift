internal import LMDB
internal import TransparencyLog

extension LedgerSnapshot {
  /// Where the stream stands; nil when it has no entry.
  public func streamHead(
    _ key: StreamKey
  ) throws(LedgerError) -> (position: UInt64, revision: UInt32)? {
    try head(of: key).map { ($0.position, $0.revision) }
  }

  /// By what can be believed: the stored row where it was attested and what was appended since says
  /// nothing else; the entries otherwise.
  func head(of key: StreamKey) throws(LedgerError) -> StreamHead? {
    guard !tablesRead.asStored else { return try storedHead(of: key) }
    if let known = try believeHeads(of: key.subject) { return known.head(of: key) }
    if let touched = try knownTables().scan.streams[key] { return touched.head }
    return try storedHead(of: key)
  }

  /// As the table has it.
  func storedHead(of key: StreamKey) throws(LedgerError) -> StreamHead? {
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.heads, StreamHead.key(key)) { StreamHead($0) }
    }
    guard let found else { return nil }
    guard let head = found else { throw .inconsistent(what: "a stream head is not readable") }
    return head
  }

  /// All streams about a subject, by type, then number.
  public func streams(of subject: SubjectID) throws(LedgerError) -> [StreamKey] {
    let touched: [StreamKey]
    if tablesRead.asStored {
      touched = []
    } else {
      if let known = try believeHeads(of: subject) { return known.streams(of: subject) }
      touched = try knownTables().scan.streams.keys.filter { $0.subject == subject }
    }
    let stored = try storedStreams(prefix: subject.bytes)
    return Set(stored + touched).sorted(by: StreamKey.isBefore)
  }

  /// Every subject that has a stream of a type, in the order of their ids.
  public func subjects(with type: StreamType) throws(LedgerError) -> [SubjectID] {
    let streams: [StreamKey]
    if tablesRead.asStored {
      streams = try storedStreams(prefix: [])
    } else if let known = try believeAllHeads() {
      streams = Array(known.streams)
    } else {
      streams = try storedStreams(prefix: []) + knownTables().scan.streams.keys
    }
    let subjects = Set(streams.lazy.filter { $0.type == type }.map(\.subject))
    return subjects.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  private func storedStreams(prefix: [UInt8]) throws(LedgerError) -> [StreamKey] {
    var streams: [StreamKey] = []
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.heads, prefix: prefix) { key, _ in
        if let stream = StreamHead.stream(key: key) { streams.append(stream) }
        return true
      }
    }
    return streams
  }

  /// All entries of a stream, oldest first; none for a stream that does not exist.
  public func stream(_ key: StreamKey) throws(LedgerError) -> [Entry] {
    guard let head = try head(of: key) else { return [] }
    if !tablesRead.asStored, let known = try believeHeads(of: key.subject),
      known.scan.forked.contains(key)
    {
      return try forkedStream(key)
    }
    var entries: [Entry] = []
    var next: UInt64? = head.position
    var revision = head.revision
    while let position = next {
      let entry = try entry(at: position)
      guard entry.header.stream == key, entry.stamp.revision == revision else {
        throw .inconsistent(what: "the links of a stream lead to entry \(position) of another")
      }
      entries.append(entry)
      next = entry.stamp.previous
      revision &-= 1
    }
    entries.reverse()
    return entries
  }

  /// Of a stream whose links leave out entries: every one that says that it is of it.
  private func forkedStream(_ key: StreamKey) throws(LedgerError) -> [Entry] {
    var positions: [UInt64] = []
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.entries) { position, value in
        guard position < frontier.size else { return false }
        if case .success(let outline) = StoredEntry.outline(value, position),
          outline.header.stream == key
        {
          positions.append(position)
        }
        return true
      }
    }
    var entries: [Entry] = []
    for position in positions { entries.append(try entry(at: position)) }
    return entries
  }
}

extension LedgerSnapshot {
  /// The positions of an append; nil when the ledger has none of that id.
  ///
  /// The row is believed where it leads to that append. Where rows are missing, the entries are
  /// asked: an append id that was used is never taken for a new one.
  public func append(_ id: AppendID) throws(LedgerError) -> Range<UInt64>? {
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.appends, id.bytes) { AppendRow($0) }
    }
    if let found {
      if let row = found, try begins(id, row) { return row.positions }
      guard !tablesRead.asStored else {
        throw .inconsistent(what: "the row of append \(id) is not readable")
      }
      tablesRead.trust.tell(.appendRow(id))
      return try entriesOfAppend(id)
    }
    guard !tablesRead.asStored else { return nil }
    let known = try knownTables()
    let rows = try storing { () throws(LMDBError) in try transaction.count(tables.appends) }
    let holes = UInt64(known.scan.holes.count)
    guard UInt64(rows) < known.appendCount || UInt64(rows) > known.appendCount + holes else {
      return nil
    }
    tablesRead.trust.tell(.appends(rows: rows, appends: known.appendCount))
    return try entriesOfAppend(id)
  }

  private func begins(_ id: AppendID, _ row: AppendRow) throws(LedgerError) -> Bool {
    guard row.positions.upperBound <= frontier.size else { return false }
    let header = try outline(at: row.first).header
    return header.appendID == id && header.index == 0
      && UInt32(header.lastIndex) + 1 == row.count
  }

  /// Where an append is, by its entries alone.
  private func entriesOfAppend(_ id: AppendID) throws(LedgerError) -> Range<UInt64>? {
    var row: AppendRow?
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.entries) { position, value in
        guard position < frontier.size else { return false }
        guard case .success(let outline) = StoredEntry.outline(value, position),
          outline.header.appendID == id, outline.header.index == 0
        else { return true }
        row = AppendRow(first: position, count: UInt32(outline.header.lastIndex) + 1)
        return false
      }
    }
    guard let row, row.positions.upperBound <= frontier.size else { return nil }
    return row.positions
  }
}
