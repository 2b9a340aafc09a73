import SessionKeys
import Testing

struct SessionErrorTests {
  static let samples: [SessionError] = [
    .noTerminalSession(reason: "what"),
    .noStore(reasons: ["what"]),
    .unreadable(what: "what"),
    .malformedPIN,
    .sealFailed,
    .wrongPIN(handle: "what", left: 7),
    .endedByPIN(handle: "what"),
    .noPIN(handle: "what"),
    .notLocked(handle: "what"),
    .closedMeanwhile(handle: "what"),
    .notExamined(reason: "what"),
  ]

  /// Fails to compile when a case is added, and the test until it has a sample too.
  private static func number(of error: SessionError) -> Int {
    switch error {
    case .noTerminalSession: 0
    case .noStore: 1
    case .unreadable: 2
    case .malformedPIN: 3
    case .sealFailed: 4
    case .wrongPIN: 5
    case .endedByPIN: 6
    case .noPIN: 7
    case .notLocked: 8
    case .closedMeanwhile: 9
    case .notExamined: 10
    }
  }

  @Test func `every case has a sample`() {
    #expect(Self.samples.map(Self.number(of:)) == Array(0..<11))
  }

  @Test(arguments: samples)
  func `every case says what is wrong and what to do next`(error: SessionError) {
    // The two are joined by a colon, a semicolon or a full stop.
    #expect(error.description.hasSuffix("."))
    #expect(error.description.dropLast().contains { ":;.".contains($0) })
    #expect(error.description.count > 40)
  }
}
