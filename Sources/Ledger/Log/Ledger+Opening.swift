internal import LMDB
internal import TransparencyLog

extension Ledger {
  /// The address space that a ledger's log reserves: it costs no memory and no disk.
  public static let defaultMapByteCount = 256 << 30

  /// Opens the ledger in `directory` and holds its last entry, tree and size against each other.
  ///
  /// With `examining`, a ledger that contradicts itself is opened all the same, so that ``verify``
  /// can say what is wrong with it. Throws ``LedgerError/notALedger(path:)``,
  /// ``LedgerError/notPermitted(path:)``, ``LedgerError/newerFormat(found:)``,
  /// ``LedgerError/storage(_:)``, and what ``LedgerSnapshot/entry(at:)`` throws.
  public static func open(
    at directory: String, examining: Bool = false,
    mapByteCount: Int = Ledger.defaultMapByteCount
  ) throws(LedgerError) -> Ledger {
    let configuration = LogConfiguration(mapByteCount: mapByteCount)
    let store = try LogStore(
      opening: LogFiles.path(in: directory), configuration.environment)
    let snapshot = try store.snapshot()
    let first: FirstEntry
    if examining {
      first = try FirstEntry(examining: snapshot)
    } else {
      first = try FirstEntry(in: snapshot)
      try checkEnd(of: snapshot)
    }
    return Ledger(directory: directory, store: store, first: first, configuration)
  }

  /// A cheap look at whether a copy is torn: the last entry is where frontier and size say.
  private static func checkEnd(of snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    let size = snapshot.frontier.size
    let last = try storing { () throws(LMDBError) in
      try snapshot.transaction.lastKey(snapshot.tables.entries)
    }
    guard let last, last.addingReportingOverflow(1) == (size, false) else {
      throw .inconsistent(
        what: "the tree has \(size) entries and the last position is "
          + (last.map(String.init) ?? "none"))
    }
    let entry = try snapshot.entry(at: last)
    guard entry.header.endsAppend else {
      throw .inconsistent(what: "the last append, which entry \(last) is part of, is not whole")
    }
    let frontier = try treeing { try Frontier(size: size, reading: snapshot) }
    guard frontier == snapshot.frontier else {
      throw .inconsistent(what: "the tree's frontier is not that of its nodes")
    }
  }
}
