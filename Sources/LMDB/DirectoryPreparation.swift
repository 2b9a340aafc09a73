internal import Glibc

/// Makes sure that `path` is a directory that LMDB may be opened in.
enum DirectoryPreparation {
  static func prepare(
    _ path: String, configuration: Environment.Configuration
  ) throws(LMDBError) {
    var status = stat()
    if stat(path, &status) != 0 {
      let failure = Failure(operation: "stat", code: errno)
      guard failure.code == ENOENT, configuration.createsDirectory, !configuration.isReadOnly
      else { throw failure.openingError(path: path, mapSizeBytes: 0) }
      try create(path, mode: configuration.directoryMode)
    } else if status.st_mode & S_IFMT != S_IFDIR {
      throw .notADirectory(path: path)
    }
    guard let kind = FileSystemKind(path: path) else {
      throw Failure(operation: "statfs", code: errno).openingError(path: path, mapSizeBytes: 0)
    }
    if let name = kind.networkName { throw .networkFileSystem(path: path, kind: name) }
    if kind.isReadOnly { throw .readOnlyFileSystem(path: path) }
  }

  /// Creates the directory and those above it, each made durable in its own parent.
  static func create(_ path: String, mode: UInt32) throws(LMDBError) {
    let parent = parent(of: path)
    if parent != path, access(parent, F_OK) != 0 { try create(parent, mode: mode) }
    if mkdir(path, mode) != 0, errno != EEXIST {
      throw Failure(operation: "mkdir", code: errno).openingError(path: path, mapSizeBytes: 0)
    }
    try sync(parent)
  }

  /// Makes the names in a directory durable; LMDB syncs its file, never the directory around it.
  static func sync(_ path: String) throws(LMDBError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      // A parent that may be entered but not listed cannot be synced by us.
      if errno == EACCES { return }
      throw Failure(operation: "open", code: errno).openingError(path: path, mapSizeBytes: 0)
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure(operation: "fsync", code: errno).error() }
  }

  static func parent(of path: String) -> String {
    var parts = Substring(path)
    while parts.count > 1, parts.hasSuffix("/") { parts.removeLast() }
    guard let slash = parts.lastIndex(of: "/") else { return "." }
    return slash == parts.startIndex ? "/" : String(parts[..<slash])
  }
}
