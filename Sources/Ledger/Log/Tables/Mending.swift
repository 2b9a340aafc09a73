internal import Bytes
public import DurableFile
internal import LMDB
internal import TransparencyLog

/// What was made anew of the tables beside the entries.
public struct TableMending: Hashable, Sendable {
  /// Rows of stream heads that were written or removed.
  public var heads = 0
  /// Rows of append ids.
  public var appends = 0
  /// Nodes of the tree.
  public var nodes = 0
  /// Whether the tree's right edge was.
  public var frontier = false

  public init() {}

  public var isEmpty: Bool { self == TableMending() }

  mutating func add(_ other: TableMending) {
    heads += other.heads
    appends += other.appends
    nodes += other.nodes
    frontier = frontier || other.frontier
  }
}

extension Ledger {
  /// Makes stream heads and append ids anew from the entries, and appends who did it: in one
  /// transaction, so that a crash leaves both or neither.
  ///
  /// `decide` is told what was found, and sees the tables as they are then. Nothing is appended
  /// where nothing was wrong, nor in the tree before (`tree`).
  /// Throws what an append throws; ``LedgerError/damaged(position:)`` or
  /// ``LedgerError/missing(position:)`` for an entry that cannot be believed: tables made of what
  /// is left would say that it never was.
  ///
  /// - Parameter tree: what ``mendTree(at:patience:)`` has done before the ledger was opened.
  /// - Returns: nil where nothing was to be done.
  public func mend(
    _ request: AppendRequest, tree: TableMending = TableMending(),
    decide: (borrowing LedgerSnapshot, TableMending) throws -> [Proposal]
  ) throws -> (appended: Appended, mended: TableMending)? {
    try request.check()
    var mended = tree
    do {
      let outcome = try appending(request.id) {
        let draft = try writableStore().draft()
        mended = try draft.mendRows()
        mended.add(tree)
        guard !mended.isEmpty else { throw NothingToMend() }
        try draft.snapshot.check(request.signers)
        var attempt = AppendAttempt(request, ledger: id, isTraining: isTraining)
        let appended = try attempt.write(try decide(draft.snapshot, mended), to: draft)
        try commit(draft)
        return .appended(appended)
      }
      return (outcome.appended, mended)
    } catch is NothingToMend {
      return nil
    }
  }

  private struct NothingToMend: Error {}

  /// What the tables say otherwise than the entries, by reading all of these.
  public func tableDefects() throws(LedgerError) -> [TableDefect] {
    try reading { (snapshot) throws(LedgerError) in
      let scan = try snapshot.wholeScan()
      var defects: [TableDefect] = []
      let heads = try snapshot.headsToMend(scan)
      if !heads.isEmpty { defects.append(.heads(count: heads.count)) }
      let rows = try storing { () throws(LMDBError) in
        try snapshot.transaction.count(snapshot.tables.appends)
      }
      if UInt64(rows) != scan.appendCount, scan.holes.isEmpty {
        defects.append(.appends(rows: rows, appends: scan.appendCount))
      }
      for stream in scan.forked {
        let position = scan.streams[stream]?.head.position ?? 0
        defects.append(.forkedStream(stream.type, position: position))
      }
      return defects
    }
  }
}

extension LedgerSnapshot {
  /// Everything that the entries say of the tables.
  fileprivate func wholeScan() throws(LedgerError) -> HeadsScan {
    var scan = HeadsScan()
    try go(on: &scan)
    return scan
  }

  /// The rows of append ids that the entries begin.
  fileprivate func appendRows() throws(LedgerError) -> [AppendID: AppendRow] {
    var rows: [AppendID: AppendRow] = [:]
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.entries) { position, value in
        guard position < frontier.size else { return false }
        if case .success(let outline) = StoredEntry.outline(value, position),
          outline.header.index == 0, rows[outline.header.appendID] == nil
        {
          rows[outline.header.appendID] = AppendRow(
            first: position, count: UInt32(outline.header.lastIndex) + 1)
        }
        return true
      }
    }
    return rows
  }

  /// Keys of the heads table whose rows are not what the entries say: what they should be, or nil
  /// for one that should not be there.
  fileprivate func headsToMend(
    _ scan: HeadsScan
  ) throws(LedgerError) -> [[UInt8]: StreamHead?] {
    var wrong: [[UInt8]: StreamHead?] = [:]
    var missing = scan.streams.mapValues(\.head)
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.heads, from: []) { key, value in
        let stored = StreamHead(value)
        guard let stream = StreamHead.stream(key: key), let head = missing[stream] else {
          // At an entry that cannot be believed, a head may be right.
          if !(stored.map { scan.holes.contains($0.position) } ?? false) {
            wrong[key.array(0..<key.byteCount)] = .some(nil)
          }
          return true
        }
        missing[stream] = nil
        if stored != head, !(stored.map { scan.holes.contains($0.position) } ?? false) {
          wrong[StreamHead.key(stream)] = .some(head)
        }
        return true
      }
    }
    for (stream, head) in missing { wrong[StreamHead.key(stream)] = .some(head) }
    return wrong
  }

  /// The same of append ids.
  fileprivate func appendsToMend(
    _ entries: [AppendID: AppendRow]
  ) throws(LedgerError) -> [[UInt8]: AppendRow?] {
    var wrong: [[UInt8]: AppendRow?] = [:]
    var missing = entries
    try storing { () throws(LMDBError) in
      try transaction.forEach(tables.appends, from: []) { key, value in
        let bytes = key.array(0..<key.byteCount)
        guard let id = AppendID(bytes: bytes), let row = missing.removeValue(forKey: id) else {
          wrong[bytes] = .some(nil)
          return true
        }
        if AppendRow(value) != row { wrong[bytes] = .some(row) }
        return true
      }
    }
    for (id, row) in missing { wrong[id.bytes] = .some(row) }
    return wrong
  }
}

