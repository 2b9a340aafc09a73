import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// S3, S7, S26 and S27: what has to be in place before the start at 09:00.
struct PreparationRulesTests {
  static let reviewCases = [
    RuleCase("reviewed before", .mood, .met),
    RuleCase("reviewed in the minute of the start", .mood.moving("review", to: "09:00"), .met),
    RuleCase("one minute after", .mood.moving("review", to: "09:01"), .deviation),
    RuleCase("recorded after", .mood.recording("review", at: "09:10"), .metOnLateEvidence),
    RuleCase("not on record", .mood.without("review"), .deviationMissingEvidence),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase(
      "ended without an infusion",
      .mood.until("08:50")
        .telling("discharge", Story.discharge(.alone, fit: .unspecified), at: "08:50"),
      .notApplicable),
    RuleCase(
      "a later infusion",
      .mood.without("review").later(visitNumber: 2, firstStart: "2026-10-30 09:00"),
      .notApplicable),
    RuleCase(
      "a second visit, the first without an infusion",
      .mood.without("review").later(visitNumber: 2, firstStart: nil), .deviationMissingEvidence),
  ]

  @Test(arguments: reviewCases) func `S3 judges the medication review`(_ row: RuleCase) {
    row.check(.S3)
  }

  static let monitoringCases = [
    RuleCase("IV and all channels before", .mood, .met, says: "4 of 4 in place"),
    RuleCase("in the minute of the start", .mood.moving("monitor", to: "09:00"), .met),
    RuleCase(
      "the monitor one minute late", .mood.moving("monitor", to: "09:01"), .deviation,
      says: "heart rhythm at 09:01"),
    RuleCase(
      "the IV one minute late", .mood.moving("iv", to: "09:01"), .deviation,
      says: "IV at 09:01"),
    RuleCase(
      "the IV one second late, both to the second",
      .mood.moving("start", to: "09:00:30").moving("iv", to: "09:00:31"), .deviation),
    RuleCase("the IV not on record", .mood.without("iv"), .deviationMissingEvidence, says: "IV"),
    RuleCase(
      "the rhythm not on record",
      .mood.saying("monitor", Story.monitor([.heartRate, .spo2])), .deviationMissingEvidence,
      says: "before the start at 09:00: heart rhythm."),
    RuleCase(
      "the rhythm added later, but before the start",
      .mood.saying("monitor", Story.monitor([.heartRate, .spo2]))
        .telling("rhythm", Story.monitor([.heartRhythm]), at: "08:59"), .met),
    RuleCase(
      "contrary evidence outranks missing evidence",
      .mood.without("iv").moving("monitor", to: "09:05"), .deviation, says: "no evidence"),
    RuleCase(
      "recorded after the start", .mood.recording("monitor", at: "09:02"),
      .metOnLateEvidence),
    RuleCase("not started", .mood.until("08:30"), .notYetDue),
    RuleCase(
      "another clinic wants the blood pressure too",
      .mood.saying("monitor", Story.monitor([.heartRate, .heartRhythm, .spo2]))
        .under(ShippedPolicies.esketamineStyleObservation), .deviationMissingEvidence,
      says: "blood pressure"),
  ]

  @Test(arguments: monitoringCases) func `S7 judges IV and monitor`(_ row: RuleCase) {
    row.check(.S7)
  }

  static let withdrawal = Story.Said.chart(
    .consentWithdrawn(.with { $0.note = Personal.note }))

  static func intake(born: String) -> Story.Said {
    .chart(
      .intakeReceived(
        .with {
          $0.recordNumber = "MH-0007"
          $0.familyName = Personal.familyName
          $0.birthDate = born
        }))
  }

  static let byRepresentative: Story.Said = {
    guard case .chart(.consentSigned(var consent)) = Story.consent(version: "C7", digestBytes: 32)
    else { preconditionFailure("it is a consent") }
    consent.signer = .legalRepresentative
    consent.representativeName = Personal.driverName
    return .chart(.consentSigned(consent))
  }()

