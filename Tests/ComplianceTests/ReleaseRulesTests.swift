import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// S13 to S16: the stop is at 09:45, so 10:15 is the half hour.
struct ReleaseRulesTests {
  static func released(_ assessed: String, _ discharged: String) -> Story {
    .mood.moving("assessment", to: assessed).moving("discharge", to: discharged)
  }

  /// Nobody has recorded how it ended.
  static func leftOpen(_ now: String) -> Story { Story.mood.without("discharge").until(now) }

  static func transferred(_ story: Story) -> Story {
    story.without("discharge").telling("transfer", Story.transfer, at: "10:00")
  }

  static let recoveryCases = [
    RuleCase("monitored for half an hour", .mood, .met, says: "40 min of 30 min"),
    RuleCase("discharged at the half hour", released("10:15", "10:15"), .met),
    RuleCase(
      "discharged a minute before it", released("10:14", "10:14"), .deviation,
      says: "29 min after the stop"),
    RuleCase(
      "to the second, one before",
      released("10:14:59", "10:14:59").moving("stop", to: "09:45:00"), .deviation,
      says: "29 min 59 s"),
    RuleCase(
      "a reading is missing", .mood.without("vitals 10:05"), .deviationMissingEvidence,
      says: "from 09:50 to 10:15"),
    RuleCase(
      "readings after the half hour are not needed",
      released("11:30", "11:30"), .met),
    RuleCase(
      "nothing on record after the stop",
      .mood.without("vitals 09:50", "vitals 10:05", "vitals 10:15"), .deviationMissingEvidence,
      says: "from 09:45 to 10:15 (30 min"),
    RuleCase(
      "the first comes late",
      .mood.without("vitals 09:50").moving("vitals 10:05", to: "10:01"),
      .deviationMissingEvidence),
    RuleCase(
      "at the limit",
      .mood.without("vitals 09:50").moving("vitals 10:05", to: "10:00"), .met),
    RuleCase(
      "recorded after the discharge", .mood.recording("vitals 10:05", at: "12:00"),
      .metOnLateEvidence),
    RuleCase("still here", .mood.until("09:55"), .notYetDue, says: "10 min of 30 min"),
    RuleCase(
      "still here, a gap already", .mood.without("vitals 09:50").until("10:04"),
      .notYetDue),
    RuleCase(
      "only values beyond what is possible",
      .mood.saying("vitals 10:05", Story.vitals(heartRate: 720, spo2: 980)),
      .deviationMissingEvidence, says: "a value beyond what is possible is no evidence"),
    RuleCase("still infusing", .mood.until("09:30"), .notYetDue),
    RuleCase(
      "open for eighteen hours", leftOpen("2026-11-03 02:00"), .notYetDue, says: "still here"),
    RuleCase(
      "open for longer", leftOpen("2026-11-03 02:01"), .deviationMissingEvidence,
      says: "never recorded"),
    RuleCase(
      "open for longer, and running", leftOpen("2026-11-04 02:00").without("stop"),
      .deviationMissingEvidence, says: "never recorded"),
    RuleCase("transferred to an emergency department", transferred(.mood), .noted),
    RuleCase("no stop on record", .mood.without("stop"), .deviationMissingEvidence),
    RuleCase(
      "another clinic watches for two hours",
      .mood.under(ShippedPolicies.esketamineStyleObservation), .deviation, says: "40 min of 2 h"),
    RuleCase(
      "elapsed over the start of summer time",
      .mood.moving("stop", to: "2026-03-08 01:45")
        .moving("discharge", to: "2026-03-08 03:10", offset: -300), .deviation,
      says: "25 min after the stop"),
  ]

  @Test(arguments: recoveryCases) func `S13 judges the half hour`(_ row: RuleCase) {
    row.check(.S13)
  }

