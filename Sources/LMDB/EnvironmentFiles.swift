internal import CLMDB
internal import DurableFile
internal import Glibc
internal import Synchronization

extension Environment {
  /// Writes a consistent copy of the database, as of one commit, into another directory, which is
  /// created; the copy is on disk when this returns. Writers wait for a moment while it begins.
  ///
  /// - Throws: `copyTargetExists`, `writerOnThisThread` (it would wait for itself).
  public func copy(to directory: String) throws(LMDBError) {
    let admission = try state.withLock { (state) throws(LMDBError) -> Admission in
      guard state.writerThread != pthread_self() else { throw .writerOnThisThread }
      return try state.admit()
    }
    defer { state.withLock { $0.dismiss(admission) } }
    var preparation = configuration
    preparation.createsDirectory = true
    preparation.isReadOnly = false
    try DirectoryPreparation.prepare(directory, configuration: preparation)
    let file = directory + "/data.mdb"
    // Exclusive: opening and closing a file that LMDB has open would drop its locks.
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, configuration.fileMode)
    guard descriptor >= 0 else {
      let failure = Failure(operation: "open", code: errno)
      if failure.code == EEXIST { throw .copyTargetExists(path: directory) }
      throw failure.openingError(path: directory, mapSizeBytes: 0)
    }
    let handle = state.withLock { $0.handle }
    let failure = Self.copy(handle, into: descriptor)
    Glibc.close(descriptor)
    if let failure {
      unlink(file)
      throw failure.error()
    }
    try DirectoryPreparation.sync(directory)
  }

  private static func copy(_ handle: EnvironmentHandle, into descriptor: Int32) -> Failure? {
    let code = mdb_env_copyfd2(handle.raw, descriptor, 0)
    guard code == MDB_SUCCESS else { return Failure(operation: "mdb_env_copyfd2", code: code) }
    guard fsync(descriptor) == 0 else { return Failure(operation: "fsync", code: errno) }
    return nil
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
  public func isInPlace(at directory: String) -> Bool? {
    FileIdentity(path: directory + "/data.mdb").map { $0 == dataFile }
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
