import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// S25: 36 mg are started at 09:00, and the patient leaves at 10:25.
struct DrugAccountRuleTests {
  static func drawn(_ amountUg: UInt64, _ drug: StockedDrug = .ketamine) -> Story.Said {
    .visit(
      .drugDrawn(
        .with {
          $0.drug = drug
          $0.amountUg = amountUg
        }))
  }

  static func wasted(_ amountMg: Double) -> Story.Said {
    .visit(
      .drugWasted(
        .with {
          $0.drug = .ketamine
          $0.amountMg = amountMg
          $0.cause = .remainder
        }))
  }

  static let balanced = Story.mood.saying("stop", Story.stop(.completed, given: 36))
    .telling("drawn", drawn(50_000), at: "08:50")
    .telling("wasted", wasted(14), at: "09:50")

  static let cases = [
    RuleCase("no drug book, nothing drawn", .mood, .notApplicable),
    RuleCase(
      "nothing drawn, and a drug book is kept", Story.mood.keepingDrugBook(from: "08:00"),
      .deviationMissingEvidence, says: "what was drawn for the infusion of 2026-11-02 09:00"),
    RuleCase(
      "nothing drawn yet, and the visit goes on",
      Story.mood.keepingDrugBook(from: "08:00").without("discharge"), .notYetDue),
    RuleCase(
      "the book was opened after the start", Story.mood.keepingDrugBook(from: "09:01"),
      .notApplicable),
    RuleCase(
      "given and wasted", balanced, .met, says: "Ketamine: 50 mg of 50 mg drawn, all accounted for."
    ),
    RuleCase(
      "a microgram too little", balanced.saying("wasted", wasted(13.999)), .deviation,
      says: "Of 50 mg ketamine drawn, 0.001 mg are not accounted for."),
    RuleCase(
      "a microgram too much", balanced.saying("wasted", wasted(14.001)), .deviation,
      says: "0.001 mg ketamine more than the 50 mg drawn"),
    RuleCase(
      "not wasted yet", balanced.without("wasted", "discharge"), .notYetDue,
      says: "The visit goes on"),
    RuleCase(
      "nobody said how much was given", balanced.saying("stop", Story.stop(.completed)),
      .deviationMissingEvidence, says: "how much was given"),
    RuleCase(
      "the rest went back",
      balanced.saying(
        "wasted",
        .visit(
          .drugReturned(
            .with {
              $0.drug = .ketamine
              $0.amountUg = 14_000
            }))), .met),
    RuleCase(
      "the rest is missing, and declared",
      balanced.saying(
        "wasted",
        .visit(
          .drugMissing(
            .with {
              $0.drug = .ketamine
              $0.amountUg = 14_000
              $0.explanation = Personal.note
            }))), .met),
    RuleCase(
      "another drug that was drawn",
      balanced.telling("other", drawn(2_000, .midazolam), at: "09:10"),
      .deviation, says: "Of 2 mg midazolam drawn, 2 mg are not accounted for."),
    RuleCase(
      "another drug, given",
      balanced.telling("other", drawn(2_000, .midazolam), at: "09:10").telling(
        "rescue",
        .visit(
          .rescueDrugGiven(
            .with {
              $0.drug = .midazolam
              $0.doseMg = 2
              $0.route = .intravenous
            })), at: "09:11"), .met),
  ]

  @Test(arguments: cases)
  func `every milligram is accounted for`(row: RuleCase) { row.check(.S25) }
}
