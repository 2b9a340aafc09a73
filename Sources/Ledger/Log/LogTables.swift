internal import LMDB

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
  /// Format, ledger id, frontier, what the first entry says, settlements.
  let meta: Table

  static let format: UInt32 = 1
  /// Nodes below this level are recomputed from leaf hashes (DESIGN §5).
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
