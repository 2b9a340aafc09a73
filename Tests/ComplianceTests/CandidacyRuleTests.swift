import ClinicalRecord
import Compliance
import Testing

/// S28: the determination of 2026-10-22 comes before the first infusion on 2026-11-02.
struct CandidacyRuleTests {
  static func determined(_ outcome: CandidacyDetermined.Outcome) -> Story {
    .mood.saying("candidacy", Story.candidacy(outcome))
  }

  static let later = Story.mood.later(visitNumber: 3, firstStart: "2026-10-28 09:00")

  static let cases = [
    RuleCase("a candidate", .mood, .met, says: "before the first start"),
    RuleCase("in the minute of the start", .mood.moving("candidacy", to: "09:00"), .met),
    RuleCase("a minute after it", .mood.moving("candidacy", to: "09:01"), .deviation),
    RuleCase(
      "recorded after it", .mood.recording("candidacy", at: "09:05"), .metOnLateEvidence),
    RuleCase("not on record", .mood.without("candidacy"), .deviationMissingEvidence),
    RuleCase("no outcome stated", determined(.unspecified), .deviationMissingEvidence),
    RuleCase(
      "not a candidate", determined(.notACandidate), .deviation, says: "not to be a candidate"),
    RuleCase("deferred", determined(.deferred), .deviation, says: "deferred"),
    RuleCase(
      "deferred, then a candidate",
      determined(.deferred).telling(
        "second", Story.candidacy(.candidate), at: "2026-10-25 09:00"), .met),
    RuleCase(
      "a candidate, then not",
      .mood.telling("second", Story.candidacy(.notACandidate), at: "2026-10-25 09:00"),
      .deviation),
    RuleCase(
      "not a candidate any more, after the start",
      .mood.telling("second", Story.candidacy(.notACandidate), at: "09:10"), .met),
    RuleCase("a later infusion", later.without("candidacy"), .notApplicable),
    RuleCase(
      "a later infusion, determined otherwise since",
      later.telling("second", Story.candidacy(.notACandidate), at: "2026-10-30 09:00"),
      .deviation),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  @Test(arguments: cases) func `S28 judges the candidacy`(_ row: RuleCase) { row.check(.S28) }
}
