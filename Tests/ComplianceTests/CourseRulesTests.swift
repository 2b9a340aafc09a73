import ClinicalRecord
import Compliance
import Testing

/// S19, S20 and S21: what holds of the infusions together. The visit of the stories is on
/// 2026-11-02, a Monday.
struct CourseRulesTests {
  private static func at(_ now: String, _ story: Story) -> Story {
    var story = story
    story.now = time(now)
    return story
  }

  private static let three = Story.mood.beside(["2026-10-26", "2026-10-29"])
  private static let four = three.beside("2026-10-31")

  static let lengths = [
    RuleCase(
      "the first of a course that goes on", .mood, .notYetDue, says: "1 of 4–6 infusions"),
    RuleCase("the fourth", four, .met, says: "infusion 4 of the course"),
    RuleCase(
      "the fourth, on the last of fourteen days",
      .mood.beside(["2026-10-20", "2026-10-24", "2026-10-28"]), .met, says: "infusion 4"),
    RuleCase(
      "the fourth, a day later: it is none of the course",
      .mood.beside(["2026-10-19", "2026-10-24", "2026-10-28"]), .notApplicable,
      says: "after the 14 days"),
    RuleCase("the third, on the last day", at("2026-11-08 23:59", three), .notYetDue),
    RuleCase(
      "the third, when the days have gone", at("2026-11-09 00:00", three),
      .deviationMissingEvidence, says: "no evidence of more than 3 infusions within 14 days"),
    RuleCase(
      "the third, and somebody has said why no more came",
      at(
        "2026-11-20 09:00",
        three.telling("end", Story.discontinued(), at: "2026-11-05 09:00")), .notApplicable,
      says: "discontinued at 2026-11-05 09:00, after 3 infusions"),
    RuleCase(
      "another course was given up, and not this one",
      at(
        "2026-11-20 09:00",
        three.telling("end", Story.discontinued(.anxiety), at: "2026-11-05 09:00")),
      .deviationMissingEvidence),
    RuleCase(
      "one before the last",
      at("2026-11-20 09:00", three.beside("2026-11-04")), .notApplicable,
      says: "infusion 3 of 4; the last one"),
    RuleCase("the sixth", four.beside(["2026-10-28", "2026-10-30"]), .met, says: "6 of 4–6"),
    RuleCase(
      "the seventh", four.beside(["2026-10-27", "2026-10-28", "2026-10-30"]), .deviation,
      says: "infusion 7 within 14 days, more than 6"),
    RuleCase(
      "the sixth, and a seventh came later",
      at(
        "2026-11-20 09:00",
        four.beside(["2026-10-28", "2026-10-30", "2026-11-05"])), .met, says: "6 of 4–6"),
    RuleCase(
      "a new course was planned once the first had gone",
      .mood.beside(["2026-09-01", "2026-09-03", "2026-09-05", "2026-09-08"])
        .telling("plan", Story.coursePlanned(), at: "2026-10-28 09:00"), .notYetDue,
      says: "infusion 1 of the course"),
    RuleCase(
      "a plan in the middle begins no other course",
      four.telling("plan", Story.coursePlanned(), at: "2026-10-30 09:00"), .met,
      says: "infusion 4"),
    RuleCase(
      "an infusion for pain is none of it",
      .mood.beside("2026-10-29", for: .chronicPain), .notYetDue, says: "1 of 4–6"),
    RuleCase("pain", .pain, .notApplicable, says: "does not treat depression"),
    RuleCase("not started", .mood.until("08:50"), .notYetDue, says: "No infusion has started"),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  @Test(arguments: lengths) func `S19 counts the course`(_ row: RuleCase) { row.check(.S19) }

  private static let baseline = three.telling(
    "baseline", Story.scored(.phq9, 19), at: "2026-10-26 10:30")
  private static let scored = baseline.telling(
    "score", Story.scored(), at: "2026-10-30 09:00")

  static let scores = [
    RuleCase("the first infusion", .mood, .notApplicable, says: "before infusion 3"),
    RuleCase("the second infusion", .mood.beside("2026-10-29"), .notApplicable),
    RuleCase(
      "the third, scored before and since", scored, .met,
      says: "first score was taken at 2026-10-26 10:30"),
    RuleCase(
      "scored on the morning of the third",
      baseline.telling("score", Story.scored(.gad7, 9), at: "08:30"), .met),
    RuleCase(
      "scored since, recorded after the start",
      baseline.telling(
        "score", Story.scored(), at: "2026-10-30 09:00", recorded: "12:00"),
      .metOnLateEvidence, says: "recorded after it"),
    RuleCase(
      "the first score recorded after the start", scored.recording("baseline", at: "12:00"),
      .metOnLateEvidence, says: "The first score was recorded after the start"),
    RuleCase(
      "scored only after the third began",
      baseline.telling("score", Story.scored(), at: "09:01"), .deviation, says: "after infusion 3"),
    RuleCase("not scored since", baseline, .deviationMissingEvidence, says: "no evidence"),
    RuleCase(
      "no score from before", three.telling("score", Story.scored(), at: "2026-10-30 09:00"),
      .deviationMissingEvidence, says: "before the first infusion"),
    RuleCase(
      "a pain score says nothing of mood",
      baseline.telling("score", Story.scored(.pain, 3), at: "2026-10-30 09:00"),
      .deviationMissingEvidence),
    RuleCase(
      "the third for pain, scored by its own scale",
      .pain.beside("2026-10-26", for: .chronicPain).beside("2026-10-29", for: .chronicPain)
        .telling("baseline", Story.scored(.pain, 8), at: "2026-10-26 10:30")
        .telling("score", Story.scored(.pain, 4), at: "2026-10-30 09:00"), .met),
    RuleCase("the fourth", four, .notApplicable),
    RuleCase("not started", three.until("08:50"), .notYetDue),
  ]

  @Test(arguments: scores) func `S20 asks for scores before the third infusion`(_ row: RuleCase) {
    row.check(.S20)
  }

  private static let september = ["2026-09-01", "2026-09-03", "2026-09-05", "2026-09-08"]
  private static let later = Story.mood.beside(september)
  private static let planned = later.telling(
    "plan", Story.maintenance(), at: "2026-10-20 12:00")

  static let maintenance = [
    RuleCase("planned, by response and other therapies", planned, .met, says: "4 of 4 completed"),
    RuleCase(
      "no other therapy is an answer",
      later.telling("plan", Story.maintenance(beside: [.nothingElse]), at: "2026-10-20 12:00"),
      .met),
    RuleCase(
      "planned, and recorded after the start", planned.recording("plan", at: "12:00"),
      .metOnLateEvidence),
    RuleCase("planned after the start", planned.moving("plan", to: "12:00"), .deviation),
    RuleCase("never planned", later, .deviationMissingEvidence, says: "no evidence"),
    RuleCase(
      "no response assessed",
      later.telling("plan", Story.maintenance(.notAssessed), at: "2026-10-20 12:00"),
      .deviationMissingEvidence, says: "does not say how the patient has responded."),
    RuleCase(
      "no other therapy considered",
      later.telling("plan", Story.maintenance(beside: []), at: "2026-10-20 12:00"),
      .deviationMissingEvidence, says: "which other therapies were considered"),
    RuleCase(
      "neither",
      later.telling(
        "plan", Story.maintenance(.notAssessed, beside: []), at: "2026-10-20 12:00"),
      .deviationMissingEvidence, says: "responded, nor which other"),
    RuleCase(
      "after three infusions",
      .mood.beside(Array(september.dropLast()))
        .telling("plan", Story.maintenance(), at: "2026-10-20 12:00"), .deviation,
      says: "3 infusions that were completed, fewer than 4"),
    RuleCase(
      "after four of which one was broken off",
      .mood.beside(Array(september.dropLast())).beside("2026-09-08", cause: .safety)
        .telling("plan", Story.maintenance(), at: "2026-10-20 12:00"), .deviation,
      says: "3 of 4 completed"),
    RuleCase("an infusion of the course", four, .notApplicable, says: "one of the course"),
    RuleCase(
      "the first of another course",
      later.telling("again", Story.coursePlanned(), at: "2026-10-28 09:00"), .notApplicable),
    RuleCase("pain", .pain, .notApplicable),
    RuleCase("not started", later.until("08:50"), .notYetDue),
  ]

  @Test(arguments: maintenance) func `S21 judges the maintenance`(_ row: RuleCase) {
    row.check(.S21)
  }

  @Test func `other numbers are the policy's`() {
    var story = Self.three
    story.policy.courseMinimumInfusions = 3
    story.policy.scoredWithinInfusions = 3
    #expect(story.finding(.S19).verdict == .met)
    #expect(story.finding(.S20).verdict == .notApplicable)
    #expect(story.finding(.S19).title == "Depression: 3 to 6 infusions in 14 days")
    story.policy.courseDays = 7
    #expect(story.finding(.S19).statement.contains("after the 7 days"))
  }
}
