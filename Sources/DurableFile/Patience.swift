internal import Glibc
internal import Synchronization

/// How long somebody waits for locks, and who is told meanwhile.
///
/// The limit is for all that follows one failure: whoever has waited in vain once does not wait as
/// long again for the next lock that the same process holds.
public final class Patience: Sendable {
  /// After so long, `tell` is called once.
  public let noticeMilliseconds: Int
  /// After so long, the waiting ends.
  public let limitMilliseconds: Int
  /// Told for whom somebody waits; nil where that is not known.
  private let tell: @Sendable (LockHolder?) -> Void
  private let hasWaitedInVain = Atomic<Bool>(false)

  /// - Parameter noticeMilliseconds: never after half the limit.
  public init(
    limitMilliseconds: Int = 30_000, noticeMilliseconds: Int = 2_000,
    tell: @escaping @Sendable (LockHolder?) -> Void = { _ in }
  ) {
    self.noticeMilliseconds = min(noticeMilliseconds, limitMilliseconds / 2)
    self.limitMilliseconds = limitMilliseconds
    self.tell = tell
  }

  /// Whether the last waiting ended at the limit.
  public var isSpent: Bool { hasWaitedInVain.load(ordering: .relaxed) }

  /// Tries until it succeeds; false when the limit is reached.
  func wait(
    for holder: () -> LockHolder?, until isDone: () throws(FileFailure) -> Bool
  ) throws(FileFailure) -> Bool {
    let limit = isSpent ? 0 : limitMilliseconds * 1_000
    var waited = 0
    var isTold = false
    while try !isDone() {
      if !isTold, waited >= noticeMilliseconds * 1_000 || waited >= limit {
        isTold = true
        tell(holder())
      }
      guard waited < limit else {
        hasWaitedInVain.store(true, ordering: .relaxed)
        return false
      }
      // A lock is mostly held for less than a millisecond, so the first looks come soon.
      let pause = min(10_000, 50 + waited / 10)
      usleep(UInt32(pause))
      waited += pause
    }
    hasWaitedInVain.store(false, ordering: .relaxed)
    return true
  }
}
