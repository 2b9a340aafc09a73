internal import Glibc

/// What lies under a name; the raw value completes "it is …".
enum FileKind: String {
  case file = "a file"
  case directory = "a directory"
  case pipe = "a pipe"
  case device = "a device"
  case socket = "a socket"
  case link = "a link"
  case other = "no file"

  init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFIFO: .pipe
      case S_IFCHR, S_IFBLK: .device
      case S_IFSOCK: .socket
      case S_IFLNK: .link
      default: .other
      }
  }
}

extension OpenFile.Purpose {
  /// As open(2) takes them; closing on exec is the same for all.
  var flags: Int32 {
    switch self {
    case .reading, .readingOwn: O_RDONLY | O_NOFOLLOW | O_NONBLOCK
    case .readingNamed: O_RDONLY | O_NONBLOCK
    case .writing: O_RDWR | O_NOFOLLOW | O_NONBLOCK
    case .writingOrCreating: O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
    case .creating: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    case .directory: O_RDONLY | O_DIRECTORY
    }
  }

  /// Whether the file must belong to this account.
  var isOwn: Bool {
    switch self {
    case .readingOwn, .writing, .writingOrCreating, .creating: true
    case .reading, .readingNamed, .directory: false
    }
  }
}
