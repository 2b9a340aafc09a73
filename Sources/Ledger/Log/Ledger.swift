public import DurableFile
internal import FoundationEssentials
internal import Glibc
internal import LMDB
internal import SwiftProtobuf
internal import Synchronization
public import TransparencyLog

/// The append-only log of one clinic site and its Merkle tree: one directory.
///
/// Any thread may use it, and other processes may append at the same time. Nothing of what they
/// can change is remembered between transactions.
public final class Ledger: Sendable {
  /// As it was given.
  public let directory: String
  /// Random, named in the first entry; part of every seal and every signature.
  public let id: LedgerID
  /// Of checkpoints.
  public let origin: String
  /// Only in a training ledger can the clock be set.
  public let isTraining: Bool
  /// Ed25519, 32 bytes: signs checkpoints.
  public let sitePublicKey: [UInt8]
  /// Of the first entry: for pinning elsewhere.
  public let genesisLeafHash: Hash
  let access: Mutex<LogAccess>

  init(directory: String, store: LogStore, first: FirstEntry, _ configuration: LogConfiguration) {
    self.directory = directory
    id = store.ledgerID
    origin = first.created.origin
    isTraining = first.created.training
    sitePublicKey = first.created.sitePublicKey.bytes
    genesisLeafHash = first.leafHash
    access = Mutex(LogAccess(store: store, configuration: configuration))
  }

  /// Runs `body` on one state of the ledger, which cannot change under it. Keep it short.
  ///
  /// Throws what `body` throws, and ``LedgerError/storage(_:)``.
  public func read<R>(_ body: (borrowing LedgerSnapshot) throws -> R) throws -> R {
    let snapshot = try snapshot()
    let result = Result { try body(snapshot) }
    try snapshot.requireUnchanged()
    return try result.get()
  }

  /// The same for what throws the ledger's own errors alone.
  func reading<R>(
    _ body: (borrowing LedgerSnapshot) throws(LedgerError) -> R
  ) throws(LedgerError) -> R {
    let snapshot = try snapshot()
    return try snapshot.reading(body)
  }

  private func snapshot() throws(LedgerError) -> LedgerSnapshot {
    do throws(LedgerError) {
      return try store().snapshot()
    } catch .storage(.closed) {
      // Another thread has reopened the environment, after a failed commit or to write.
      return try store().snapshot()
    }
  }

  func store() throws(LedgerError) -> LogStore {
    guard let store = access.withLock({ $0.store }) else { throw .writesStopped }
    return store
  }

  /// Closes the files now, or when the last read of this process ends. Nothing works afterwards.
  public func close() {
    access.withLock { access in
      access.store?.environment.close()
      access.store = nil
    }
  }
}

/// How a ledger reaches its log, and whether it may write.
struct LogAccess: Sendable {
  /// Nil after a reopening that failed, and after `close`.
  var store: LogStore?
  /// What became of a failed commit is not known yet, though the log is open again.
  var isStopped = false
  var configuration: LogConfiguration

  init(store: LogStore, configuration: LogConfiguration) {
    self.store = store
    self.configuration = configuration
  }
}

/// Where a ledger's log lies, and how it is opened.
struct LogConfiguration: Sendable {
  /// The ledger's directory.
  let directory: String
  var mapByteCount: Int
  let patience: Patience
  /// By what the tables are believed, across reopenings.
  let trust = TableTrust()
  /// Whether a log that nobody has opened here yet is only inspected, until something is recorded.
  var inspectsUntouched = true

  var path: String { LogFiles.path(in: directory) }

  var environment: Environment.Configuration {
    Environment.Configuration(
      mapSizeBytes: mapByteCount, creates: .nothing, inspectsUnwritable: true,
      inspectsUntouched: inspectsUntouched)
  }

  /// Beside the log and not in it: LMDB alone has files there.
  var turn: WritersTurn { WritersTurn(path: path + ".writer", patience: patience) }
}

extension Ledger {
  /// The address space that a ledger's log reserves: it costs no memory and no disk.
  public static let defaultMapByteCount = 256 << 30

