import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct LookCoveringTests {
  static let looks: [String: Look] = [
    "chart": look(.chart, .timeline), "visit 1": look(.visit, .timeline, visit: 1),
    "visit 2": look(.visit, .timeline, visit: 2), "findings 1": look(.visit, .findings, visit: 1),
    "check 1": look(.visit, .check, visit: 1), "entry 7": look(.entry, .entry, visit: 1, 7),
    "entry 8": look(.entry, .entry, visit: 2, 8), "roster": look(.rosterLine, .roster),
    "log": look(.chart, .accessLog), "board 1": look(.visit, .board, visit: 1),
    "courses": look(.chart, .courses), "schedule": look(.chart, .schedule),
  ]

  static func look(
    _ scope: Look.Scope, _ answer: Look.Answer, visit: UInt32 = 0, _ position: UInt64 = 0
  ) -> Look {
    .with {
      $0.scope = scope
      $0.answer = answer
      $0.visitNumber = visit
      $0.position = position
    }
  }

  /// What each look covers beside itself; nothing else.
  static let covered: [String: Set<String>] = [
    "chart": [
      "visit 1", "visit 2", "findings 1", "check 1", "entry 7", "entry 8", "roster", "board 1",
      "courses", "schedule",
    ],
    "visit 1": ["findings 1", "check 1", "entry 7", "roster", "board 1"],
    "visit 2": ["entry 8", "roster"], "findings 1": ["roster"], "check 1": ["roster"],
    "entry 7": ["roster"], "entry 8": ["roster"], "roster": [], "log": [],
    "board 1": ["roster"], "courses": ["roster"], "schedule": ["roster"],
  ]

  @Test(arguments: looks.keys.sorted())
  func `a look covers what it has shown, and nothing more`(name: String) throws {
    let look = try #require(Self.looks[name])
    let expected = try #require(Self.covered[name]).union([name])
    #expect(Set(Self.looks.filter { look.covers($0.value) }.keys) == expected)
  }
}
