import ClinicalRecord
import Compliance
import Testing

/// Who left against advice was not released, and what happened on the way home and after it.
struct LeavingRulesTests {
  private static let left = Story.mood.without("assessment", "instructions", "discharge")
    .telling("leaving", Story.leaving, at: "10:00")

  @Test(arguments: [RuleID.S13, .S14, .S15, .S16])
  func `the rules of the release note that the patient left against advice`(rule: RuleID) {
    let finding = Self.left.finding(rule)
    #expect(finding.verdict == .noted)
    #expect(
      finding.statement == "The patient left against advice at 2026-11-02 10:00 (risks explained, "
        + "form not signed) and was not discharged.")
    #expect(finding.evidence == [Self.left.position(of: "leaving")])
  }

  @Test func `leaving against advice departs from nothing, and ends the visit`() {
    let before = Story.mood.without("assessment", "instructions", "discharge").until("10:00")
    #expect(
      DepartureTests.departures(
        of: before.telling("leaving", Story.leaving, at: "10:00"), before: before) == [])
    #expect(Self.left.caseFile.visit.stage == .ended)
    #expect(Self.left.finding(.S23).verdict == .met)
    #expect(Self.left.finding(.S12).verdict == .noted)
  }

  @Test func `an open side effect and nausea are noted of who left against advice`() {
    let story = Self.left.telling("nausea", Story.noted(.nausea, 1), at: "09:50")
    #expect(story.finding(.S17).statement.contains("left against advice at 2026-11-02 10:00 with"))
    #expect(story.finding(.S18).verdict == .noted)
  }

  @Test func `a visit without an infusion that ends so has nothing due`() {
    let story = Self.left.without("start", "stop")
    for rule in [RuleID.S13, .S14, .S15, .S16, .S8, .S10] {
      #expect(story.finding(rule).verdict == .notApplicable, "\(rule)")
    }
  }

  private static func drove(_ at: String) -> Story {
    .mood.telling("drive", Story.drove(at), at: "2026-11-04 09:00")
  }

  static let drives = [
    RuleCase("nobody says so", .mood, .met),
    RuleCase(
      "five hours after the stop", drove("2026-11-02 14:45"), .noted,
      says: "driven at 2026-11-02 14:45, 5 h 00 min after the stop, less than 24 h"),
    RuleCase("a minute too early", drove("2026-11-03 09:44"), .noted),
    RuleCase("24 hours after it", drove("2026-11-03 09:45"), .met),
    RuleCase("before the infusion", drove("2026-11-02 07:00"), .met),
    RuleCase(
      "without the instruction, it stays a departure",
      drove("2026-11-02 14:45").without("instructions"), .deviationMissingEvidence,
      says: "reported to have driven"),
    RuleCase(
      "of who left against advice",
      left.telling("drive", Story.drove("2026-11-02 14:45"), at: "2026-11-04 09:00"), .noted,
      says: "reported to have driven"),
  ]

  @Test(arguments: drives) func `S16 notes that the patient drove`(_ row: RuleCase) {
    row.check(.S16)
  }

  private static let open = Story.mood.telling("nausea", Story.noted(.nausea, 1), at: "09:50")

  static let followUps = [
    RuleCase("none", open, .deviationMissingEvidence, says: "nor of a follow-up"),
    RuleCase(
      "well the next day",
      open.telling("call", Story.followedUp(.well), at: "2026-11-03 10:00"), .noted,
      says: "was followed up at 2026-11-03 10:00: well"),
    RuleCase(
      "nobody was reached",
      open.telling("call", Story.followedUp(.notReached), at: "2026-11-03 10:00"),
      .deviationMissingEvidence),
    RuleCase(
      "before the patient left", open.telling("call", Story.followedUp(.well), at: "10:00"),
      .deviationMissingEvidence),
    RuleCase(
      "only once the next visit had begun",
      open.telling("call", Story.followedUp(.well), at: "2026-11-05 10:00").beside("2026-11-05"),
      .deviationMissingEvidence),
  ]

  @Test(arguments: followUps) func `S17 takes a follow-up`(_ row: RuleCase) { row.check(.S17) }
}
