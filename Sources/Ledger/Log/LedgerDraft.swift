internal import LMDB
internal import TransparencyLog

/// The write transaction of one append, with the ledger as it sees it: nobody else writes meanwhile.
struct LedgerDraft: ~Copyable {
  private let transaction: WriteTransaction
  let snapshot: LedgerSnapshot

  init(
    _ transaction: consuming WriteTransaction, _ tables: LogTables, _ ledgerID: LedgerID
  ) throws(LedgerError) {
    snapshot = try LedgerSnapshot(borrowing: transaction.view, tables, ledgerID)
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

  func write(_ row: AppendRow, of id: AppendID, _ frontier: Frontier) throws(LedgerError) {
    try storing { () throws(LMDBError) in
      try transaction.insert(tables.appends, id.bytes, row.bytes)
      try transaction.put(tables.meta, MetaKey.frontier, frontier.bytes)
    }
  }

  /// Proves with a commit of its own that the disk takes commits again.
  func countSettlement() throws(LedgerError) {
    try storing { () throws(LMDBError) in
      let row = try transaction.value(tables.meta, MetaKey.settlements) ?? []
      let count: UInt64 = row.count == 8 ? row.span.bytes.number(at: 0) : 0
      var bytes: [UInt8] = []
      bytes.appendLittleEndian(count + 1)
      try transaction.put(tables.meta, MetaKey.settlements, bytes)
    }
  }
}
