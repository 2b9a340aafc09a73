/// When a person's passphrase was wrong, and how long it is not tried again because of that.
///
/// The third within 15 minutes calls for a wait of 30 seconds, each further one for 1, 2, 4, 8 and
/// at most 15 minutes. A run of them ends when 15 minutes have passed after the last wait.
struct WrongPassphrases {
  /// Oldest first: microseconds since 1970-01-01T00:00:00Z.
  var microseconds: [Int64]

  private static let second: Int64 = 1_000_000
  private static let window = 15 * 60 * second
  private static let countBeforeWaiting = 3

  /// Until when it is not tried; nil: it may be tried.
  ///
  /// - Parameter now: what lies after it, on a training clock that was set back, does not count.
  func waitsUntil(nowMicroseconds now: Int64) -> Int64? {
    var run: [Int64] = []
    for time in microseconds where time <= now {
      if run.count < Self.countBeforeWaiting {
        run.removeAll { time - $0 >= Self.window }
      } else if let last = run.last, time >= last + Self.wait(after: run.count) + Self.window {
        run = []
      }
      run.append(time)
    }
    guard let last = run.last else { return nil }
    let end = last + Self.wait(after: run.count)
    return now < end ? end : nil
  }

  private static func wait(after count: Int) -> Int64 {
    guard count >= countBeforeWaiting else { return 0 }
    let doublings = min(count - countBeforeWaiting, 5)
    return min(30 * second << Int64(doublings), window)
  }
}
