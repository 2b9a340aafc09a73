import Dispatch
import Foundation
import Synchronization

/// Appends without pause on a thread of its own until it is stopped.
final class AppendingThread: Sendable {
  private let isStopped = Mutex(false)
  private let count = Mutex(0)
  private let failure = Mutex(false)
  private let hasBegun = DispatchSemaphore(value: 0)
  private let hasEnded = DispatchSemaphore(value: 0)

  /// Returns when the first append is in the ledger.
  init(_ append: @escaping @Sendable () throws -> Void) {
    Thread.detachNewThread { [self] in
      while !isStopped.withLock({ $0 }) {
        guard (try? append()) != nil else {
          failure.withLock { $0 = true }
          break
        }
        if count.withLock({
          $0 += 1; return $0
        }) == 1 {
          hasBegun.signal()
        }
      }
      hasBegun.signal()
      hasEnded.signal()
    }
    hasBegun.wait()
  }

  /// How many appends there have been so far.
  var appends: Int { count.withLock { $0 } }

  /// Whether one failed, which has ended it.
  var hasFailed: Bool { failure.withLock { $0 } }

  /// Waits for the end of the thread.
  func stop() {
    isStopped.withLock { $0 = true }
    hasEnded.wait()
  }
}
