import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// S1 and S2: what has to be on file before the first scheduling, 2026-10-23 09:00.
struct SchedulingRulesTests {
  static let historyCases = [
    RuleCase("the form comes first", .mood, .met, says: "2026-10-20 09:30"),
    RuleCase(
      "the form comes in the minute of the scheduling",
      .mood.moving("history", to: "2026-10-23 09:00"), .met),
    RuleCase(
      "a form of that day, the hour unknown", .mood.moving("history", to: "2026-10-23"), .met),
    RuleCase(
      "one minute after the scheduling", .mood.moving("history", to: "2026-10-23 09:01"),
      .deviation, says: "2026-10-23 09:01, after"),
    RuleCase(
      "one second after the scheduling, both known to the second",
      .mood.moving("scheduling", to: "2026-10-23 09:00:10")
        .moving("history", to: "2026-10-23 09:00:11"), .deviation),
    RuleCase(
      "recorded a day after the scheduling", .mood.recording("history", at: "2026-10-24 09:00"),
      .metOnLateEvidence, says: "recorded after it, at 2026-10-24 09:00"),
    RuleCase(
      "a later double does not make an earlier form late",
      .mood.telling(
        "double", .chart(.historyFormReceived(.with { _ in })), at: "2026-10-30 09:00"), .met),
    RuleCase(
      "no form at all", .mood.without("history"), .deviationMissingEvidence,
      says: "no evidence"),
    RuleCase(
      "never scheduled, form before the start", .mood.without("scheduling"), .met,
      says: "no scheduling"),
    RuleCase(
      "never scheduled, form after the start",
      .mood.without("scheduling").moving("history", to: "09:01"), .deviation),
    RuleCase(
      "scheduled only after the start: the start decides",
      .mood.moving("scheduling", to: "10:00").moving("history", to: "09:30"), .deviation),
    RuleCase(
      "scheduled again later: the first one decides",
      .mood.telling(
        "second", .chart(.infusionScheduled(.with { _ in })), at: "2026-10-19 09:00",
        recorded: "2026-10-25 09:00"), .deviation),
    RuleCase(
      "nothing scheduled yet",
      .mood.until("2026-10-21 12:00").later(visitNumber: 0, firstStart: nil),
      .notYetDue),
    RuleCase(
      "scheduled, no visit yet",
      .mood.until("2026-10-24 12:00").later(visitNumber: 0, firstStart: nil),
      .met),
    RuleCase(
      "a later visit",
      .mood.without("history").later(visitNumber: 2, firstStart: "2026-10-30 09:00"),
      .notApplicable),
    RuleCase(
      "a second visit of a chart that was scheduled and not infused before",
      .mood.without("history").later(visitNumber: 2, firstStart: nil), .notApplicable),
    RuleCase(
      "a second visit of a chart that was neither scheduled nor infused before",
      .mood.without("history", "scheduling").later(visitNumber: 2, firstStart: nil),
      .deviationMissingEvidence),
  ]

  @Test(arguments: historyCases) func `S1 judges the history form`(_ row: RuleCase) {
    row.check(.S1)
  }

  static let acknowledgementCases = [
    RuleCase("the primary care physician's", .mood, .met),
    RuleCase(
      "the mental health practitioner's",
      .mood.saying("acknowledgement", Story.acknowledgement(.mentalHealthPractitioner)), .met),
    RuleCase(
      "somebody else's", .mood.saying("acknowledgement", Story.acknowledgement(.other)),
      .deviation, says: "not signed by any"),
    RuleCase(
      "somebody else's and an acceptable one",
      .mood.telling("other", Story.acknowledgement(.other), at: "2026-10-20 10:00"), .met),
    RuleCase(
      "somebody else's in time and an acceptable one too late",
      .mood.telling("other", Story.acknowledgement(.other), at: "2026-10-20 10:00")
        .moving("acknowledgement", to: "2026-10-23 09:01"), .deviation, says: "09:01"),
    RuleCase(
      "a signer whom nobody wrote down",
      .mood.saying("acknowledgement", Story.acknowledgement(.unspecified)),
      .deviationMissingEvidence, says: "who signed"),
    RuleCase(
      "recorded after the scheduling",
      .mood.recording("acknowledgement", at: "2026-10-23 09:05"), .metOnLateEvidence),
    RuleCase("none", .mood.without("acknowledgement"), .deviationMissingEvidence),
    RuleCase(
      "a later visit",
      .mood.without("acknowledgement").later(visitNumber: 3, firstStart: "2026-10-30 09:00"),
      .notApplicable),
    RuleCase(
      "nothing scheduled yet", .mood.until("2026-10-22 12:00"), .notYetDue),
  ]

  @Test(arguments: acknowledgementCases)
  func `S2 judges the Acknowledgement of Ongoing Care`(_ row: RuleCase) {
    row.check(.S2)
  }
}
