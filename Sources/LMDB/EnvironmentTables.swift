internal import CLMDB

extension Environment {
  /// Opens the table, creating it when it is missing. It serves this transaction at once, and those
  /// begun after this one is committed.
  ///
  /// - Throws: `tableHasOtherKeys` when the file says so; `transactionPredatesTable` and
  ///   `tableOpenedElsewhere` when tables are opened in parallel. Open all tables first of all.
  public func table(
    named name: String, keys: KeyOrder, in transaction: borrowing WriteTransaction
  ) throws(LMDBError) -> Table {
    guard let table = try transaction.state.openTable(named: name, keys: keys, creates: true) else {
      throw .tableNotOpen(table: name)
    }
    return table
  }

  /// Opens the table if it exists as this transaction sees the database; nil when it does not.
  public func existingTable(
    named name: String, keys: KeyOrder, in transaction: borrowing some Transaction & ~Copyable
  ) throws(LMDBError) -> Table? {
    try transaction.state.openTable(named: name, keys: keys, creates: false)
  }

  /// Opens the table if it exists, for all transactions begun from now on; nil when it does not.
  public func existingTable(named name: String, keys: KeyOrder) throws(LMDBError) -> Table? {
    let transaction = try beginRead()
    return try transaction.state.openTable(named: name, keys: keys, creates: false)
  }
}