  static let consentCases = [
    RuleCase("signed before", .mood, .met),
    RuleCase("signed in the minute of the start", .mood.moving("consent", to: "09:00"), .met),
    RuleCase("signed one minute late", .mood.moving("consent", to: "09:01"), .deviation),
    RuleCase("recorded late", .mood.recording("consent", at: "09:20"), .metOnLateEvidence),
    RuleCase("none", .mood.without("consent"), .deviationMissingEvidence),
    RuleCase(
      "without a form version",
      .mood.saying("consent", Story.consent(version: "", digestBytes: 32)),
      .deviationMissingEvidence, says: "which form"),
    RuleCase(
      "without a digest", .mood.saying("consent", Story.consent(version: "C7", digestBytes: 0)),
      .deviationMissingEvidence, says: "which form"),
    RuleCase(
      "with a digest of the wrong length",
      .mood.saying("consent", Story.consent(version: "C7", digestBytes: 31)),
      .deviationMissingEvidence),
    RuleCase(
      "withdrawn before the start", .mood.telling("withdrawal", withdrawal, at: "08:50"),
      .deviation, says: "withdrawn at 2026-11-02 08:50"),
    RuleCase(
      "withdrawn and signed again",
      .mood.telling("withdrawal", withdrawal, at: "08:50")
        .telling("again", Story.consent(version: "C7", digestBytes: 32), at: "08:55"), .met),
    RuleCase(
      "withdrawn after the start", .mood.telling("withdrawal", withdrawal, at: "09:01"),
      .met),
    RuleCase(
      "withdrawn earlier than signed",
      .mood.telling("withdrawal", withdrawal, at: "08:00"), .met),
    RuleCase(
      "a minor, by the patient alone", .mood.saying("intake", intake(born: "2008-11-03")),
      .deviation, says: "under 18"),
    RuleCase(
      "of age on the day of the signature", .mood.saying("intake", intake(born: "2008-11-02")),
      .met),
    RuleCase(
      "a minor, by the representative",
      .mood.saying("intake", intake(born: "2012-01-01")).saying("consent", byRepresentative), .met),
    RuleCase(
      "a minor, by both",
      .mood.saying("intake", intake(born: "2012-01-01"))
        .telling("both", byRepresentative, at: "08:40"), .met),
    RuleCase(
      "signed for an earlier infusion",
      .mood.moving("consent", to: "2026-10-25 09:00")
        .later(visitNumber: 2, firstStart: "2026-10-25 10:00"), .met),
    RuleCase("not started", .mood.until("08:30"), .notYetDue),
  ]

  @Test(arguments: consentCases) func `S26 judges the consent`(_ row: RuleCase) {
    row.check(.S26)
  }

  static let identityCases = [
    RuleCase("two identifiers", .mood, .met, says: "2 of 2 identifiers"),
    RuleCase(
      "the same one twice", .mood.saying("identity", Story.identity([.name, .name])),
      .deviationMissingEvidence, says: "1 of 2"),
    RuleCase(
      "one that nobody wrote down",
      .mood.saying("identity", Story.identity([.name, .unspecified])), .deviationMissingEvidence),
    RuleCase(
      "one and then another, both before",
      .mood.saying("identity", Story.identity([.name]))
        .telling("second", Story.identity([.photoID]), at: "08:50"), .met),
    RuleCase("in the minute of the start", .mood.moving("identity", to: "09:00"), .met),
    RuleCase(
      "one minute late", .mood.moving("identity", to: "09:01"), .deviation,
      says: "after the start"),
    RuleCase(
      "the second one late",
      .mood.saying("identity", Story.identity([.name]))
        .telling("second", Story.identity([.photoID]), at: "09:05"), .deviation),
    RuleCase("recorded late", .mood.recording("identity", at: "09:01"), .metOnLateEvidence),
    RuleCase("none", .mood.without("identity"), .deviationMissingEvidence, says: "0 of 2"),
    RuleCase("not started", .mood.until("08:30"), .notYetDue),
  ]

  @Test(arguments: identityCases) func `S27 judges the identifiers`(_ row: RuleCase) {
    row.check(.S27)
  }
}