  /// Opens the ledger in `directory` and holds its last entry, tree and size against each other.
  ///
  /// Where this account may not write it, or its disk is mounted read-only, it is read all the
  /// same, and nothing is written beside it: see ``requireWritable()``. So is one that nobody has
  /// opened where it lies, until something is recorded in it.
  ///
  /// With `examining`, a ledger that contradicts itself is opened all the same, so that ``verify``
  /// can say what is wrong with it. `patience` is how long an append waits for another writer.
  /// Throws ``LedgerError/notALedger(path:)``,
  /// ``LedgerError/logDamaged(path:what:)``, ``LedgerError/notPermitted(path:)``,
  /// ``LedgerError/newerFormat(found:)``, ``LedgerError/storage(_:)``, and what
  /// ``LedgerSnapshot/entry(at:)`` throws.
  public static func open(
    at directory: String, examining: Bool = false,
    mapByteCount: Int = Ledger.defaultMapByteCount, patience: Patience = Patience()
  ) throws(LedgerError) -> Ledger {
    let configuration = LogConfiguration(
      directory: directory, mapByteCount: mapByteCount, patience: patience)
    let store = try LogStore(opening: configuration)
    let first = try store.reading { (snapshot) throws(LedgerError) in
      if examining { return try FirstEntry(examining: snapshot) }
      let first = try FirstEntry(in: snapshot)
      try checkEnd(of: snapshot)
      return first
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

/// What position 0 says of its ledger.
struct FirstEntry {
  let created: LedgerCreated
  let leafHash: Hash

  /// Reads it as every entry is read, and holds it against the ledger's id.
  init(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    let entry = try snapshot.entry(at: 0)
    guard case .ledgerCreated(let created)? = LedgerStream.event(entry),
      created.ledgerID.bytes == snapshot.ledgerID.bytes
    else { throw .inconsistent(what: "entry 0 does not create the ledger that this one is") }
    self.created = created
    leafHash = entry.leafHash
  }

  /// Reads what was kept of it beside the log, for examining a ledger whose entry 0 is damaged.
  init(examining snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    if let whole = try? FirstEntry(in: snapshot) {
      self = whole
      return
    }
    let (body, leaf) = try storing { () throws(LMDBError) -> ([UInt8]?, Hash??) in
      (
        try snapshot.transaction.value(snapshot.tables.meta, MetaKey.created),
        try snapshot.transaction.withValue(snapshot.tables.entries, 0) { StoredEntry.leafHash($0) }
      )
    }
    guard let body,
      case .ledgerCreated(let created)? =
        LedgerStream.event(kind: LedgerStream.created, body: body)
    else { throw .inconsistent(what: "neither entry 0 nor its copy is readable") }
    self.created = created
    leafHash = (leaf ?? nil) ?? .emptyRoot
  }
}

/// The files of a ledger's log, looked at without opening them: LMDB must be the only one to.
enum LogFiles {
  /// Below the ledger's directory.
  static let directory = "log"

  static func path(in ledger: String) -> String { ledger + "/" + directory }

  /// Whether there is a data file in the log's directory.
  ///
  /// Throws ``LedgerError/logDamaged(path:what:)`` for an empty one, which LMDB would fill.
  static func exist(in path: String) throws(LedgerError) -> Bool {
    var status = stat()
    guard lstat(path + "/data.mdb", &status) != 0 else {
      guard status.st_size > 0 || status.st_mode & S_IFMT != S_IFREG else {
        throw .logDamaged(path: path, what: "its data file is empty")
      }
      return true
    }
    switch errno {
    case ENOENT, ENOTDIR: return false
    case EACCES: throw .notPermitted(path: path)
    case let code: throw .unreadable(path: path, reason: String(cString: strerror(code)))
    }
  }

  /// Removes the lock file of a copy that nobody has open any more and nobody else knows of.
  static func removeLock(in path: String) { unlink(path + "/lock.mdb") }
}
