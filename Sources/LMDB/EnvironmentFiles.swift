internal import CLMDB
internal import DurableFile
internal import Glibc
internal import Synchronization

extension Environment {
  /// Writes a consistent copy of the database, as of one commit, into another directory, which is
  /// created; the copy is on disk when this returns. Writers wait for a moment while it begins.
  ///
  /// - Throws: `copyTargetExists`, `writerOnThisThread` (it would wait for itself); `writerBusy`
  ///   when another writer does not end in time.
  public func copy(to directory: String) throws(LMDBError) {
    let admission = try state.withLock { (state) throws(LMDBError) -> Admission in
      guard state.writerThread != pthread_self() else { throw .writerOnThisThread }
      return try state.admit()
    }
    defer { state.withLock { $0.dismiss(admission) } }
    // The copy begins under LMDB's lock of writers, which has no limit and no name: whoever writes
    // is waited for here. Given back at once, since LMDB keeps writers off by its own lock.
    _ = try turn?.take()
    var preparation = configuration
    preparation.creates = .all
    preparation.access = .writing
    try DirectoryPreparation.prepare(directory, configuration: preparation)
    let path = directory + "/data.mdb"
    let file: OpenFile
    do throws(FileFailure) {
      // Exclusive: opening and closing a file that LMDB has open would drop its locks.
      file = try OpenFile(path, for: .creating)
    } catch {
      if error.isTaken { throw .copyTargetExists(path: directory) }
      throw Failure(operation: "open", code: error.code)
        .openingError(path: directory, mapSizeBytes: 0)
    }
    do throws(Failure) {
      try Self.copy(state.withLock { $0.handle }, into: file)
    } catch {
      unlink(path)
      throw error.error()
    }
    // Without a lock, a writer may have used pages anew while they were copied.
    do throws(LMDBError) {
      try requireUnchanged()
    } catch {
      unlink(path)
      throw error
    }
    try DirectoryPreparation.sync(directory)
  }

  private static func copy(
    _ handle: EnvironmentHandle, into file: borrowing OpenFile
  ) throws(Failure) {
    let code = file.lend { mdb_env_copyfd2(handle.raw, $0, 0) }
    guard code == MDB_SUCCESS else { throw Failure(operation: "mdb_env_copyfd2", code: code) }
    do throws(FileFailure) {
      try file.sync()
    } catch {
      throw Failure(operation: "fsync", code: error.code)
    }
  }
}

/// Replacing a whole database, file and all, so that nothing of the old one is left in it.
///
/// By names alone: nothing here opens a file, so that no POSIX lock is dropped, and what is open
/// stays open under whatever name it then has. Who may replace what, and when, is for the caller:
/// hold the write transaction of the database that is replaced from before it is read until after
/// the exchange, and let every writer ask `isInPlace(at:)` inside theirs.
extension Environment {
  /// Whether the directory holds the data file that is open here, by device and inode; nil when it
  /// holds none.
  ///
  /// - Throws: what keeps the system from saying so.
  public func isInPlace(at directory: String) throws(LMDBError) -> Bool? {
    do throws(FileFailure) {
      return try FileIdentity.find(directory + "/data.mdb").map { $0 == dataFile }
    } catch {
      throw Failure(operation: "stat", code: error.code)
        .openingError(path: directory, mapSizeBytes: 0)
    }
  }

  /// Gives two directories each other's names, in one step: whoever looks finds one or the other,
  /// whole. Durable after `syncNames(beside:)`.
  ///
  /// - Throws: `exchangeRefused`; nothing has changed then.
  public static func exchange(_ directory: String, with other: String) throws(LMDBError) {
    guard renameat2(AT_FDCWD, directory, AT_FDCWD, other, exchangeFlag) == 0 else {
      throw .exchangeRefused(path: directory, Failure(operation: "renameat2", code: errno))
    }
  }

  /// Makes the names in the directory above this one durable.
  public static func syncNames(beside directory: String) throws(LMDBError) {
    try DirectoryPreparation.sync(DurableFile.parent(of: directory))
  }

  /// Removes a database's two files and its directory; what is missing already is no error.
  public static func remove(_ directory: String) throws(LMDBError) {
    for file in [directory + "/data.mdb", directory + "/lock.mdb"] where unlink(file) != 0 {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw Failure(operation: "unlink", code: errno).openingError(path: file, mapSizeBytes: 0)
      }
    }
    guard rmdir(directory) == 0 || errno == ENOENT else {
      throw Failure(operation: "rmdir", code: errno).openingError(path: directory, mapSizeBytes: 0)
    }
    try syncNames(beside: directory)
  }

  /// Throws `exchangeRefused` unless the file system exchanges directories beside this one: tried
  /// with two empty ones, which are removed again.
  public static func probeExchange(beside directory: String) throws(LMDBError) {
    let parent = DurableFile.parent(of: directory)
    // A mounted directory does not move.
    guard let own = FileIdentity(path: directory) else { throw .directoryMissing(path: directory) }
    guard own.device == FileIdentity(path: parent)?.device else {
      throw .exchangeRefused(path: directory, Failure(operation: "stat", code: EXDEV))
    }
    let token = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    let probes = ["a", "b"].map { "\(directory).probe-\(token)\($0)" }
    defer { for probe in probes { rmdir(probe) } }
    for probe in probes where mkdir(probe, 0o700) != 0 {
      throw Failure(operation: "mkdir", code: errno).openingError(path: probe, mapSizeBytes: 0)
    }
    do throws(LMDBError) {
      try exchange(probes[0], with: probes[1])
    } catch .exchangeRefused(_, let failure) {
      throw .exchangeRefused(path: directory, failure)
    }
  }

  /// RENAME_EXCHANGE of renameat2(2), which the Glibc module leaves out.
  private static var exchangeFlag: UInt32 { 2 }
}
