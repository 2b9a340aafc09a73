internal import CLMDB

/// Where a directory lies, as far as it matters to memory maps and POSIX locks.
struct FileSystemKind {
  /// The name of the network or shared file system; nil on a local one.
  let networkName: String?
  let isReadOnly: Bool

  /// Nil when the system does not tell.
  init?(path: String) {
    var status = statfs()
    guard statfs(path, &status) == 0 else { return nil }
    networkName = Self.networkName(magic: UInt32(truncatingIfNeeded: status.f_type))
    isReadOnly = status.f_flags & Self.readOnlyFlag != 0
  }

  /// ST_RDONLY in `statfs.f_flags`, statfs(2).
  private static var readOnlyFlag: Int { 1 }

  /// Names the file systems that LMDB cannot be trusted on, by their number in statfs(2) and the
  /// kernel's `magic.h`. FUSE is among them, because sshfs and its like cannot be told apart.
  static func networkName(magic: UInt32) -> String? {
    switch magic {
    case 0x6969: "NFS"
    case 0x517B: "SMB"
    case 0xFF53_4D42: "CIFS"
    case 0xFE53_4D42: "SMB2"
    case 0x0102_1997: "9P"
    case 0x6573_5546: "FUSE"
    case 0x5346_414F, 0x6B41_4653: "AFS"
    case 0x7375_7245: "Coda"
    case 0x00C3_6400: "Ceph"
    case 0x0BD0_0BD0: "Lustre"
    case 0x0116_1970: "GFS2"
    case 0x7461_636F: "OCFS2"
    case 0x564C: "NCP"
    case 0x786F_4256: "VirtualBox shared folder"
    case 0xBACB_ACBC: "VMware shared folder"
    default: nil
    }
  }
}
