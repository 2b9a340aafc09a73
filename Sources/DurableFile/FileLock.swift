internal import Glibc

/// An advisory lock between processes, and between threads that each open it: held on a file that
/// serves for nothing else, from its making until `release` or the end of its life.
public final class FileLock {
  private var file: OpenFile?

  /// Waits until nobody else holds it. The file is created when it is missing, mode 600, and stays.
  public convenience init(
    waitingAt path: String, _ patience: Patience = Patience()
  ) throws(FileFailure) {
    try self.init(waitingFor: OpenFile(path, for: .writingOrCreating), patience)
  }

  /// Waits for the lock on a file that is open.
  public init(
    waitingFor file: consuming OpenFile, _ patience: Patience = Patience()
  ) throws(FileFailure) {
    try file.lock(patience)
    self.file = consume file
  }

  /// Gives the lock back; does nothing the second time.
  public func release() { file = nil }
}
