internal import Bytes
internal import LMDB
internal import TransparencyLog

/// The environment of a ledger's log with its tables.
struct LogStore: Sendable {
  let environment: Environment
  let tables: LogTables
  let ledgerID: LedgerID
  let trust: TableTrust

  /// Opens what is there; never creates anything.
  init(opening configuration: LogConfiguration) throws(LedgerError) {
    let path = configuration.path
    guard try LogFiles.exist(in: path) else { throw .notALedger(path: path) }
    let environment = try Self.environment(configuration)
    self.environment = environment
    let tables = try storing { () throws(LMDBError) in
      try LogTables(openingIn: environment)
    }
    guard let tables else {
      // What was begun and never committed is no ledger yet.
      guard environment.info().lastTransactionID > 0 else { throw .notALedger(path: path) }
      throw .logDamaged(path: path, what: "it lacks its tables")
    }
    self.tables = tables
    let meta = tables.meta
    let rows = try storing { () throws(LMDBError) -> (format: [UInt8]?, id: [UInt8]?) in
      let transaction = try environment.beginRead()
      return (
        try transaction.value(meta, MetaKey.format), try transaction.value(meta, MetaKey.ledgerID)
      )
    }
    guard let format = rows.format, format.count == 4 else {
      throw .logDamaged(path: path, what: "it does not say its format")
    }
    let found: UInt32 = format.span.bytes.number(at: 0)
    guard found <= LogTables.format else { throw .newerFormat(found: found) }
    guard found == LogTables.format, let id = rows.id, let ledgerID = LedgerID(bytes: id) else {
      throw .logDamaged(path: path, what: "it does not say its id")
    }
    self.ledgerID = ledgerID
    trust = configuration.trust
  }

  init(
    environment: Environment, tables: LogTables, ledgerID: LedgerID, _ trust: TableTrust
  ) {
    self.trust = trust
    self.environment = environment
    self.tables = tables
    self.ledgerID = ledgerID
  }

  static func environment(
    _ configuration: LogConfiguration, creating: Bool = false
  ) throws(LedgerError) -> Environment {
    var ofEnvironment = configuration.environment
    if creating {
      ofEnvironment.creates = .all
      ofEnvironment.inspectsUnwritable = false
      ofEnvironment.inspectsUntouched = false
    }
    do throws(LMDBError) {
      return try Environment(
        directory: configuration.path, configuration: ofEnvironment, turn: configuration.turn)
    } catch .permissionDenied(let path, _) {
      throw .notPermitted(path: path)
    } catch .notAnLMDBFile(let path, let failure) {
      throw .logDamaged(path: path, what: "its data file cannot be read (\(failure))")
    } catch {
      throw .storage(error)
    }
  }

  func snapshot(asStored: Bool = false) throws(LedgerError) -> LedgerSnapshot {
    let transaction: ReadTransaction
    do throws(LMDBError) {
      transaction = try environment.beginRead()
    } catch {
      throw .storage(error)
    }
    return try LedgerSnapshot(
      transaction, tables, ledgerID, TablesOfSnapshot(trust, asStored: asStored))
  }

  func reading<R>(
    _ body: (borrowing LedgerSnapshot) throws(LedgerError) -> R
  ) throws(LedgerError) -> R {
    let snapshot = try snapshot()
    return try snapshot.reading(body)
  }

  /// Throws ``LedgerError/readOnly(path:_:)`` where the log is only inspected.
  func requireWritable() throws(LedgerError) {
    guard let cause = environment.inspection.flatMap(ReadOnlyCause.init) else { return }
    throw .readOnly(path: environment.path, cause)
  }

  func draft() throws(LedgerError) -> LedgerDraft {
    let transaction: WriteTransaction
    do throws(LMDBError) {
      transaction = try environment.beginWrite()
    } catch .commitFailedEarlier {
      throw .writesStopped
    } catch {
      throw .storage(error)
    }
    return try LedgerDraft(transaction, tables, ledgerID, trust)
  }
}

/// The tables of a ledger's environment: opened once, used by every transaction.
struct LogTables: Sendable {
  /// Position → leaf hash ‖ entry.
  let entries: Table
  /// Stream (subject first) → position and revision of its newest entry.
  let heads: Table
  /// Append id → first position and count.
  let appends: Table
  /// Level and index → hash, from level 8 upwards.
  let nodes: Table
  /// Format, ledger id, frontier, what the first entry says, settlements, the attestation.
  let meta: Table