extension LedgerDraft {
  /// Writes heads and append ids as the entries have them; what was known before is forgotten.
  fileprivate func mendRows() throws(LedgerError) -> TableMending {
    let scan = try snapshot.wholeScan()
    if let hole = scan.holes.min() {
      _ = try snapshot.entry(at: hole)
      throw .damaged(position: hole)
    }
    guard scan.agrees(with: snapshot.frontier) else {
      throw .inconsistent(what: "the tree's frontier is not that of the entries")
    }
    let heads = try snapshot.headsToMend(scan)
    let appends = try snapshot.appendsToMend(try snapshot.appendRows())
    var mended = TableMending()
    mended.heads = heads.count
    mended.appends = appends.count
    try write(heads: heads.mapValues { $0?.bytes }, appends: appends.mapValues { $0?.bytes })
    snapshot.tablesRead.forget()
    return mended
  }
}

extension Ledger {
  /// Makes the tree's nodes and its right edge anew from the entries, of a ledger that nobody has
  /// opened: one whose tree contradicts its entries does not open.
  ///
  /// The signers of every append have stated the root that they built on; where the entries are
  /// not those, nothing is made anew.
  /// Throws ``LedgerError/missing(position:)``, ``LedgerError/damaged(position:)``,
  /// ``LedgerError/inconsistent(what:)``, and what opening throws.
  public static func mendTree(
    at directory: String, mapByteCount: Int = Ledger.defaultMapByteCount,
    patience: Patience = Patience()
  ) throws(LedgerError) -> TableMending {
    var configuration = LogConfiguration(
      directory: directory, mapByteCount: mapByteCount, patience: patience)
    configuration.inspectsUntouched = false
    let store = try LogStore(opening: configuration)
    defer { store.environment.close() }
    try store.requireWritable()
    let transaction: WriteTransaction
    do throws(LMDBError) {
      transaction = try store.environment.beginWrite()
    } catch {
      throw .storage(error)
    }
    var mending = TreeMending()
    try mending.read(transaction.view, store.tables)
    let mended = mending.mended
    guard !mended.isEmpty else { return mended }
    do throws(LMDBError) {
      try mending.write(to: transaction, store.tables)
      try transaction.commit()
    } catch {
      throw .storage(error)
    }
    return mended
  }
}

/// The tree as the entries have it, held against what is stored.
private struct TreeMending {
  private var frontier = Frontier()
  /// Nodes that are stored otherwise.
  private var nodes: [UInt64: Hash] = [:]
  /// Nodes that no tree of this size has.
  private var outside: [UInt64] = []
  private var storedFrontier: [UInt8]?

  var mended: TableMending {
    var mended = TableMending()
    mended.nodes = nodes.count + outside.count
    mended.frontier = storedFrontier != frontier.bytes
    return mended
  }

  mutating func read(_ view: TransactionView, _ tables: LogTables) throws(LedgerError) {
    var grown = Frontier()
    var made: [UInt64: Hash] = [:]
    var failure: LedgerError?
    try storing { () throws(LMDBError) in
      try view.forEach(tables.entries) { position, value in
        guard position == grown.size else {
          failure = .missing(position: grown.size)
          return false
        }
        do throws(LedgerError) {
          let entry = try StoredEntry.read(value, position).get()
          let first = position - UInt64(entry.header.index)
          if let anchor = entry.signatures?.anchor, anchor.size == first,
            entry.header.index == 0, anchor.root != grown.root
          {
            throw .inconsistent(
              what: "the signers of entry \(position) built on other entries than these")
          }
          grown.append(entry.leafHash) { level, index, hash in
            guard level >= LogTables.lowestNodeLevel else { return }
            made[NodeKey.key(level: level, index: index)] = hash
          }
        } catch {
          failure = error
          return false
        }
        return true
      }
    }
    if let failure { throw failure }
    frontier = grown
    try storing { () throws(LMDBError) in
      storedFrontier = try view.value(tables.meta, MetaKey.frontier)
      try view.forEach(tables.nodes) { key, value in
        if let hash = made[key] {
          if Hash(reading: value) == hash { made[key] = nil }
        } else {
          outside.append(key)
        }
        return true
      }
    }
    nodes = made
  }

  func write(
    to transaction: borrowing WriteTransaction, _ tables: LogTables
  ) throws(LMDBError) {
    for key in outside { try transaction.delete(tables.nodes, key) }
    for (key, hash) in nodes { try transaction.put(tables.nodes, key, hash.bytes) }
    try transaction.put(tables.meta, MetaKey.frontier, frontier.bytes)
  }
}