  static let stableCases = [
    RuleCase("assessed in between", .mood, .met, says: "35 min after the stop"),
    RuleCase("at the half hour", released("10:15", "10:25"), .met),
    RuleCase(
      "a minute before the half hour", released("10:14", "10:25"), .deviation,
      says: "29 min after the stop"),
    RuleCase("in the minute of the discharge", released("10:25", "10:25"), .met),
    RuleCase(
      "a minute after the discharge", released("10:26", "10:25"), .deviation,
      says: "came after"),
    RuleCase("never", .mood.without("assessment"), .deviationMissingEvidence),
    RuleCase(
      "not stable", .mood.saying("assessment", Story.assessment(.no)),
      .deviation, says: "not stable"),
    RuleCase(
      "stable, then not",
      .mood.telling("second", Story.assessment(.no), at: "10:22"), .deviation),
    RuleCase(
      "not stable, then stable",
      .mood.telling("first", Story.assessment(.no), at: "10:18"), .met),
    RuleCase(
      "not assessed", .mood.saying("assessment", Story.assessment(.notAssessed)),
      .deviationMissingEvidence, says: "not assessed"),
    RuleCase(
      "stable, then not assessed",
      .mood.telling("second", Story.assessment(.notAssessed), at: "10:22"), .met),
    RuleCase("an older yes", .mood.saying("assessment", older(stable: true)), .met),
    RuleCase(
      "an older silence", .mood.saying("assessment", older(stable: false)),
      .deviationMissingEvidence),
    RuleCase(
      "recorded after the discharge", .mood.recording("assessment", at: "10:26"),
      .metOnLateEvidence),
    RuleCase("still here", .mood.without("discharge"), .notYetDue),
    RuleCase("open for eighteen hours", leftOpen("2026-11-03 02:00"), .notYetDue),
    RuleCase(
      "open for longer", leftOpen("2026-11-03 02:01"), .deviationMissingEvidence,
      says: "never recorded"),
    RuleCase("transferred", transferred(.mood), .noted),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  @Test(arguments: stableCases) func `S14 judges the assessment`(_ row: RuleCase) {
    row.check(.S14)
  }

  /// As entries were before there were three answers.
  static func older(stable: Bool) -> Story.Said {
    .visit(.dischargeAssessed(.with { $0.stable = stable }))
  }

  static func olderDischarge(fit: Bool) -> Story {
    .mood.saying(
      "discharge",
      .visit(
        .discharged(
          .with {
            $0.destination = .driver
            $0.driver = Story.companion
            $0.driverFitToDrive = fit
          })))
  }

  static func going(
    _ destination: Discharged.Destination, fit: Assessment = .yes,
    driver: Companion? = Story.companion
  ) -> Story {
    .mood.saying("discharge", Story.discharge(destination, fit: fit, driver: driver))
  }

  static let driverCases = [
    RuleCase("to a driver", .mood, .met),
    RuleCase("alone", going(.alone), .deviation, says: "alone"),
    RuleCase("ride-share", going(.rideShare), .deviation, says: "ride-share"),
    RuleCase("elsewhere", going(.other), .deviation),
    RuleCase("not stated", going(.unspecified), .deviationMissingEvidence),
    RuleCase(
      "fitness not assessed", going(.driver, fit: .notAssessed), .deviationMissingEvidence,
      says: "fitness to drive"),
    RuleCase("not fit", going(.driver, fit: .no), .deviation, says: "not fit to drive"),
    RuleCase("an older yes", olderDischarge(fit: true), .met),
    RuleCase("an older silence", olderDischarge(fit: false), .deviationMissingEvidence),
    RuleCase("named before the discharge", going(.driver, driver: nil), .met),
    RuleCase(
      "never named", going(.driver, driver: nil).without("driver"),
      .deviationMissingEvidence, says: "who the driver is"),
    RuleCase(
      "named only afterwards", going(.driver, driver: nil).moving("driver", to: "10:30"),
      .deviationMissingEvidence),
    RuleCase(
      "no relation", going(.driver, driver: .with { $0.name = Personal.driverName }),
      .deviationMissingEvidence, says: "relation"),
    RuleCase("still here", .mood.without("discharge"), .notYetDue),
    RuleCase("open for eighteen hours", leftOpen("2026-11-03 02:00"), .notYetDue),
    RuleCase(
      "open for longer", leftOpen("2026-11-03 02:01"), .deviationMissingEvidence,
      says: "never recorded"),
    RuleCase("transferred", transferred(.mood), .noted),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  /// Whoever records late is not asked why the visit has not ended yet.
  @Test func `a visit left open is nobody's departure`() {
    let after = Self.leftOpen("2026-11-05 09:00")
    let before = after.without("stop")
    let departed = RuleBook.departures(before: before.caseFile, after: after.caseFile).map(\.rule)
    #expect(departed.allSatisfy { ![.S13, .S14, .S15, .S16].contains($0) })
    // Nor is it an excuse for whoever records at last that the patient left.
    let left = Story.mood.without("assessment").until("2026-11-05 09:00")
    let here = left.without("discharge")
    #expect(
      RuleBook.departures(before: here.caseFile, after: left.caseFile).map(\.rule) == [.S14])
    let all = RuleBook.departures(before: nil, after: after.caseFile).map(\.rule)
    #expect(!all.contains(.S15))
  }

  static let drivingCases = [
    RuleCase("open for eighteen hours", leftOpen("2026-11-03 02:00"), .notYetDue),
    RuleCase(
      "open for longer", leftOpen("2026-11-03 02:01"), .deviationMissingEvidence,
      says: "never recorded"),
    RuleCase("acknowledged before the discharge", .mood, .met, says: "not to drive for 24 h"),
    RuleCase("in the minute of the discharge", .mood.moving("instructions", to: "10:25"), .met),
    RuleCase("a minute after it", .mood.moving("instructions", to: "10:26"), .deviation),
    RuleCase(
      "recorded after it", .mood.recording("instructions", at: "10:30"), .metOnLateEvidence),
    RuleCase("not on record", .mood.without("instructions"), .deviationMissingEvidence),
    RuleCase(
      "without the driving rule",
      .mood.saying("instructions", Story.instructions(.notAssessed)),
      .deviationMissingEvidence, says: "there is no evidence that no driving"),
    RuleCase(
      "not acknowledged", .mood.saying("instructions", Story.instructions(.no)), .deviation,
      says: "did not acknowledge"),
    RuleCase("still here", .mood.without("discharge"), .notYetDue),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase("transferred", transferred(.mood), .noted),
    RuleCase("ended without an infusion", .mood.without("start", "stop"), .notApplicable),
  ]

  @Test(arguments: drivingCases) func `S16 judges the instruction not to drive`(
    _ row: RuleCase
  ) {
    row.check(.S16)
  }

  @Test func `S16 takes its hours from the policy`() {
    var story = Story.mood
    story.policy.drivingHours = 48
    #expect(story.finding(.S16).verdict == .deviationMissingEvidence)
    #expect(story.finding(.S16).statement.contains("48 h"))
    story.policy.drivingHours = 0
    #expect(story.finding(.S16).verdict == .notApplicable)
  }

  @Test(arguments: driverCases) func `S15 judges whose care the patient leaves in`(
    _ row: RuleCase
  ) {
    row.check(.S15)
  }
}
