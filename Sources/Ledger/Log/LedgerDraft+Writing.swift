internal import LMDB
internal import TransparencyLog

extension LedgerView where Access == WriteTransaction {
  /// When the newest entry was recorded; nil in an empty ledger.
  func lastRecorded() throws(LedgerError) -> Int64? {
    guard frontier.size > 0 else { return nil }
    return try entry(at: frontier.size - 1).stamp.recordedMicroseconds
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
