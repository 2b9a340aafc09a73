internal import Glibc

/// The files of a ledger's log, looked at without opening them: LMDB must be the only one to.
enum LogFiles {
  /// Below the ledger's directory.
  static let directory = "log"

  static func path(in ledger: String) -> String { ledger + "/" + directory }

  /// Whether there is a data file in the log's directory.
  static func exist(in path: String) throws(LedgerError) -> Bool {
    var status = stat()
    guard stat(path + "/data.mdb", &status) != 0 else { return true }
    switch errno {
    case ENOENT, ENOTDIR: return false
    case EACCES: throw .notPermitted(path: path)
    default: throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// Removes the lock file of a copy that nobody has open any more and nobody else knows of.
  static func removeLock(in path: String) { unlink(path + "/lock.mdb") }
}
