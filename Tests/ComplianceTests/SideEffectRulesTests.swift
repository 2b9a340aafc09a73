import ClinicalRecord
import Compliance
import Testing

/// S17 and S18: the stop is at 09:45, so 11:45 is two hours later; the discharge is at 10:25.
struct SideEffectRulesTests {
  static func noted(
    _ effect: SideEffect = .headache, _ severity: UInt32 = 1, at: String = "09:20"
  ) -> Story {
    .mood.telling("noting", Story.noted(effect, severity), at: at)
  }

  static func gone(
    _ effect: SideEffect = .headache, _ severity: UInt32 = 1, at: String = "10:00"
  ) -> Story {
    noted(effect, severity).telling("resolution", Story.resolved(effect), at: at)
  }

  private static func stayed(_ story: Story, until discharged: String) -> Story {
    story.moving("discharge", to: discharged).moving("stop", to: "09:45:00.000000")
  }

  static let courseCases = [
    RuleCase("none", .mood, .notApplicable, says: "No side effect"),
    RuleCase("mild and gone", gone(), .met, says: "headache"),
    RuleCase("moderate and gone", gone(.headache, 2), .noted, says: "Headache was moderate"),
    RuleCase(
      "gone after exactly two hours", stayed(gone(at: "11:45:00.000000"), until: "12:00"), .met),
    RuleCase(
      "a microsecond later", stayed(gone(at: "11:45:00.000001"), until: "12:00"), .noted,
      says: "more than 2 h"),
    RuleCase(
      "open at the discharge", noted(), .deviationMissingEvidence,
      says: "There is no evidence that headache, open at the discharge"),
    RuleCase(
      "open at the discharge, a later entry says that it went in time", gone(at: "11:00"), .met),
    RuleCase(
      "open at the discharge, a later entry says that it took long", gone(at: "13:00"), .noted,
      says: "3 h 15 min after the stop"),
    RuleCase(
      "recorded after the discharge", gone().recording("resolution", at: "10:30"),
      .metOnLateEvidence),
    RuleCase("open, still here", noted().until("10:00"), .notYetDue, says: "Still open: headache"),
    RuleCase(
      "open two hours after the stop, still here",
      noted().without("discharge").until("11:46"), .noted, says: "is on record as open"),
    RuleCase("severe, still running", noted(.dissociation, 3).until("09:30"), .noted),
    RuleCase(
      "grown worse, then gone",
      gone().telling("worse", Story.noted(.headache, 3), at: "09:30"), .noted, says: "severe"),
    RuleCase(
      "back again", gone(at: "09:30").telling("again", Story.noted(.headache, 1), at: "09:40"),
      .deviationMissingEvidence),
    RuleCase(
      "one gone, one open",
      gone().telling("dizzy", Story.noted(.dizziness, 1), at: "09:30"),
      .deviationMissingEvidence, says: "dizziness, open"),
    RuleCase(
      "transferred with an open one", ReleaseRulesTests.transferred(noted()), .noted,
      says: "transferred"),
    RuleCase("none so far", .mood.until("09:30"), .notYetDue),
    RuleCase(
      "open, and the visit too", noted().without("discharge").until("2026-11-03 02:01"),
      .deviationMissingEvidence, says: "has gone; the discharge was never recorded"),
    RuleCase(
      "none in a visit left open", ReleaseRulesTests.leftOpen("2026-11-03 02:01"), .notApplicable),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  @Test(arguments: courseCases) func `S17 notes the course of side effects`(_ row: RuleCase) {
    row.check(.S17)
  }

  @Test func `the severity that is noted is the policy's`() {
    var story = Self.gone(.headache, 2)
    story.policy.sideEffectSeverityLimit = 2
    #expect(story.finding(.S17).verdict == .met)
    story.policy.sideEffectHours = 0
    #expect(story.finding(.S17).verdict == .noted)
  }

  static func answered(at: String = "09:25", _ answer: Story.Said = Story.antiemetic()) -> Story {
    gone(.nausea).telling("answer", answer, at: at)
  }

  static let nauseaCases = [
    RuleCase("no nausea", gone(), .notApplicable, says: "No nausea"),
    RuleCase("given", answered(), .met, says: "an antiemetic given at 09:25"),
    RuleCase("declined", answered(Story.antiemeticDeclined), .met, says: "declined at 09:25"),
    RuleCase(
      "not indicated", answered(.visit(.antiemeticNotIndicated(.init()))), .met,
      says: "found not indicated at 09:25"),
    RuleCase("in the minute of the nausea", answered(at: "09:20"), .met),
    RuleCase("before the nausea", answered(at: "09:19"), .deviationMissingEvidence),
    RuleCase("in the minute of the discharge", answered(at: "10:25"), .met),
    RuleCase("after the discharge", answered(at: "10:26"), .deviation, says: "after the discharge"),
    RuleCase(
      "not on record", gone(.nausea), .deviationMissingEvidence,
      says: "There is no evidence that an antiemetic was given, declined or found not indicated"),
    RuleCase(
      "recorded after the discharge", answered().recording("answer", at: "10:30"),
      .metOnLateEvidence),
    RuleCase(
      "back again, and not answered",
      answered().telling("again", Story.noted(.nausea, 1), at: "10:05"),
      .deviationMissingEvidence, says: "noted at 10:05"),
    RuleCase("not yet", gone(.nausea).until("09:30"), .notYetDue),
    RuleCase("no nausea so far", .mood.until("09:30"), .notYetDue),
    RuleCase(
      "not answered in a visit left open",
      gone(.nausea).without("discharge").until("2026-11-03 02:01"), .deviationMissingEvidence,
      says: "the discharge was never recorded"),
    RuleCase(
      "no nausea in a visit left open", ReleaseRulesTests.leftOpen("2026-11-03 02:01"),
      .notApplicable),
    RuleCase("transferred", ReleaseRulesTests.transferred(gone(.nausea)), .noted),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  private static func answered(_ answer: Story.Said) -> Story { answered(at: "09:25", answer) }

  @Test(arguments: nauseaCases) func `S18 links nausea to an antiemetic`(_ row: RuleCase) {
    row.check(.S18)
  }
}
