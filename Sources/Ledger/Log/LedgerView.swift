public import LMDB
public import TransparencyLog

/// The ledger as one read transaction sees it. Keep it short (DESIGN §4).
public typealias LedgerSnapshot = LedgerView<ReadTransaction>

/// The ledger as the write transaction of an append sees it: nobody else writes meanwhile.
public typealias LedgerDraft = LedgerView<WriteTransaction>

/// The ledger as of one commit, for the life of its transaction.
public struct LedgerView<Access: Transaction & ~Copyable>: ~Copyable, LedgerReader {
  public let ledgerID: LedgerID
  var transaction: Access
  let tables: LogTables
  let frontier: Frontier

  public var head: TreeHead { frontier.head }

  init(
    _ transaction: consuming Access, _ tables: LogTables, _ ledgerID: LedgerID
  ) throws(LedgerError) {
    frontier = try Self.frontier(transaction, tables)
    self.transaction = transaction
    self.tables = tables
    self.ledgerID = ledgerID
  }

  private static func frontier(
    _ transaction: borrowing Access, _ tables: LogTables
  ) throws(LedgerError) -> Frontier {
    let bytes: [UInt8]?
    do throws(LMDBError) {
      bytes = try transaction.value(tables.meta, MetaKey.frontier)
    } catch {
      throw .storage(error)
    }
    guard let bytes else { throw .inconsistent(what: "the tree's frontier is missing") }
    do throws(TransparencyLogError) {
      return try Frontier(bytes: bytes)
    } catch {
      throw .inconsistent(what: "the tree's frontier is not readable")
    }
  }

  /// Ends the life of the view and hands its transaction on.
  consuming func takeTransaction() -> Access { transaction }

  public func entry(at position: UInt64) throws(LedgerError) -> Entry {
    guard position < frontier.size else {
      throw .beyondHead(asked: position, size: frontier.size)
    }
    let found = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.entries, position) { StoredEntry.read($0, position) }
    }
    guard let found else { throw .missing(position: position) }
    return try found.get()
  }

  public func append(_ id: AppendID) throws(LedgerError) -> Range<UInt64>? {
    let row = try storing { () throws(LMDBError) in
      try transaction.withValue(tables.appends, id.bytes) { AppendRow($0) }
    }
    guard let row else { return nil }
    guard let positions = row?.positions, positions.upperBound <= frontier.size else {
      throw .inconsistent(what: "the row of append \(id) is not readable")
    }
    return positions
  }
}

/// Runs a storage operation; its error becomes the ledger's.
func storing<R: ~Copyable>(_ body: () throws(LMDBError) -> R) throws(LedgerError) -> R {
  do throws(LMDBError) {
    return try body()
  } catch {
    throw .storage(error)
  }
}
