import ClinicalRecord
import Compliance
import SwiftProtobuf
import TestSupport
import Testing

/// What holds of every rule and any visit: what departed from policy is not in order because
/// something else was recorded, because the ledger took equal times in another order, or because
/// time went by.
struct RulePropertyTests {
  private static let seeds: [UInt64] = Array(1...20)
  private static let visitsOfSeed = 15

  @Test(arguments: seeds) func `an unrelated fact excuses nothing`(seed: UInt64) {
    check(seed) { story, dice in
      let facts: [Story.Said] = [
        .visit(.adverseEventNoted(.with { $0.severity = 1 })),
        .visit(.sideEffectNoted(.with { $0.effect = .nausea })),
        .visit(.oxygenGiven(.with { $0.flowLPerMin = 2 })),
        .visit(.emergencyCalled(.init())),
        .chart(.candidacyDetermined(.init())),
      ]
      let said = facts.randomElement(using: &dice) ?? facts[0]
      return story.telling(
        "unrelated", said, at: Self.clock(&dice), recorded: Self.clock(&dice))
    }
  }

  @Test(arguments: seeds) func `the order of what was recorded at one time excuses nothing`(
    seed: UInt64
  ) {
    check(seed) { story, dice in
      var other = story
      other.lines.shuffle(using: &dice)
      return other
    }
  }

  @Test(arguments: seeds) func `time that goes by excuses nothing`(seed: UInt64) {
    check(seed) { story, dice in
      var later = story
      later.now.unixMicroseconds += Int64.random(in: 1...86_400, using: &dice) * 1_000_000
      return later
    }
  }

  /// Holds every rule against random visits before and after a change.
  private func check(
    _ seed: UInt64, _ change: (Story, inout SeededRandom) -> Story
  ) {
    var dice = SeededRandom(seed: seed)
    var deviationCount = 0
    for number in 1...Self.visitsOfSeed {
      let story = Self.visit(&dice)
      let before = RuleBook.findings(for: story.caseFile)
      let after = RuleBook.findings(for: change(story, &dice).caseFile)
      for (before, after) in zip(before, after) where before.verdict.isDeviation {
        deviationCount += 1
        #expect(
          after.verdict != .met && after.verdict != .metOnLateEvidence,
          "visit \(number), \(before.rule): \(before.statement) Then: \(after.statement)")
      }
    }
    #expect(deviationCount > 0)
  }

  /// A visit of which something was left out, happened at another time or was recorded late.
  ///
  /// Nothing in it is said twice otherwise: of two assessments at one minute the ledger's order
  /// tells which came last, and so it does of a consent and its withdrawal.
  private static func visit(_ dice: inout SeededRandom) -> Story {
    var story = Bool.random(using: &dice) ? Story.mood : .pain
    let staff: Set<String> = ["physician", "credential"]
    for _ in 0..<Int.random(in: 1...6, using: &dice) {
      let names = story.lines.map(\.name).filter { !staff.contains($0) }
      guard let name = names.randomElement(using: &dice) else { break }
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: story = story.without(name)
      case 1: story = story.moving(name, to: clock(&dice))
      case 2: story = story.recording(name, at: clock(&dice))
      default: if Int.random(in: 0..<4, using: &dice) == 0 { story = story.until(clock(&dice)) }
      }
    }
    return story
  }

  private static func clock(_ dice: inout SeededRandom) -> String {
    Story.clock(minutes: .random(in: 7 * 60...14 * 60, using: &dice))
  }
}
