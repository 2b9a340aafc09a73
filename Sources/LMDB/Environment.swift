internal import CLMDB
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
  /// How many reader slots of killed processes the opening has freed.
  public let staleReadersAtOpening: Int
  /// The data file that is open here.
  let dataFile: FileIdentity
  let state: Mutex<EnvironmentState>
  /// Whether a commit has failed. Held locked while one runs, so that whoever gets LMDB's write
  /// lock next learns its outcome first. Never taken inside `state`'s lock.
  let failedCommit = Mutex(false)

  /// Opens the database in `directory`, creating it when it is missing, and clears the reader slots
  /// that killed processes have left.
  ///
  /// - Throws: the opening cases of `LMDBError`: no directory, no permission, a network or
  ///   read-only file system, open already in this process, no LMDB file, another version.
  public init(
    directory: String, configuration: Configuration = .init()
  ) throws(LMDBError) {
    let opening = try EnvironmentOpening(directory: directory, configuration: configuration)
    path = directory
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
