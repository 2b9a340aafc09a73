import ClinicalRecord
import Compliance
import Testing

/// S12: the first visit takes 90 to 120 minutes for mood, from the arrival at 08:00.
struct FirstVisitRuleTests {
  static func mood(until discharged: String, from arrived: String = "08:00") -> Story {
    .mood.moving("arrival", to: arrived).moving("discharge", to: discharged)
  }

  static let cases = [
    RuleCase("within the time", mood(until: "10:20", from: "08:25"), .met, says: "1 h 55 min"),
    RuleCase("at the least", mood(until: "10:20", from: "08:50"), .met, says: "1 h 30 min"),
    RuleCase(
      "a microsecond less",
      mood(until: "10:19:59.999999", from: "08:50:00.000000"), .noted, says: "shorter than usual"),
    RuleCase("at the most", mood(until: "10:20:00.000000", from: "08:20:00.000000"), .met),
    RuleCase(
      "a microsecond more", mood(until: "10:20:00.000001", from: "08:20:00.000000"), .noted,
      says: "longer than usual"),
    RuleCase("longer", .mood, .noted, says: "2 h 25 min of 90–120 min"),
    RuleCase("pain takes longer", .pain, .met, says: "5 h 40 min"),
    RuleCase(
      "pain, no longer than mood", .pain.moving("arrival", to: "11:41"), .noted,
      says: "no longer than one for mood"),
    RuleCase(
      "no evidence of what it treats",
      .mood.saying("arrival", .visit(.arrived(.init()))).without("opened"), .noted,
      says: "what it treats"),
    RuleCase("no arrival on record", .mood.without("arrival"), .noted, says: "no evidence"),
    RuleCase("still here", .mood.until("10:00"), .notYetDue),
    RuleCase(
      "left open", ReleaseRulesTests.leftOpen("2026-11-03 02:01"), .noted,
      says: "no evidence of when the patient left"),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase("transferred", ReleaseRulesTests.transferred(.mood), .noted, says: "transferred"),
    RuleCase(
      "a later visit", .mood.later(visitNumber: 2, firstStart: "2026-10-30 09:00"),
      .notApplicable),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  @Test(arguments: cases) func `S12 notes how long the first visit took`(_ row: RuleCase) {
    row.check(.S12)
  }
}
