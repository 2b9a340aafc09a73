internal import LMDB

/// The environment of a ledger's log with its tables.
struct LogStore: Sendable {
  let environment: Environment
  let tables: LogTables
  let ledgerID: LedgerID

  /// Opens what is there; never creates anything.
  init(opening path: String, _ configuration: Environment.Configuration) throws(LedgerError) {
    guard try LogFiles.exist(in: path) else { throw .notALedger(path: path) }
    let environment = try Self.environment(path, configuration)
    self.environment = environment
    let tables = try storing { () throws(LMDBError) in
      try LogTables(openingIn: environment)
    }
    guard let tables else { throw .notALedger(path: path) }
    self.tables = tables
    let meta = tables.meta
    let rows = try storing { () throws(LMDBError) -> (format: [UInt8]?, id: [UInt8]?) in
      let transaction = try environment.beginRead()
      return (
        try transaction.value(meta, MetaKey.format), try transaction.value(meta, MetaKey.ledgerID)
      )
    }
    guard let format = rows.format, format.count == 4 else { throw .notALedger(path: path) }
    let found: UInt32 = format.span.bytes.number(at: 0)
    guard found <= LogTables.format else { throw .newerFormat(found: found) }
    guard found == LogTables.format, let id = rows.id, let ledgerID = LedgerID(bytes: id) else {
      throw .unreadable(path: path, reason: "its format or its id is missing")
    }
    self.ledgerID = ledgerID
  }

  init(environment: Environment, tables: LogTables, ledgerID: LedgerID) {
    self.environment = environment
    self.tables = tables
    self.ledgerID = ledgerID
  }

  static func environment(
    _ path: String, _ configuration: Environment.Configuration
  ) throws(LedgerError) -> Environment {
    do throws(LMDBError) {
      return try Environment(directory: path, configuration: configuration)
    } catch .permissionDenied(let path, _) {
      throw .notPermitted(path: path)
    } catch .notAnLMDBFile(let path, _) {
      throw .notALedger(path: path)
    } catch {
      throw .storage(error)
    }
  }

  func snapshot() throws(LedgerError) -> LedgerSnapshot {
    let transaction: ReadTransaction
    do throws(LMDBError) {
      transaction = try environment.beginRead()
    } catch {
      throw .storage(error)
    }
    return try LedgerSnapshot(transaction, tables, ledgerID)
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
    return try LedgerDraft(transaction, tables, ledgerID)
  }
}
