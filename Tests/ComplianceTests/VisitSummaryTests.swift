import Compliance
import SwiftProtobuf
import Testing

@testable import ClinicalRecord

/// What a visit comes to, held against what its story tells.
struct VisitSummaryTests {
  private let mood = Story.mood

  private static func sample(_ heartRate: Double?, _ spo2: Double?) -> Story.Said {
    .visit(
      .vitalsSampled(
        .with {
          $0.sample = .with {
            if let heartRate { $0.heartRateBpm = heartRate }
            if let spo2 { $0.spo2Percent = spo2 }
          }
        }))
  }

  private static func noted(_ effect: SideEffect, _ severity: UInt32) -> Story.Said {
    .visit(
      .sideEffectNoted(
        .with {
          $0.effect = effect
          $0.severity = severity
        }))
  }

  @Test func `weight, dose and running time are those of the visit`() {
    let summary = mood.caseFile.summary
    #expect(summary.weight?.value.weightKg == 72)
    let start = summary.start?.value
    #expect(summary.dose?.doseMg == start?.doseMg)
    #expect(summary.dose?.mgPerKg == ((start?.doseMg ?? 0) / 72 * 100).rounded() / 100)
    #expect(summary.progress?.runningMinutes == 45)
    #expect(summary.end?.occurred == time("10:25"))
  }

  @Test func `without an infusion nothing is said of one`() {
    let summary = mood.until("08:55").caseFile.summary
    #expect(summary.start == nil && summary.dose == nil && summary.progress == nil)
    #expect(summary.end == nil && summary.effects.isEmpty)
    #expect(summary.weight?.value.weightKg == 72)
  }

  @Test func `the lowest and the highest are the first of their value, and what cannot be is none`()
  {
    let summary =
      mood
      .telling("low", Self.sample(40, 84), at: "09:20")
      .telling("low again", Self.sample(40, 84), at: "09:21")
      .telling("impossible", Self.sample(720, 980), at: "09:22")
      .telling("sensor off", Self.sample(71, 0), at: "09:23")
      .caseFile.summary
    let lowest = summary.trend(.spo2)?.lowest
    #expect(lowest?.value == 84 && lowest?.occurred == time("09:20") && lowest?.alarm == "low")
    #expect(summary.trend(.heartRate)?.lowest?.value == 40)
    #expect((summary.trend(.heartRate)?.highest?.value ?? 0) < 720)
    #expect(summary.trend(.spo2)?.points.count { $0.value == nil } == 1)
    #expect(summary.trend(.temperature) == nil)
  }

  @Test func `a side effect lasts from when it was noted until it had gone`() {
    let summary =
      mood
      .telling("nausea", Self.noted(.nausea, 1), at: "09:20")
      .telling("worse", Self.noted(.nausea, 3), at: "09:25")
      .telling(
        "gone", .visit(.sideEffectResolved(.with { $0.effect = .nausea })), at: "09:40"
      )
      .telling("dizziness", Self.noted(.dizziness, 2), at: "09:10")
      .caseFile.summary
    #expect(summary.effects.map(\.effect) == [.dizziness, .nausea])
    #expect(summary.effects.map(\.severity) == [2, 3])
    #expect(summary.effects.map(\.began) == [time("09:10"), time("09:20")])
    #expect(summary.effects.map(\.gone) == [nil, time("09:40")])
  }

  @Test func `of a drug what was drawn, given, wasted and returned adds up`() {
    let summary =
      mood
      .telling(
        "drawing",
        .visit(
          .drugDrawn(
            .with {
              $0.drug = .ketamine
              $0.amountUg = 50_000
            })), at: "08:50"
      )
      .telling(
        "waste",
        .visit(
          .drugWasted(
            .with {
              $0.drug = .ketamine
              $0.amountMg = 13.7
            })), at: "10:00"
      )
      .saying(
        "stop",
        .visit(
          .infusionStopped(
            .with {
              $0.cause = .completed
              $0.givenMg = 36.3
            }))
      )
      .caseFile.summary
    let ketamine = summary.drugs.first
    #expect(ketamine?.drug == .ketamine && summary.drugs.count == 1)
    #expect(ketamine?[.drawn] == 50_000 && ketamine?[.given] == 36_300)
    #expect(ketamine?[.wasted] == 13_700 && ketamine?[.returned] == 0 && ketamine?[.missing] == 0)
  }

  @Test(
    arguments: [
      ("08:59", nil), ("09:00", 0), ("09:15", 15.0 / 45), ("09:45", 1), ("09:46", nil),
    ] as [(String, Double?)])
  func `what was given by a time is told while the infusion runs`(at clock: String, share: Double?)
  {
    let file = mood.caseFile
    let given = file.givenMg(by: time(clock))
    guard let share else {
      #expect(given == nil)
      return
    }
    let ordered = file.summary.start?.value.doseMg ?? 0
    #expect(ordered > 0 && abs((given ?? -1) - ordered * share) < 0.001)
  }

  @Test func `a bolus counts from its minute on`() {
    let file =
      mood.telling("bolus", .visit(.bolusGiven(.with { $0.doseMg = 5 })), at: "09:15").caseFile
    let ordered = file.summary.start?.value.doseMg ?? 0
    #expect(abs((file.givenMg(by: time("09:14")) ?? 0) - ordered * 14 / 45) < 0.001)
    #expect(abs((file.givenMg(by: time("09:15")) ?? 0) - ordered * 15 / 45 - 5) < 0.001)
  }

  @Test func `the newest score of each scale is told that was taken by the end of the visit`() {
    func scored(_ scale: OutcomeScored.Scale, _ total: UInt32) -> Story.Said {
      .chart(
        .outcomeScored(
          .with {
            $0.scale = scale
            $0.total = total
          }))
    }
    let summary =
      mood
      .telling("first", scored(.phq9, 18), at: "2026-10-20 09:00")
      .telling("second", scored(.phq9, 12), at: "2026-10-30 09:00")
      .telling("anxiety", scored(.gad7, 9), at: "2026-10-30 09:00")
      .telling("afterwards", scored(.phq9, 3), at: "2026-11-02 20:00")
      .caseFile.summary
    #expect(summary.scores.map(\.total).sorted() == [9, 12])
  }

  @Test func `of a monitor's run each alarm is told once, with its worst value`() throws {
    let samples = [(98.0, 72.0), (90, 72), (84, 130), (0, 71), (97, 70)].enumerated().map {
      index, values in
      TimedSample(
        sample: .with {
          $0.spo2Percent = values.0
          $0.heartRateBpm = values.1
        },
        occurred: ClinicalTime(
          unixMicroseconds: time("09:00").unixMicroseconds + Int64(index) * 60_000_000,
          utcOffsetMinutes: -360, precision: .minute), source: .monitor, position: 1,
        recordedMicroseconds: 0, actor: 1)
    }
    #expect(
      Story.shipped.alarms(in: samples, on: .unnamed) == [
        "HR 130 high at 09:02, 1 of 5", "SpO2 84 % low at 09:02, 2 of 5", "SpO2 reads 0 once",
      ])
    #expect(Story.shipped.alarms(in: [], on: .unnamed) == [])
  }
}
