internal import CLMDB
internal import Glibc

/// Which call of LMDB or of the system failed, and the code that it gave.
public struct Failure: Error, Hashable, CustomStringConvertible {
  /// The C function, such as `mdb_put`.
  public let operation: String
  /// LMDB's code (negative, `lmdb.h`) or the system's `errno` (positive).
  public let code: Int32

  public init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }

  public var description: String {
    let text = mdb_strerror(code).map { String(cString: $0) } ?? "unknown"
    return "\(operation) gave \(code), \(text)"
  }
}

extension Failure {
  /// The error that this failure means for a call on an open environment.
  ///
  /// What only the caller can tell (map size, table, path) is passed in by it.
  func error(mapSizeBytes: Int = 0) -> LMDBError {
    switch code {
    case MDB_MAP_FULL: .mapFull(mapSizeBytes: mapSizeBytes, self)
    case MDB_TXN_FULL: .transactionTooLarge(self)
    case MDB_BAD_TXN: .transactionSpoiled(self)
    case MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_CURSOR_FULL, MDB_PAGE_FULL: .damaged(self)
    // LMDB gives it for every transaction after a meta page could not be written.
    case MDB_PANIC: .commitFailedEarlier
    case ENOSPC, EDQUOT: .diskFull(self)
    default: .failed(self)
    }
  }

  /// The error that this failure means while opening the environment in `path`.
  func openingError(path: String, mapSizeBytes: Int) -> LMDBError {
    switch code {
    case EACCES, EPERM: .permissionDenied(path: path, self)
    case EROFS: .readOnlyFileSystem(path: path)
    case ENOENT where operation == "mdb_env_open": .databaseMissing(path: path, self)
    case ENOENT: .directoryMissing(path: path)
    case ENOTDIR: .notADirectory(path: path)
    case ENOMEM: .addressSpaceRefused(path: path, mapSizeBytes: mapSizeBytes, self)
    case MDB_INVALID: .notAnLMDBFile(path: path, self)
    case MDB_VERSION_MISMATCH: .versionMismatch(path: path, self)
    default: error(mapSizeBytes: mapSizeBytes)
    }
  }
}
