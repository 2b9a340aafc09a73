/// An advisory lock between processes, and between threads that each open it: held on a file that
/// serves for nothing else, from its making until `release` or the end of its life.
public final class FileLock {
  private var file: OpenFile?

  /// Waits until nobody else holds it. The file is created when it is missing, mode 600, and stays.
  public init(waitingAt path: String) throws(FileFailure) {
    let file = try OpenFile(path, for: .writingOrCreating)
    try file.lock()
    self.file = consume file
  }

  /// Waits for the lock on a file that is open.
  public init(waitingFor file: consuming OpenFile) throws(FileFailure) {
    try file.lock()
    self.file = consume file
  }

  /// Gives the lock back; does nothing the second time.
  public func release() { file = nil }
}
