internal import CLMDB
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
