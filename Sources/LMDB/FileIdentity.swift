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
    self.init(status)
  }

  /// Of what is open under a descriptor, whatever its name is by now.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }
}
