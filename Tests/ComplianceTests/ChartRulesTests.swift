import ClinicalRecord
import Compliance
import Testing

/// S4 and S23: what is on the chart from one visit to the next.
struct ChartRulesTests {
  private static func stopped(
    _ consent: MedicationStopped.Consent, of drug: MedicationStopped.DrugClass = .antidepressant,
    at: String = "2026-10-30 09:00"
  ) -> Story {
    .mood.telling("stopping", Story.medicationStopped(consent, of: drug), at: at)
  }

  static let stops = [
    RuleCase("nothing stopped", .mood, .notApplicable),
    RuleCase(
      "with consent", stopped(.prescribingPhysician), .met,
      says: "An antidepressant was stopped at 2026-10-30 09:00 with the consent of the"),
    RuleCase(
      "with nobody's", stopped(.nobody, of: .antipsychotic), .noted,
      says: "An antipsychotic was stopped at 2026-10-30 09:00 without a physician's consent"),
    RuleCase(
      "nobody knows", stopped(.notKnown, of: .moodStabilizer), .noted, says: "no evidence of a"),
    RuleCase(
      "one with, one without",
      stopped(.clinicPhysician).telling(
        "second", Story.medicationStopped(.nobody, of: .opioid), at: "2026-10-31 09:00"), .noted,
      says: "An opioid was stopped"),
    RuleCase(
      "of what needs no prescription", stopped(.nobody, of: .withoutPrescription), .notApplicable),
    RuleCase("after the visit", stopped(.nobody, at: "2026-11-05 09:00"), .noted),
    RuleCase(
      "after the next visit began",
      stopped(.nobody, at: "2026-11-05 10:00").beside("2026-11-05"), .notApplicable),
    RuleCase(
      "before the next visit began",
      stopped(.nobody, at: "2026-11-05 09:59").beside("2026-11-05"), .noted),
    RuleCase(
      "between an earlier visit and this one: it is that one's",
      stopped(.nobody).beside("2026-10-29"), .notApplicable),
    RuleCase(
      "on the day of this visit, the hour unknown",
      stopped(.nobody, at: "2026-11-02").beside("2026-10-29"), .noted),
  ]

  @Test(arguments: stops) func `S4 notes what was stopped without consent`(_ row: RuleCase) {
    row.check(.S4)
  }

  private static func issued(
    _ drug: PrescriptionIssued.Drug, _ way: PrescriptionIssued.Way = .prescribed,
    at: String = "10:30"
  ) -> Story {
    .mood.telling("prescription", Story.prescribed(drug, way), at: at)
  }

  static let prescriptions = [
    RuleCase("none", .mood, .met, says: "No prescription of ketamine is on record"),
    RuleCase("of another drug", issued(.ondansetron), .met),
    RuleCase("of ketamine", issued(.ketamine), .deviation, says: "Ketamine was prescribed at"),
    RuleCase(
      "ketamine to take home", issued(.ketamine, .dispensed), .deviation,
      says: "handed out to take home"),
    RuleCase("days later", issued(.ketamine, at: "2026-11-06 10:30"), .deviation),
    RuleCase(
      "in another visit", issued(.ketamine, at: "2026-11-06 10:30").beside("2026-11-06"), .met),
    RuleCase("the patient is still here", .mood.until("10:00"), .notYetDue, says: "still here"),
    RuleCase("not started", .mood.until("08:50"), .notYetDue, says: "No infusion has started"),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
    RuleCase(
      "of ketamine before any visit",
      .mood.until("2026-10-24 12:00").later(visitNumber: 0, firstStart: nil)
        .telling("prescription", Story.prescribed(.ketamine), at: "2026-10-24 12:00"), .deviation),
  ]

  @Test(arguments: prescriptions) func `S23 finds a ketamine prescription`(_ row: RuleCase) {
    row.check(.S23)
  }

  @Test func `a ketamine prescription is a departure of whoever records it`() {
    #expect(
      DepartureTests.departures(of: Self.issued(.ketamine), before: .mood) == [.S23])
  }
}
