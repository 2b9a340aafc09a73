import ClinicalRecord
import Compliance
import Testing

/// S9: the infusion runs from 09:00 to 09:45; the floor is RASS −1.
struct SedationRuleTests {
  static func scored(_ rass: Int32, at: String = "09:20") -> Story {
    .mood.telling("score", Story.sedation(rass), at: at)
  }

  static let cases = [
    RuleCase("awake", scored(0), .met, says: "1 sedation score"),
    RuleCase("restless", scored(1), .met, says: "RASS +1"),
    RuleCase("at the floor", scored(-1), .met, says: "floor −1"),
    RuleCase("under the floor", scored(-2), .noted, says: "safety event"),
    RuleCase(
      "two under the floor", scored(-2).telling("other", Story.sedation(-3), at: "09:30"), .noted,
      says: "RASS −2 at 09:20, RASS −3 at 09:30"),
    RuleCase("in the minute of the stop", scored(-2, at: "09:45"), .noted),
    RuleCase("after the stop", scored(-2, at: "09:46"), .noted, says: "no sedation score"),
    RuleCase("before the start", scored(-2, at: "08:59"), .noted, says: "no sedation score"),
    RuleCase("a score that nobody can have", scored(-9), .noted, says: "no sedation score"),
    RuleCase("nobody scored it", .mood, .noted, says: "There is no evidence"),
    RuleCase(
      "recorded after the stop", scored(0).recording("score", at: "09:50"), .metOnLateEvidence),
    RuleCase("under the floor, still running", scored(-2).until("09:30"), .noted),
    RuleCase("still running", scored(0).until("09:30"), .notYetDue, says: "1 sedation score"),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  @Test(arguments: cases) func `S9 judges how awake the patient was`(_ row: RuleCase) {
    row.check(.S9)
  }

  @Test func `the floor is the policy's`() {
    var story = Self.scored(-2)
    story.policy.sedationFloorRass = -2
    #expect(story.finding(.S9).verdict == .met)
  }
}
