internal import LMDB
public import TransparencyLog

/// The ledger as of one commit, for the life of its transaction: what a reader sees, and what an
/// append's decision sees while nobody else can write. Keep it short: pages that it may see are
/// not reused while it lives.
public struct LedgerSnapshot: ~Copyable {
  public let ledgerID: LedgerID
  /// The read transaction that ends with this value; nil when an append's transaction is read.
  private let owned: ReadTransaction?
  let transaction: TransactionView
  let tables: LogTables
  let frontier: Frontier

  /// How many entries there are, and the root over them.
  public var head: TreeHead { frontier.head }

  init(
    _ transaction: consuming ReadTransaction, _ tables: LogTables, _ ledgerID: LedgerID
  ) throws(LedgerError) {
    let view = transaction.view
    frontier = try Self.frontier(view, tables)
    owned = .some(transaction)
    self.transaction = view
    self.tables = tables
    self.ledgerID = ledgerID
  }

  /// Reads through a transaction that the caller keeps alive for as long as this value.
  init(
    borrowing view: TransactionView, _ tables: LogTables, _ ledgerID: LedgerID
  ) throws(LedgerError) {
    frontier = try Self.frontier(view, tables)
    owned = nil
    transaction = view
    self.tables = tables
    self.ledgerID = ledgerID
  }

  private static func frontier(
    _ transaction: TransactionView, _ tables: LogTables
  ) throws(LedgerError) -> Frontier {
    let bytes = try storing { () throws(LMDBError) in
      try transaction.value(tables.meta, MetaKey.frontier)
    }
    guard let bytes else { throw .inconsistent(what: "the tree's frontier is missing") }
    do throws(TransparencyLogError) {
      return try Frontier(bytes: bytes)
    } catch {
      throw .inconsistent(what: "the tree's frontier is not readable")
    }
  }

  /// The entry, checked against its leaf hash before it is believed.
  ///
  /// Throws ``LedgerError/beyondHead(asked:size:)``, ``LedgerError/damaged(position:)``,
  /// ``LedgerError/refused(position:_:)`` or ``LedgerError/missing(position:)``.
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

  /// The positions of an append; nil when the ledger has none of that id.
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
