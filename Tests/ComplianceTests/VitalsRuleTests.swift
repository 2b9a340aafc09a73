import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// S8: an infusion from 09:00 to 09:45; the policy allows 15 minutes without a reading.
struct VitalsRuleTests {
  /// The mood story with other readings during the infusion.
  static func mood(_ times: [String]) -> Story {
    Story.mood.without("vitals 09:00", "vitals 09:15", "vitals 09:30", "vitals 09:45")
      .sampled(times)
  }

  static let cases = [
    RuleCase("every quarter of an hour", .mood, .met, says: "SpO2 15 min (09:00–09:15)"),
    RuleCase(
      "the ends count: nothing at start and stop is needed", mood(["09:10", "09:25", "09:35"]),
      .met, says: "heart rate 15 min (09:10–09:25)"),
    RuleCase(
      "one minute over", mood(["09:10", "09:26", "09:35"]), .deviationMissingEvidence,
      says: "No SpO2 reading is on record from 09:10 to 09:26 (16 min; at most 15 min)"),
    RuleCase(
      "the first one comes late", mood(["09:16", "09:30"]), .deviationMissingEvidence,
      says: "from 09:00 to 09:16"),
    RuleCase(
      "the last one is early", mood(["09:15", "09:29"]), .deviationMissingEvidence,
      says: "from 09:29 to 09:45"),
    RuleCase("none at all", mood([]), .deviationMissingEvidence, says: "45 min of 15 min"),
    RuleCase(
      "to the second, exactly",
      mood(["09:00:00", "09:15:00", "09:30:00", "09:44:00"]), .met),
    RuleCase(
      "to the second, one over",
      mood(["09:15:01", "09:30:00", "09:44:00"]).moving("start", to: "09:00:00"),
      .deviationMissingEvidence, says: "15 min 1 s"),
    RuleCase(
      "readings outside the infusion do not count",
      mood(["08:59", "09:15", "09:29", "09:46"]), .deviationMissingEvidence,
      says: "from 09:29 to 09:45"),
    RuleCase(
      "one channel without a gap does not cover another",
      mood([]).telling("a", Story.vitals(heartRate: 70, spo2: 97), at: "09:10")
        .telling("b", Story.vitals(heartRate: 70, spo2: nil), at: "09:20")
        .telling("c", Story.vitals(heartRate: 70, spo2: 97), at: "09:35"),
      .deviationMissingEvidence,
      says: "No SpO2 reading is on record from 09:10 to 09:35 (25 min; at most 15 min). "
        + "In order: heart rate 15 min (09:20–09:35)"),
    RuleCase(
      "a device-reported 0 is no reading, and it is mentioned",
      .mood.saying("vitals 09:15", Story.vitals(heartRate: 71, spo2: 0)),
      .deviationMissingEvidence, says: "the device reported 0 for it once"),
    RuleCase(
      "a 0 that makes no gap is mentioned too",
      .mood.telling("zero", Story.vitals(heartRate: 0, spo2: 97), at: "09:20"), .met,
      says: "The device reported 0 for heart rate once."),
    RuleCase(
      "short, and nothing was read",
      mood([]).moving("stop", to: "09:11"), .deviationMissingEvidence,
      says: "No heart rate reading is on record from 09:00 to 09:11 (11 min)."),
    RuleCase(
      "short, one channel was not read",
      mood([]).moving("stop", to: "09:11")
        .telling("a", Story.vitals(heartRate: 70, spo2: nil), at: "09:05"),
      .deviationMissingEvidence, says: "No SpO2 reading is on record from 09:00 to 09:11"),
    RuleCase("short, one reading each", mood(["09:05"]).moving("stop", to: "09:11"), .met),
    RuleCase(
      "short, the one reading recorded after the stop",
      mood(["09:05"]).moving("stop", to: "09:11").recording("vitals 09:05", at: "09:20"),
      .metOnLateEvidence),
    RuleCase(
      "values beyond what is possible are no evidence",
      .mood.saying("vitals 09:15", Story.vitals(heartRate: 71, spo2: 127)),
      .deviationMissingEvidence, says: "a value beyond what is possible is no evidence"),
    RuleCase(
      "the edge of what is possible is a value",
      .mood.saying("vitals 09:15", Story.vitals(heartRate: 350, spo2: 100)), .met),
    RuleCase(
      "a value beyond it that makes no gap is mentioned",
      .mood.telling("strange", Story.vitals(heartRate: 720, spo2: 97), at: "09:20"), .met,
      says: "1 of the heart rate values is beyond what is possible, and no evidence."),
    RuleCase(
      "a pause does not stop the monitoring",
      .mood.without("vitals 09:15").telling("pause", Story.pause, at: "09:05")
        .telling("resumption", Story.resumption, at: "09:25"), .deviationMissingEvidence,
      says: "from 09:00 to 09:30"),
    RuleCase(
      "infusing, in order so far", .mood.until("09:20"), .notYetDue, says: "So far, to 09:20"),
    RuleCase(
      "infusing, the limit just reached", .mood.without("vitals 09:15").until("09:15"),
      .notYetDue),
    RuleCase(
      "infusing, the gap exceeded", .mood.without("vitals 09:15").until("09:17"),
      .deviationMissingEvidence, says: "from 09:00 to 09:17"),
    RuleCase("not started", .mood.until("08:50"), .notYetDue),
    RuleCase(
      "a set taken by hand, recorded after the stop",
      .mood.recording("vitals 09:15", at: "10:00"), .metOnLateEvidence, says: "by hand"),
    RuleCase(
      "a late set that is not needed leaves it met",
      .mood.telling(
        "extra", Story.vitals(heartRate: 70, spo2: 97), at: "09:20", recorded: "10:00"), .met),
    RuleCase(
      "transferred while infusing: judged up to there",
      .mood.until("09:20").telling("transfer", Story.transfer, at: "09:20"), .met),
    RuleCase(
      "discharged, the stop not on record", .mood.without("stop"), .deviationMissingEvidence,
      says: "when the infusion stopped"),
    RuleCase(
      "another clinic's reading at 40 minutes, none",
      .mood.under(ShippedPolicies.esketamineStyleObservation), .deviationMissingEvidence,
      says: "no evidence of a blood pressure at 40 min after the start, from 09:35–09:45"),
    RuleCase(
      "another clinic's reading at 40 minutes, at its limit",
      .mood.under(ShippedPolicies.esketamineStyleObservation)
        .telling("pressure", Story.vitals(heartRate: nil, spo2: nil, systolic: 120), at: "09:35"),
      .met, says: "There is a blood pressure at 40 min"),
    RuleCase(
      "another clinic's reading at 40 minutes, a minute early",
      .mood.under(ShippedPolicies.esketamineStyleObservation)
        .telling("pressure", Story.vitals(heartRate: nil, spo2: nil, systolic: 120), at: "09:34"),
      .deviationMissingEvidence),
  ]

