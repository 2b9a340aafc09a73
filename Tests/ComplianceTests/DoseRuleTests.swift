import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// S24: 72 kg, so 36 mg are 0.50 mg/kg, and over 45 min 0.67 mg/kg/h.
struct DoseRuleTests {
  static func started(
    mg doseMg: Double, minutes: UInt32 = 45, route: Route = .intravenous, of story: Story = .mood
  ) -> Story {
    story.saying("start", Story.start(mg: doseMg, minutes: minutes, route: route))
  }

  static func stopped(_ cause: InfusionStopped.Cause, given: Double) -> Story {
    .mood.saying("stop", Story.stop(cause, given: given))
  }

  static let cases = [
    RuleCase(
      "at the most", .mood, .met, says: "36 mg = 0.50 mg/kg (72 kg at 08:07), 0.67 mg/kg/h."),
    RuleCase("beyond it", started(mg: 36.4), .deviation, says: "0.51 mg/kg"),
    RuleCase(
      "ten times the dose", started(mg: 360), .deviation,
      says: "more than 0.5 mg/kg and more than 0.75 mg/kg/h"),
    RuleCase("the rate at the most", started(mg: 36, minutes: 40), .met, says: "0.75 mg/kg/h"),
    RuleCase(
      "too fast", started(mg: 36, minutes: 39), .deviation, says: "0.77 of 0.75 mg/kg/h"),
    RuleCase("pain at the most", started(mg: 576, minutes: 240, of: .pain), .deviation),
    RuleCase("pain within its limits", started(mg: 144, minutes: 60, of: .pain), .met),
    RuleCase(
      "pain too fast", started(mg: 145, minutes: 60, of: .pain), .deviation,
      says: "2.01 mg/kg/h: more than 2 mg/kg/h"),
    RuleCase(
      "another route", started(mg: 36, route: .intramuscular), .deviation, says: "and not IV"),
    RuleCase(
      "a route that is not stated", started(mg: 36, route: .unspecified),
      .deviationMissingEvidence, says: "the route"),
    RuleCase(
      "no weight", .mood.without("weight"), .deviationMissingEvidence,
      says: "There is no evidence of a weight in this visit"),
    RuleCase(
      "a weight that nobody has", .mood.saying("weight", Story.weight(720)),
      .deviationMissingEvidence),
    RuleCase("weighed in the minute of the start", .mood.moving("weight", to: "09:00"), .met),
    RuleCase(
      "weighed afterwards", .mood.moving("weight", to: "09:01"), .deviation,
      says: "after the start"),
    RuleCase(
      "the weight recorded afterwards", .mood.recording("weight", at: "09:05"),
      .metOnLateEvidence),
    RuleCase(
      "the newest weight before the start counts",
      .mood.telling("again", Story.weight(60), at: "08:50"), .deviation, says: "0.60 mg/kg"),
    RuleCase(
      "no evidence of what the visit treats",
      .mood.saying("arrival", .visit(.arrived(.init()))).without("opened"),
      .deviationMissingEvidence, says: "what the visit treats"),
    RuleCase("all given", stopped(.completed, given: 36), .met),
    RuleCase(
      "more given than started", stopped(.completed, given: 36.1), .deviation,
      says: "36.1 mg were given, more than the 36 mg that were started"),
    RuleCase(
      "less given, and completed", stopped(.completed, given: 35), .deviation,
      says: "35 mg were given, less than the 36 mg"),
    RuleCase("less given, and stopped early", stopped(.safety, given: 20), .met),
    RuleCase(
      "an antiemetic at its most", .mood.telling("drug", Story.antiemetic(mg: 16), at: "09:20"),
      .met),
    RuleCase(
      "an antiemetic beyond it", .mood.telling("drug", Story.antiemetic(mg: 40), at: "09:20"),
      .deviation, says: "Ondansetron 40 mg, more than the policy's 16 mg, at 09:20"),
    RuleCase(
      "a rescue drug beyond its most",
      .mood.telling("drug", rescue(.midazolam, 20), at: "09:20"), .deviation,
      says: "Midazolam 20 mg"),
    RuleCase(
      "another drug has no limit", .mood.telling("drug", rescue(.other, 2_000), at: "09:20"),
      .met),
    RuleCase("still running", .mood.until("09:20"), .met),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  private static func rescue(_ drug: RescueDrugGiven.Drug, _ doseMg: Double) -> Story.Said {
    .visit(
      .rescueDrugGiven(
        .with {
          $0.drug = drug
          $0.doseMg = doseMg
          $0.route = .intravenous
        }))
  }

  @Test(arguments: cases) func `S24 judges the doses`(_ row: RuleCase) { row.check(.S24) }

  @Test func `a dose is echoed with the multiple of the policy's most`() throws {
    let file = Story.mood.until("08:59").caseFile
    let right = try #require(file.dose(mg: 36, over: 45, at: time("09:00")))
    #expect(right.text == "36 mg = 0.50 mg/kg (72 kg at 08:07), 0.67 mg/kg/h")
    #expect(right.multipleText == "1.0 times the policy's most of 0.5 mg/kg")
    #expect(!right.isOverMaximum)
    let tenfold = try #require(file.dose(mg: 360, over: 45, at: time("09:00")))
    #expect(tenfold.multipleText == "10.0 times the policy's most of 0.5 mg/kg")
    let fast = try #require(file.dose(mg: 36, over: 5, at: time("09:00")))
    #expect(fast.multipleText == "8.0 times the policy's most of 0.75 mg/kg/h")
    #expect(fast.isOverMaximum)
  }
}
