import ClinicalRecord
import Compliance
import Foundation
import SwiftProtobuf
import Testing

/// Which vital signs are an alarm by the policy's limits.
struct AlarmLimitsTests {
  @Test(arguments: [
    ("heart rate 50", VitalsSample.with { $0.heartRateBpm = 50 }, []),
    ("heart rate 49", .with { $0.heartRateBpm = 49 }, ["HR 49 low"]),
    ("heart rate 121", .with { $0.heartRateBpm = 121 }, ["HR 121 high"]),
    ("SpO2 91.5", .with { $0.spo2Percent = 91.5 }, ["SpO2 91.5 % low"]),
    (
      "a high pressure",
      .with {
        $0.systolicMmhg = 185
        $0.diastolicMmhg = 112
      }, ["systolic 185 high", "diastolic 112 high"]
    ),
    (
      "pressures the wrong way round are no evidence",
      .with {
        $0.systolicMmhg = 85
        $0.diastolicMmhg = 120
      }, []
    ),
    ("not sinus", .with { $0.rhythm = .other }, ["rhythm not sinus"]),
    ("sinus", .with { $0.rhythm = .sinus }, []),
    ("asleep", .with { $0.sedationRass = -2 }, ["RASS −2 low"]),
    ("awake", .with { $0.sedationRass = -1 }, []),
    ("by MOAA/S", .with { $0.sedationMoaas = 3 }, ["MOAA/S 3 low"]),
    (
      "a sensor that is off while another one reads",
      .with {
        $0.heartRateBpm = 0
        $0.spo2Percent = 97
      }, ["HR reads 0"]
    ),
    ("a sensor that is off", .with { $0.heartRateBpm = 0 }, []),
  ])
  func `a value beyond the limits is named`(
    name: String, sample: VitalsSample, alarms: [String]
  ) {
    #expect(Story.shipped.alarms(in: sample) == alarms, "\(name)")
  }

  @Test func `a policy says its own limits, and what it leaves out is none`() throws {
    var document = try PolicySchemaTests.object(ShippedPolicies.omahaMoodAndPain)
    document["alarmLimits"] = ["heart-rate": ["high": 100], "spo2": ["low": 94.5]]
    let data = try JSONSerialization.data(withJSONObject: document)
    let policy = try Policy(json: [UInt8](data))
    let sample = VitalsSample.with {
      $0.heartRateBpm = 40
      $0.spo2Percent = 94
      $0.respiratoryRateBpm = 7
    }
    #expect(policy.alarms(in: sample) == ["RR 7 low", "SpO2 94 % low"])
    for wrong in [["pulse": ["low": 1]], ["spo2": ["least": 1]], ["spo2": ["low": 0]]] {
      document["alarmLimits"] = wrong
      #expect(!PolicySchemaTests.accepts(document), "\(wrong)")
    }
  }
}

/// How far an infusion has come, and when the next vital signs are due.
struct InfusionProgressTests {
  private func progress(_ story: Story) -> InfusionProgress? { story.caseFile.infusionProgress }

  private static let running = Story.mood.without("stop").until("09:30")

  @Test func `without a start there is none`() {
    #expect(progress(Story.mood.until("08:55")) == nil)
  }

  @Test func `while it runs the dose is worked out by the time, and is never more than ordered`() {
    let half = progress(Story.mood.until("09:30"))
    #expect(half?.runningMinutes == 30)
    #expect(half?.isGivenStated == false)
    let ordered = half?.orderedMg ?? 0
    #expect(abs((half?.givenMg ?? 0) - ordered * 30 / 45) < 0.01)
    let long = progress(Self.running.at("11:00"))
    #expect(long?.givenMg == ordered)
  }

  @Test func `a pause gives nothing, and another rate gives more or less`() {
    let paused = Self.running
      .telling("pause", .visit(.infusionPaused(.init())), at: "09:10")
      .telling("resumption", .visit(.infusionResumed(.init())), at: "09:20")
    let ordered = progress(paused)?.orderedMg ?? 0
    #expect(progress(paused)?.runningMinutes == 20)
    #expect(abs((progress(paused)?.givenMg ?? 0) - ordered * 20 / 45) < 0.01)
    let slower = Self.running.telling(
      "rate", .visit(.infusionRateChanged(.with { $0.rateMgPerH = 6 })), at: "09:15")
    #expect(abs((progress(slower)?.givenMg ?? 0) - (ordered * 15 / 45 + 1.5)) < 0.01)
  }

  @Test func `what the stop says was given counts`() {
    let stopped = Story.mood.without("stop").telling(
      "stop",
      .visit(
        .infusionStopped(
          .with {
            $0.cause = .safety
            $0.givenMg = 12.5
          })), at: "09:20")
    #expect(progress(stopped)?.givenMg == 12.5)
    #expect(progress(stopped)?.isGivenStated == true)
    #expect(progress(stopped)?.runningMinutes == 20)
  }

  @Test func `the next vital signs are due by the longest gap of the policy`() {
    let due = Story.mood.until("09:20").caseFile.vitalsDue
    #expect(due?.microseconds == time("09:30").unixMicroseconds)
    #expect(Story.mood.until("08:55").caseFile.vitalsDue == nil)
    #expect(Story.mood.caseFile.vitalsDue == nil)
  }
}

extension Story {
  /// The same, looked at at another time.
  fileprivate func at(_ now: String) -> Story {
    var story = self
    story.now = time(now)
    return story
  }
}
