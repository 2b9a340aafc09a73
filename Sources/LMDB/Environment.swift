internal import CLMDB
internal import DurableFile
internal import Glibc
internal import Synchronization

/// One LMDB database file in its directory, shared by all threads, and with other processes.
///
/// Default durability: a commit that returns is on disk. Nothing else in the process may open or
/// close `data.mdb` or `lock.mdb` while it is open here, because that drops the POSIX locks that
/// keep other processes away.
///
/// A process that forks must not use an environment opened before in the child: not a transaction,
/// not `close()`. Let the child replace itself (`exec`; the files are closed on exec) or open anew.
public final class Environment: Sendable {
  /// The directory, as it was given.
  public let path: String
  public let configuration: Configuration
  /// Why the files are only inspected: read as they lie there, with nothing written and no lock
  /// taken. Nil: they are not.
  public let inspection: Inspection?
  /// How many reader slots of killed processes the opening has freed.
  public let staleReadersAtOpening: Int
  /// Whose turn it is to write; nil where LMDB's own lock is enough.
  let turn: WritersTurn?
  /// The data file that is open here.
  let dataFile: FileIdentity
  let state: Mutex<EnvironmentState>
  /// The newest transaction when it was opened.
  private let firstTransactionID: Int
  /// Whether a commit has failed. Held locked while one runs, so that whoever gets LMDB's write
  /// lock next learns its outcome first. Never taken inside `state`'s lock.
  let failedCommit = Mutex(false)

  /// Opens the database in `directory`, creating it when that is configured and it is missing, and
  /// clears the reader slots that killed processes have left.
  ///
  /// - Parameter turn: where whoever writes says so, and how long others wait for it; nil: they
  ///   wait for LMDB's lock without limit, and without learning for whom.
  /// - Throws: the opening cases of `LMDBError`: no directory or database, no permission, a network
  ///   or read-only file system, open already in this process, no file, no LMDB file, another
  ///   version, damage.
  public init(
    directory: String, configuration: Configuration = .init(), turn: WritersTurn? = nil
  ) throws(LMDBError) {
    let opening = try EnvironmentOpening.open(directory, configuration: configuration)
    path = directory
    inspection = opening.inspection
    firstTransactionID = opening.transactionID
    self.turn = turn
    self.configuration = configuration
    staleReadersAtOpening = opening.staleReaders
    dataFile = opening.dataFile
    state = Mutex(
      EnvironmentState(opening, path: directory, maxTables: configuration.maxTables))
  }

  deinit { close() }

  /// Closes now, or when the last live transaction of this process ends. Repeating it does nothing.
  public func close() {
    state.withLock { $0.close() }
  }

  /// Whether a commit has failed since the environment was opened. Then nothing more is written:
  /// `beginWrite` throws `commitFailedEarlier` until the environment is closed and opened again.
  public var hasFailedCommit: Bool { failedCommit.withLock { $0 } }

  /// Sizes and counts as of now; after `close()`, as they were then.
  public func info() -> EnvironmentInfo {
    state.withLock { $0.infoAtClose ?? EnvironmentInfo(of: $0.handle, path: path) }
  }

  /// Refuses what was read from files that are only inspected where somebody has written to them
  /// since they were opened: no lock has kept the pages that this reader saw. Whoever tells what
  /// was read asks this first.
  ///
  /// - Throws: `changedMeanwhile`.
  public func requireUnchanged() throws(LMDBError) {
    guard inspection != nil else { return }
    try state.withLock { (state) throws(LMDBError) in
      guard state.infoAtClose == nil,
        EnvironmentInfo.newestTransactionID(of: state.handle) != firstTransactionID
      else { return }
      throw .changedMeanwhile(path: path)
    }
  }

  /// Frees the reader slots of processes that have died, and says how many.
  @discardableResult
  public func clearStaleReaders() throws(LMDBError) -> Int {
    try state.withLock { (state) throws(LMDBError) -> Int in
      guard !state.isClosed else { throw .closed }
      return try Self.clearStaleReaders(of: state.handle)
    }
  }

  static func clearStaleReaders(of handle: EnvironmentHandle) throws(LMDBError) -> Int {
    var cleared: Int32 = 0
    let code = mdb_reader_check(handle.raw, &cleared)
    guard code == MDB_SUCCESS else {
      throw Failure(operation: "mdb_reader_check", code: code).error()
    }
    return Int(cleared)
  }

  /// Makes the map larger, after `mapFull`. The new size is recorded by the next commit.
  ///
  /// - Throws: `transactionsLive` while this process has any; end them first.
  public func grow(toBytes sizeBytes: Int) throws(LMDBError) {
    try state.withLock { (state) throws(LMDBError) in
      guard !state.isClosing else { throw .closed }
      guard state.liveCount == 0 else {
        throw .transactionsLive(count: state.liveCount, operation: "grow(toBytes:)")
      }
      let current = EnvironmentInfo(of: state.handle, path: path)
      guard sizeBytes > current.mapSizeBytes else {
        throw .mapSizeNotGreater(mapSizeBytes: current.mapSizeBytes, askedBytes: sizeBytes)
      }
      let pages = (sizeBytes - 1) / current.pageSizeBytes + 1
      try state.remap(to: pages * current.pageSizeBytes)
    }
  }
}

