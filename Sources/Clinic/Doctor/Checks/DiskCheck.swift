internal import FoundationEssentials
private import Glibc

/// Whether the disk has room for what comes, and for a second copy of what is there.
struct DiskCheck: HealthCheck {
  let name = "disk space"

  private static let actBytes: UInt64 = 256 << 20
  private static let lookBytes: UInt64 = 1 << 30

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    var space = statvfs()
    guard statvfs(site.directory, &space) == 0 else {
      return act(
        "the file system of \(site.directory) does not say how full it is",
        "check the disk and the mount")
    }
    let free = UInt64(space.f_bavail) * UInt64(space.f_frsize)
    let log = Self.bytes(of: site.directory + "/log/data.mdb")
    let found = "\(ByteText.words(free)) free; the log has \(ByteText.words(log))"
    if free < Self.actBytes {
      return act(found, "free some space now: with a full disk nothing can be recorded")
    }
    if free < max(Self.lookBytes, log) {
      return look(found, "free some space: a second copy of the log would not fit")
    }
    return ok(found)
  }

  /// Looked at without opening it: LMDB must be the only one to.
  private static func bytes(of path: String) -> UInt64 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(clamping: status.st_size) : 0
  }
}