  static let format: UInt32 = 1
  /// Nodes below this level are recomputed from the leaf hashes of at most 256 entries, which lie
  /// side by side. Stored, they would be nearly as many rows as there are entries.
  static let lowestNodeLevel = 8

  /// Creates what is missing.
  init(
    creatingIn environment: Environment, _ transaction: borrowing WriteTransaction
  ) throws(LMDBError) {
    entries = try environment.table(named: "entries", keys: .integer, in: transaction)
    heads = try environment.table(named: "heads", keys: .bytes, in: transaction)
    appends = try environment.table(named: "appends", keys: .bytes, in: transaction)
    nodes = try environment.table(named: "nodes", keys: .integer, in: transaction)
    meta = try environment.table(named: "meta", keys: .bytes, in: transaction)
  }

  /// Nil unless all are there.
  init?(openingIn environment: Environment) throws(LMDBError) {
    let transaction = try environment.beginRead()
    func table(_ name: String, _ keys: KeyOrder) throws(LMDBError) -> Table? {
      try environment.existingTable(named: name, keys: keys, in: transaction)
    }
    guard let entries = try table("entries", .integer), let heads = try table("heads", .bytes),
      let appends = try table("appends", .bytes), let nodes = try table("nodes", .integer),
      let meta = try table("meta", .bytes)
    else { return nil }
    self.entries = entries
    self.heads = heads
    self.appends = appends
    self.nodes = nodes
    self.meta = meta
  }
}

/// The write transaction of one append, with the ledger as it sees it; nobody else writes then.
struct LedgerDraft: ~Copyable {
  private let transaction: WriteTransaction
  let snapshot: LedgerSnapshot

  init(
    _ transaction: consuming WriteTransaction, _ tables: LogTables, _ ledgerID: LedgerID,
    _ trust: TableTrust
  ) throws(LedgerError) {
    snapshot = try LedgerSnapshot(
      borrowing: transaction.view, tables, ledgerID, TablesOfSnapshot(trust, asStored: false))
    self.transaction = transaction
  }

  private var tables: LogTables { snapshot.tables }

  /// Ends the draft and hands its transaction on.
  consuming func takeTransaction() -> WriteTransaction { transaction }

  /// Writes the stored form of one entry at the end of the entries table.
  func append(_ index: Int, of batch: EntryBatch, at position: UInt64) throws(LedgerError) {
    try storing { () throws(LMDBError) in
      try transaction.append(
        tables.entries, position, batch.bytes.span.bytes.extracting(batch.range(index)))
    }
  }

  func write(_ hash: Hash, level: Int, index: UInt64) throws(LedgerError) {
    guard level >= LogTables.lowestNodeLevel else { return }
    try storing { () throws(LMDBError) in
      try transaction.put(tables.nodes, NodeKey.key(level: level, index: index), hash.bytes)
    }
  }

  func write(_ heads: [StreamKey: StreamHead]) throws(LedgerError) {
    try storing { () throws(LMDBError) in
      for (stream, head) in heads {
        try transaction.put(tables.heads, StreamHead.key(stream), head.bytes)
      }
    }
  }

  /// Writes rows of both tables, or removes them.
  func write(
    heads: [[UInt8]: [UInt8]?], appends: [[UInt8]: [UInt8]?]
  ) throws(LedgerError) {
    try storing { () throws(LMDBError) in
      for (table, rows) in [(tables.heads, heads), (tables.appends, appends)] {
        for (key, row) in rows {
          if let row {
            try transaction.put(table, key, row)
          } else {
            try transaction.delete(table, key)
          }
        }
      }
    }
  }

  func write(attestation row: [UInt8]) throws(LedgerError) {
    try storing { () throws(LMDBError) in
      try transaction.put(tables.meta, MetaKey.attestation, row)
    }
  }

  func write(_ row: AppendRow, of id: AppendID, _ frontier: Frontier) throws(LedgerError) {
    try storing { () throws(LMDBError) in
      // In the place of a row that was found to lead elsewhere.
      try transaction.put(tables.appends, id.bytes, row.bytes)
      try transaction.put(tables.meta, MetaKey.frontier, frontier.bytes)
    }
  }

  /// Proves with a commit of its own that the disk takes commits again.
  func countSettlement() throws(LedgerError) {
    try storing { () throws(LMDBError) in
      let row = try transaction.value(tables.meta, MetaKey.settlements) ?? []
      let count: UInt64 = row.count == 8 ? row.span.bytes.number(at: 0) : 0
      var bytes: [UInt8] = []
      bytes.appendLittleEndian(count &+ 1)
      try transaction.put(tables.meta, MetaKey.settlements, bytes)
    }
  }
}
