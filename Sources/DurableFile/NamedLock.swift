internal import Glibc

/// A lock between processes, and between threads that each open it, that says who holds it: the
/// number of the process, and since when.
///
/// It is bound to the open file (an open-file-description lock, fcntl(2)), and the system gives it
/// back when the holder is killed. Nothing is written: the lock covers the file from its first
/// byte, and its length is the process and the second at which it was taken, which the system
/// tells to whoever asks.
public struct NamedLock: ~Copyable, Sendable {
  private let file: OpenFile

  /// Opens the file, which is made when it is missing; nil where it cannot be.
  public init?(path: String) {
    guard let file = try? OpenFile(path, for: .writingOrCreating) else { return nil }
    self.file = file
  }

  /// Waits for the lock; false when the patience has come to its end.
  ///
  /// A lock that cannot be taken for another reason is done without: it only tells, and keeps
  /// nobody away.
  public func take(_ patience: Patience) -> Bool {
    let isTaken = try? patience.wait(
      for: { holder },
      until: { () throws(FileFailure) in
        try file.tryLock(firstBytes: LockHolder(process: getpid(), sinceSeconds: time(nil)).length)
      })
    return isTaken != false
  }

  /// Gives the lock back and keeps the file open; false where only closing it would.
  public func release() -> Bool { (try? file.unlockBytes()) != nil }

  /// Who holds it; nil where nobody else does.
  public var holder: LockHolder? { Self.holder(of: file) }

  /// Who holds the lock at that path, for somebody who does not want it; nil where nobody does.
  public static func holder(at path: String) -> LockHolder? {
    guard let file = try? OpenFile(path, for: .reading) else { return nil }
    return holder(of: file)
  }

  private static func holder(of file: borrowing OpenFile) -> LockHolder? {
    file.lockedBytes().flatMap { LockHolder(length: $0) }
  }
}

/// The process that holds a lock.
public struct LockHolder: Hashable, Sendable, CustomStringConvertible {
  public let process: Int32
  /// Since 1970-01-01T00:00:00Z, by the machine's clock.
  public let sinceSeconds: Int

  public init(process: Int32, sinceSeconds: Int) {
    self.process = process
    self.sinceSeconds = sinceSeconds
  }

  /// For how long it has held the lock, by the machine's clock.
  public var heldSeconds: Int { time(nil) - sinceSeconds }

  /// Processes have numbers up to 2^22 (proc(5), pid_max).
  private static let processBits = 23

  /// How long the lock is that says so.
  var length: Int { sinceSeconds << Self.processBits | Int(process) }

  /// What a lock of that length says; nil where it was not made by this program.
  init?(length: Int) {
    self.init(
      process: Int32(length & (1 << Self.processBits - 1)),
      sinceSeconds: length >> Self.processBits)
    guard process > 0, sinceSeconds > 0 else { return nil }
  }

  /// "process 4711 (since 10:05:12)", by the machine's local time.
  public var description: String {
    var seconds = time_t(sinceSeconds)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return "process \(process)" }
    let clock = [local.tm_hour, local.tm_min, local.tm_sec]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "process \(process) (since \(clock))"
  }
}
