import Foundation

/// The tests, once, with one mutant chosen or none.
struct TestRun {
  enum Result: Equatable {
    case passed
    /// What it was found by: a test, a signal, the time.
    case found(by: String)
  }

  /// Of all tests together, on a machine that does other things too; a mutant may make one wait
  /// for ever.
  private static let limitSeconds = 1_800

  /// The exit code of Swift Testing where no test matches its filters (EX_UNAVAILABLE).
  private static let noTests: Int32 = 69
  /// Those of timeout(1): it has ended the run, mildly or not.
  private static let timeIsUp: Set<Int32> = [124, 137]

  let program: String
  let folder: URL
  let log: String

  /// - Parameters:
  ///   - mutant: nil: none.
  ///   - suites: nil: all but those that look at the text of the repository, which is not what the
  ///     mutated tree is about.
  func callAsFunction(_ mutant: Mutant?, suites: [String]?) throws -> Result {
    let filters = suites.map { $0.flatMap { ["--filter", $0] } } ?? ["--skip", "TidyTests"]
    let command = Command(
      ["timeout", "--kill-after=10", "\(Self.limitSeconds)", program]
        + ["--testing-library", "swift-testing"] + filters,
      in: folder, adding: ["CANDOR_MUTANT": mutant?.name ?? ""], log: log)
    let code = try command.run()
    switch code {
    case 0: return .passed
    case Self.noTests:
      throw MutantError("no test matches \((suites ?? []).joined(separator: ", "))")
    case _ where Self.timeIsUp.contains(code):
      return .found(by: "no end after \(Self.limitSeconds) s")
    case 129...: return .found(by: "a crash, signal \(code - 128)")
    default: return .found(by: firstFailure() ?? "exit code \(code)")
    }
  }

  /// The name of the first test that has recorded an issue.
  private func firstFailure() -> String? {
    let text = String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
    for line in text.split(separator: "\n") {
      guard let end = line.firstRange(of: " recorded an issue"),
        let start = line.firstRange(of: "Test "), start.upperBound <= end.lowerBound
      else { continue }
      return String(line[start.upperBound..<end.lowerBound])
    }
    return nil
  }
}
