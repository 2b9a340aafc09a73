private import Glibc

/// What a campaign expected and what came true; a failure is told at once.
public final class Tally {
  public private(set) var passedCount = 0
  public private(set) var failedCount = 0

  public init() { Self.sayAtOnce() }

  /// From now on every line that is printed leaves at once, also into a pipe.
  public static func sayAtOnce() { setvbuf(stdout, nil, _IOLBF, 0) }

  /// Counts one expectation.
  public func expect(_ isTrue: Bool, _ what: @autoclosure () -> String) {
    if isTrue {
      passedCount += 1
    } else {
      failedCount += 1
      print("FAILED: \(what())")
    }
  }

  /// Says the closing line; the exit code of the campaign.
  public func close() -> Int32 {
    print("\(passedCount) passed, \(failedCount) failed")
    return failedCount == 0 ? 0 : 1
  }
}
