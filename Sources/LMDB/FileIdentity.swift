internal import Glibc

/// What makes two paths the same file: device and inode.
struct FileIdentity: Hashable, Sendable {
  let device: UInt
  let inode: UInt

  /// Looks by `stat`, which follows links and opens nothing: opening and closing LMDB's own files
  /// would drop the process's POSIX locks on them. Nil when there is no such file.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }
}
