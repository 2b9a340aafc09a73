internal import Glibc

/// A lock between processes, and between threads that each open it, on a file that says who holds
/// it: the number of the process, and since when by the time of the file's last change.
///
/// It is bound to the open file (flock(2)), and the system gives it back when the holder is killed.
public struct NamedLock: ~Copyable, Sendable {
  private let file: OpenFile

  /// Opens the file, which is made when it is missing; nil where it cannot be.
  public init?(path: String) {
    guard let file = try? OpenFile(path, for: .writingOrCreating) else { return nil }
    self.file = file
  }

  /// Waits for the lock and writes this process's number into the file; false when the patience has
  /// come to its end.
  ///
  /// A lock that cannot be taken for another reason is done without: it only tells, and keeps
  /// nobody away.
  public func take(_ patience: Patience) -> Bool {
    let isTaken = try? patience.wait(
      for: { holder }, until: { () throws(FileFailure) in try file.tryLock() })
    guard isTaken != false else { return false }
    let text = "\(getpid())\n"
    let blank = String(repeating: " ", count: max(0, Self.byteCount - text.utf8.count))
    try? file.write(Array((text + blank).utf8), at: 0)
    return true
  }

  /// Gives the lock back and keeps the file open; false where only closing it would.
  public func release() -> Bool { (try? file.unlock()) != nil }

  /// Who holds it, as the file says; nil where it says nothing.
  public var holder: LockHolder? {
    guard let bytes = try? file.read(Self.byteCount, at: 0), let status = try? file.status(),
      let process = Int32(String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self))
    else { return nil }
    return LockHolder(process: process, sinceMicroseconds: status.changedMicroseconds)
  }

  /// Room for any process's number.
  private static let byteCount = 16
}
