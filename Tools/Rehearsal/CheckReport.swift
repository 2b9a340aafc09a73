private import Glibc

/// What a campaign expected and what came true; a failure is told at once.
public final class CheckReport {
  public private(set) var passedCount = 0
  public private(set) var failedCount = 0

  public init() {}

  /// Prints a line that leaves at once, also into a pipe.
  public static func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  /// Counts one expectation.
  public func expect(_ isTrue: Bool, _ what: @autoclosure () -> String) {
    if isTrue {
      passedCount += 1
    } else {
      failedCount += 1
      Self.say("FAILED: \(what())")
    }
  }

  /// Says the closing line; the exit code of the campaign.
  public func close() -> Int32 {
    Self.say("\(passedCount) passed, \(failedCount) failed")
    return failedCount == 0 ? 0 : 1
  }
}
