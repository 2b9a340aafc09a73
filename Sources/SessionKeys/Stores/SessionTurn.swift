private import Glibc

/// A process's turn at changing what is kept of a terminal's sessions: an exclusive lock (flock(2))
/// on an empty file, which the system takes back from a process that is killed.
final class SessionTurn {
  private var descriptor: Int32?

  /// Waits for it; closes the descriptor when it cannot be had, or at the end.
  init?(waitingAt descriptor: Int32) {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(descriptor)
        return nil
      }
    }
    self.descriptor = descriptor
  }

  deinit { end() }

  func end() {
    if let descriptor { close(descriptor) }
    descriptor = nil
  }
}
