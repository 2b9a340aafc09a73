import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// S22: the infusion runs from 09:00 to 09:45 on 2026-11-02.
struct SupervisionRuleTests {
  static func credentialed(
    _ specialty: Specialty = .anesthesiology, from: String = "2026-01-01",
    until: String = "2026-12-31"
  ) -> Story {
    .mood.saying(
      "credential", .staff(Story.credential(specialty, from: from, until: until)))
  }

  static let overnight = Story.mood.moving("start", to: "23:40").moving(
    "stop", to: "2026-11-03 00:25")

  static func supervised(by role: Role) -> Story {
    .mood.saying(
      "physician",
      .staff(
        .staffEnrolled(
          .with {
            $0.actor = 2
            $0.handle = "crane"
            $0.displayName = Personal.physician
            $0.role = role
          })))
  }

  static let cases = [
    RuleCase("an anesthesiologist, assigned before", .mood, .met),
    RuleCase("primary care", credentialed(.primaryCare), .met),
    RuleCase("emergency medicine", credentialed(.emergencyMedicine), .met),
    RuleCase("psychiatry", credentialed(.psychiatry), .deviation, says: "specialty"),
    RuleCase(
      "psychiatry under another clinic's policy",
      credentialed(.psychiatry).under(ShippedPolicies.esketamineStyleObservation), .met),
    RuleCase("the credential's last day", credentialed(until: "2026-11-02"), .met),
    RuleCase(
      "expired the day before", credentialed(until: "2026-11-01"), .deviation,
      says: "not valid on 2026-11-02"),
    RuleCase("the credential's first day", credentialed(from: "2026-11-02"), .met),
    RuleCase("not valid before tomorrow", credentialed(from: "2026-11-03"), .deviation),
    RuleCase("dates that are none", credentialed(from: "soon", until: "2026-02-30"), .deviation),
    RuleCase(
      "expired at midnight within the infusion",
      overnight.saying(
        "credential", .staff(Story.credential(.anesthesiology, until: "2026-11-02"))),
      .deviation, says: "not valid on 2026-11-03"),
    RuleCase(
      "renewed at midnight",
      overnight.saying(
        "credential", .staff(Story.credential(.anesthesiology, until: "2026-11-02"))
      ).telling(
        "renewal", .staff(Story.credential(.anesthesiology, from: "2026-11-03")),
        at: "2026-10-01 08:00"), .met),
    RuleCase("a nurse supervises", supervised(by: .nurse), .deviation, says: "role is nurse"),
    RuleCase(
      "no credential", .mood.without("credential"), .deviationMissingEvidence,
      says: "specialty and credential"),
    RuleCase(
      "nobody of that number", .mood.saying("supervisor", Story.supervisor(9, administering: 3)),
      .deviationMissingEvidence),
    RuleCase(
      "credential recorded after the start",
      .mood.recording("credential", at: "09:05"), .metOnLateEvidence),
    RuleCase(
      "assigned in the minute of the start", .mood.moving("supervisor", to: "09:00"),
      .met),
    RuleCase(
      "assigned one minute late", .mood.moving("supervisor", to: "09:01"), .deviation,
      says: "after the start"),
    RuleCase(
      "assignment recorded late", .mood.recording("supervisor", at: "09:05"),
      .metOnLateEvidence),
    RuleCase(
      "nobody assigned", .mood.without("supervisor"), .deviationMissingEvidence,
      says: "who supervised"),
    RuleCase(
      "who administered is not on record",
      .mood.saying("supervisor", Story.supervisor(2, administering: 0)),
      .deviationMissingEvidence, says: "who administered"),
    RuleCase(
      "reassigned before the start: the last one counts",
      .mood.saying("supervisor", Story.supervisor(9, administering: 3))
        .telling("second", Story.supervisor(2, administering: 3), at: "08:50"), .met),
    RuleCase(
      "handed over to somebody without a credential",
      .mood.telling("handover", Story.supervisor(9, administering: 3), at: "09:20"),
      .deviationMissingEvidence),
    RuleCase(
      "handed over in order",
      .mood.telling("handover", Story.supervisor(2, administering: 3), at: "09:20"), .met,
      says: "handed over once"),
    RuleCase(
      "reassigned after the stop does not matter",
      .mood.telling("after", Story.supervisor(9, administering: 3), at: "09:46"), .met),
    RuleCase("still infusing", .mood.until("09:20"), .met),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
  ]

  @Test(arguments: cases) func `S22 judges the supervision`(_ row: RuleCase) { row.check(.S22) }
}