extension Environment {
  /// How an environment is opened.
  public struct Configuration: Sendable, Hashable {
    /// The address space to reserve. It costs no memory and no disk. Where the system refuses it,
    /// it is halved, down to 1 GiB; a smaller wish is taken as it is.
    public var mapSizeBytes: Int
    /// The most named tables that may be open at a time.
    public var maxTables: Int
    /// The most read transactions that may be live at a time, of all processes. Whoever creates
    /// the lock file decides for all who join.
    public var maxReaders: Int
    /// What is missing and created.
    public var creates: Creates
    /// What is done to the files.
    public var access: Access
    /// With ``Access/writing``: the files are inspected (``Access/inspecting``) instead where this
    /// account may not write them, or their file system is mounted read-only.
    public var inspectsUnwritable: Bool
    /// With ``Access/writing``: they are inspected where there is no lock file, so that nobody has
    /// opened them here yet, as after unpacking an archive. Who wants to write opens them again.
    public var inspectsUntouched: Bool
    /// Whether every page in use is read and held against LMDB's format before LMDB maps the file:
    /// for small ones, as it takes as long as reading them. The two first pages and the file's
    /// length always are.
    public var provesPages: Bool
    /// Permissions of the files created.
    public var fileMode: UInt32
    /// Permissions of the directories created.
    public var directoryMode: UInt32

    public init(
      mapSizeBytes: Int = 256 << 30, maxTables: Int = 16, maxReaders: Int = 510,
      creates: Creates = .all, access: Access = .writing, inspectsUnwritable: Bool = false,
      inspectsUntouched: Bool = false, provesPages: Bool = false, fileMode: UInt32 = 0o600,
      directoryMode: UInt32 = 0o700
    ) {
      self.mapSizeBytes = mapSizeBytes
      self.maxTables = maxTables
      self.maxReaders = maxReaders
      self.creates = creates
      self.access = access
      self.inspectsUnwritable = inspectsUnwritable
      self.inspectsUntouched = inspectsUntouched
      self.provesPages = provesPages
      self.fileMode = fileMode
      self.directoryMode = directoryMode
    }
  }
}

extension Environment {
  /// What an opening creates.
  public enum Creates: Sendable, Hashable {
    /// The database, its directory, and missing ones above it.
    case all
    /// The database, in a directory that is there.
    case database
    /// Nothing.
    case nothing
  }

  /// What is done to the files.
  public enum Access: Sendable, Hashable {
    case writing
    /// Never writes the data file; the lock file is still written, as every reader must.
    case reading
    /// Reads the data file as it lies there and writes nothing, no lock file either. Whoever writes
    /// meanwhile knows nothing of this reader: see ``Environment/requireUnchanged()``.
    case inspecting
  }

  /// Why files are only inspected.
  public enum Inspection: Sendable, Hashable {
    /// It was asked for.
    case asked
    /// Their file system is mounted read-only.
    case readOnlyFileSystem
    /// This account may read them and not write them.
    case notPermitted
    /// There is no lock file: nobody has opened them here yet.
    case untouched
  }
}

/// What an environment says of itself, at one moment.
public struct EnvironmentInfo: Sendable, Hashable {
  /// The directory, as it was given at open.
  public let path: String
  /// The address space reserved: the size that the data file may grow to.
  public let mapSizeBytes: Int
  /// Last page used × page size: what the data file holds, free pages inside it included.
  public let usedBytes: Int
  public let pageSizeBytes: Int
  /// Read transactions live now, of all processes; a killed process's count until cleared.
  public let readersInUse: Int
  public let maxReaders: Int
  /// The number of the last committed write transaction; 0 in a new environment.
  public let lastTransactionID: Int
}

extension EnvironmentInfo {
  /// Asks LMDB; the environment must be open.
  init(of handle: EnvironmentHandle, path: String) {
    var info = MDB_envinfo()
    var stat = MDB_stat()
    mdb_env_info(handle.raw, &info)
    mdb_env_stat(handle.raw, &stat)
    self.path = path
    mapSizeBytes = info.me_mapsize
    pageSizeBytes = Int(stat.ms_psize)
    usedBytes = Self.bytes(lastPage: info.me_last_pgno, pageSize: Int(stat.ms_psize))
    readersInUse = Self.countReaders(of: handle)
    maxReaders = Int(info.me_maxreaders)
    lastTransactionID = info.me_last_txnid
  }

  /// Of the newer of the two meta pages, as they are now.
  static func newestTransactionID(of handle: EnvironmentHandle) -> Int {
    var info = MDB_envinfo()
    mdb_env_info(handle.raw, &info)
    return info.me_last_txnid
  }

  /// Never a trap: the number is the file's word, which can be damaged while it is open.
  static func bytes(lastPage: Int, pageSize: Int) -> Int {
    let (pages, isTooMany) = lastPage.addingReportingOverflow(1)
    let (bytes, isTooLong) = pages.multipliedReportingOverflow(by: pageSize)
    return isTooMany || isTooLong || bytes < 0 ? .max : bytes
  }

  /// Counts the lines of LMDB's own list that begin with a process id: `me_numreaders` is only the
  /// highest slot ever used.
  private static func countReaders(of handle: EnvironmentHandle) -> Int {
    var count = 0
    withUnsafeMutablePointer(to: &count) { pointer in
      _ = mdb_reader_list(
        handle.raw,
        { line, context in
          guard let line, let context else { return 0 }
          let text = String(cString: line)
          if text.first(where: { $0 != " " })?.isNumber == true {
            context.assumingMemoryBound(to: Int.self).pointee += 1
          }
          return 0
        }, pointer)
    }
    return count
  }
}

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