  @Test(arguments: cases) func `S8 judges the readings`(_ row: RuleCase) { row.check(.S8) }

  @Test func `a gap over the end of summer time is its elapsed length`() {
    // 01:55 on the summer clock and 01:05 on the winter clock are ten minutes apart.
    let story = Story.mood
      .without("vitals 09:00", "vitals 09:15", "vitals 09:30", "vitals 09:45")
      .moving("start", to: "2026-11-01 01:50", offset: -300)
      .telling(
        "before", Story.vitals(heartRate: 70, spo2: 97), at: "2026-11-01 01:55", offset: -300
      )
      .telling("after", Story.vitals(heartRate: 70, spo2: 97), at: "2026-11-01 01:05")
      .moving("stop", to: "2026-11-01 01:15")
    let finding = story.finding(.S8)
    #expect(finding.verdict == .met, "\(finding.statement)")
    #expect(finding.statement.contains("SpO2 10 min (01:55 UTC-05:00–01:05 UTC-06:00)"))
  }

  @Test func `a packed run counts row by row and channel by channel`() {
    let run = VitalsSampled.with {
      $0.source = .monitor
      $0.run = .with {
        $0.offsetSeconds = (0...45).map { $0 * 60 }
        $0.heartRateBpm = .with { $0.scaled = [Int32](repeating: 70, count: 46) }
        // SpO2 at minutes 0, 10, 30 (the device's 0) and 45.
        $0.spo2Percent = .with {
          $0.decimalPlaces = 1
          $0.rows = [0, 10, 30, 45]
          $0.scaled = [970, 965, 0, 980]
        }
      }
    }
    let story = Self.mood([]).telling(
      "run", .visit(.vitalsSampled(run)), at: "09:00:00", recorded: "21:00:00")
    let finding = story.finding(.S8)
    #expect(finding.verdict == .deviationMissingEvidence)
    #expect(finding.measured == "heart rate 1 min of 15 min; SpO2 35 min of 15 min")
    #expect(finding.statement.contains("from 09:10 to 09:45 (35 min; at most 15 min)"))
    #expect(finding.statement.contains("the device reported 0 for it once"))
    #expect(finding.evidence.contains(story.position(of: "run")))
  }

  @Test func `a monitor's run is not late evidence for being imported after the stop`() {
    let run = VitalsSampled.with {
      $0.source = .monitor
      $0.run = .with {
        $0.offsetSeconds = (0...4).map { $0 * 600 }
        $0.heartRateBpm = .with { $0.scaled = [70, 71, 72, 73, 74] }
        $0.spo2Percent = .with { $0.scaled = [97, 97, 97, 97, 97] }
      }
    }
    let story = Self.mood([]).telling(
      "run", .visit(.vitalsSampled(run)), at: "09:00:00", recorded: "21:00:00")
    #expect(story.finding(.S8).verdict == .met)
  }

  @Test func `a run whose rows do not fit its times is read as far as it does`() {
    let run = VitalsSampled.with {
      $0.source = .monitor
      $0.run = .with {
        $0.offsetSeconds = [0, 60]
        $0.heartRateBpm = .with { $0.scaled = [70, 71, 72] }
        $0.spo2Percent = .with {
          $0.rows = [0, 9]
          $0.scaled = [97, 97, 97]
        }
      }
    }
    let story = Self.mood([]).telling("run", .visit(.vitalsSampled(run)), at: "09:00")
    #expect(story.finding(.S8).measured == "heart rate 44 min of 15 min; SpO2 45 min of 15 min")
  }
}
