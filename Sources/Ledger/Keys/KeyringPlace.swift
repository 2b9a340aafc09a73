internal import LMDB
private import Glibc

/// Where a keyring's database lies, and where the one is made that takes its place.
///
/// Symbolic links are resolved first: an exchange moves a link and not what it leads to, and the
/// old file would stay where it was. So a keyring on a disk of its own stays there.
struct KeyringPlace {
  let directory: String

  /// Beside it. Touched only by who holds the write transaction of the database in `directory`.
  var next: String { directory + ".next" }

  init(_ path: String) {
    guard let resolved = realpath(path, nil) else {
      directory = path
      return
    }
    defer { free(resolved) }
    directory = String(cString: resolved)
  }

  /// Removes what a killed process has left. The exchange that it may have made is made durable
  /// first: until then, the old database may be the one that a crash of the machine leaves.
  func removeNext() throws(LMDBError) {
    guard isNextThere else { return }
    try Environment.syncNames(beside: directory)
    try Environment.remove(next)
  }

  var isNextThere: Bool { access(next, F_OK) == 0 }
}
