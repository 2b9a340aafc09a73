import ClinicalRecord
import Compliance
import Testing

/// S10 (45 ± 5 minutes for mood) and S11 (at most 4 hours for pain), by running time from 09:00.
struct InfusionTimeRulesTests {
  static func stopping(_ at: String, _ cause: InfusionStopped.Cause = .completed) -> Story {
    .mood.moving("stop", to: at).saying("stop", Story.stop(cause))
  }

  static func pausing(_ story: Story, _ from: String, _ to: String) -> Story {
    story.telling("pause \(from)", Story.pause, at: from)
      .telling("resumption \(to)", Story.resumption, at: to)
  }

  static let moodCases = [
    RuleCase("45 minutes", .mood, .met, says: "45 min of 45 ± 5 min; wall time 45 min"),
    RuleCase("50 minutes", stopping("09:50"), .met),
    RuleCase("51 minutes", stopping("09:51"), .deviation, says: "longer"),
    RuleCase("40 minutes", stopping("09:40"), .met),
    RuleCase("39 minutes, completed", stopping("09:39"), .deviation, says: "shorter"),
    RuleCase(
      "to the second, exactly 50", stopping("09:50:00").moving("start", to: "09:00:00"), .met),
    RuleCase(
      "to the second, one over", stopping("09:50:02").moving("start", to: "09:00:00"), .deviation,
      says: "50 min 2 s"),
    RuleCase(
      "early for the patient", stopping("09:20", .patientRequest), .noted,
      says: "stopped early, after 20 min (wall time 20 min), at the patient's request"),
    RuleCase("early for safety", stopping("09:20", .safety), .noted),
    RuleCase("early for the pump", stopping("09:20", .equipment), .noted),
    RuleCase("early, no cause stated", stopping("09:20", .unspecified), .deviation),
    RuleCase("too long, whatever the cause", stopping("09:59", .equipment), .deviation),
    RuleCase(
      "pauses are taken off", pausing(stopping("10:00"), "09:10", "09:25"), .met,
      says: "45 min (wall time 1 h 00 min)"),
    RuleCase(
      "two pauses", pausing(pausing(stopping("10:05"), "09:10", "09:20"), "09:30", "09:40"), .met,
      says: "45 min (wall time 1 h 05 min)"),
    RuleCase(
      "a pause doubled on record is one pause",
      pausing(stopping("10:00"), "09:10", "09:25").telling("again", Story.pause, at: "09:12"),
      .met, says: "45 min (wall"),
    RuleCase(
      "never resumed: it ran until the pause",
      stopping("10:30", .safety).telling("pause", Story.pause, at: "09:20"), .noted,
      says: "20 min (wall time 1 h 30 min)"),
    RuleCase("still running, past its time", .mood.without("stop", "discharge"), .notYetDue),
    RuleCase(
      "transferred, no stop on record", ReleaseRulesTests.transferred(.mood.without("stop")),
      .noted, says: "transferred"),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase("chronic pain", .pain, .notApplicable),
    RuleCase("discharged, no stop on record", .mood.without("stop"), .deviationMissingEvidence),
    RuleCase(
      "what it treats is not on record", .mood.without("arrival", "opened"),
      .deviationMissingEvidence, says: "what the visit treats"),
    RuleCase(
      "the chart says what it treats", .mood.without("arrival"), .met),
    RuleCase(
      "elapsed over the end of summer time",
      .mood.moving("start", to: "2026-11-01 01:30", offset: -300)
        .moving("stop", to: "2026-11-01 01:15"), .met, says: "45 min (wall"),
  ]

  @Test(arguments: moodCases) func `S10 judges a mood infusion`(_ row: RuleCase) {
    row.check(.S10)
  }

  static let painCases = [
    RuleCase("four hours", .pain, .met, says: "4 h 00 min of at most 4 h; wall time 4 h 00 min"),
    RuleCase(
      "one minute over", .pain.moving("stop", to: "13:01"), .deviation,
      says: "4 h 01 min"),
    RuleCase(
      "the pause makes room", pausing(.pain.moving("stop", to: "13:30"), "10:00", "10:30"), .met,
      says: "4 h 00 min of at most 4 h; wall time 4 h 30 min"),
    RuleCase(
      "the pause makes too little room",
      pausing(.pain.moving("stop", to: "13:30"), "10:00", "10:20"), .deviation),
    RuleCase("short is no departure", .pain.moving("stop", to: "10:00"), .met),
    RuleCase("still running", .pain.without("stop", "discharge"), .notYetDue),
    RuleCase(
      "transferred, no stop on record", ReleaseRulesTests.transferred(.pain.without("stop")),
      .noted, says: "transferred"),
    RuleCase("a mood infusion", .mood, .notApplicable),
    RuleCase(
      "what it treats is not on record", .mood.without("arrival", "opened"),
      .deviationMissingEvidence),
  ]

  @Test(arguments: painCases) func `S11 judges a pain infusion`(_ row: RuleCase) {
    row.check(.S11)
  }
}
