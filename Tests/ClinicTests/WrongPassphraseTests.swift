import Testing

@testable import Clinic

/// How long wrong passphrases keep a person waiting.
struct WrongPassphraseTests {
  private static let second: Int64 = 1_000_000
  private static let minute = 60 * second

  /// Minutes at which the passphrase was wrong, and how many seconds after the last it is tried
  /// again; 0: at once.
  static let table: [([Int64], Int64)] = [
    ([], 0), ([0], 0), ([0, 1], 0), ([0, 1, 2], 30), ([0, 14, 14], 30), ([0, 14, 15], 0),
    ([0, 10, 20], 0), ([0, 1, 2, 3], 60), ([0, 1, 2, 3, 4], 120), ([0, 1, 2, 3, 4, 6], 240),
    ([0, 1, 2, 3, 4, 6, 10], 480), ([0, 1, 2, 3, 4, 6, 10, 18], 900),
    ([0, 1, 2, 3, 4, 6, 10, 18, 33], 900),
    // The fourth came a quarter of an hour after the wait for the third: it starts anew.
    ([0, 1, 2, 18], 0), ([0, 1, 2, 17], 60),
  ]

  @Test(arguments: table)
  func `the third within 15 minutes waits, and each further one for longer`(
    minutes: [Int64], waitSeconds: Int64
  ) {
    let wrong = WrongPassphrases(microseconds: minutes.map { $0 * Self.minute })
    let last = (minutes.last ?? 0) * Self.minute
    let end = last + waitSeconds * Self.second
    #expect(wrong.waitsUntil(nowMicroseconds: last) == (waitSeconds == 0 ? nil : end))
    #expect(wrong.waitsUntil(nowMicroseconds: end) == nil)
    if waitSeconds > 0 { #expect(wrong.waitsUntil(nowMicroseconds: end - 1) == end) }
  }

  @Test func `what lies ahead of the clock does not count`() {
    let wrong = WrongPassphrases(microseconds: [10, 11, 12].map { $0 * Self.minute })
    #expect(wrong.waitsUntil(nowMicroseconds: 11 * Self.minute) == nil)
    #expect(wrong.waitsUntil(nowMicroseconds: 12 * Self.minute) != nil)
  }
}
