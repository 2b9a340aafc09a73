internal import Glibc

/// Keeps a directory's inode from being given to another one, should it be removed while open.
///
/// LMDB pins its files in the same way, by having them open; `OpenEnvironments` relies on it.
struct DirectoryPin: Sendable {
  private let descriptor: Int32

  init(path: String) throws(LMDBError) {
    descriptor = open(path, Self.pathOnly | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(operation: "open", code: errno).openingError(path: path, mapSizeBytes: 0)
    }
  }

  /// O_PATH of open(2), which the Glibc module leaves out: no permission to read is needed.
  private static var pathOnly: Int32 { 0o10_000_000 }

  /// Of the directory that is held, whatever its name is by now.
  var identity: FileIdentity? { FileIdentity(descriptor: descriptor) }

  func release() { close(descriptor) }
}
