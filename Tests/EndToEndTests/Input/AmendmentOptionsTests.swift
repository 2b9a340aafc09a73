import ArgumentParser
import ClinicalRecord
import EventSamples
import SwiftProtobuf
import Testing

@testable import candor

private func amended(
  _ base: ClinicalEvent, _ options: [String] = [], json: String? = nil
) throws -> ClinicalEvent {
  func take<Options: EventOptions>(_: Options.Type, _ fields: inout FieldReader) throws
    -> ClinicalEvent
  {
    try Options.parse(options).amended(base, from: &fields)
  }
  let morning = LocalClock(nowMicroseconds: 1_793_635_200_000_000) { _ in -360 }
  var fields = FieldReader(
    json: try json.map { try JSONValue.object(parsing: $0, called: "it") }, missing: .refused,
    times: TimeReader(clock: morning), wantsRemarks: false,
    actor: { handle in handle.split(separator: ".").last.flatMap { UInt32($0) } ?? 0 })
  let type = try #require(EventCommands.options(of: base.kind.identifier))
  return try take(type, &fields)
}

/// What is amended is put together from what the entry says and what is given.
struct AmendmentOptionsTests {
  /// The drug book's entries are never amended.
  private static let typed = EventSample.all.filter {
    $0.options != nil && $0.kind.stream != .lot
  }

  @Test(arguments: typed)
  func `an amendment takes the options and the JSON of the event itself`(
    sample: EventSample
  ) throws {
    let options = try #require(sample.options).split(separator: " ").map(String.init)
    #expect(try amended(sample.event) == sample.event)
    #expect(try amended(sample.event, options) == sample.event)
    #expect(try amended(sample.event, json: sample.json) == sample.event)
  }

  @Test func `what is not given stays, and null clears`() throws {
    let started = ClinicalEvent.visit(
      .infusionStarted(
        .with {
          $0.doseMg = 363
          $0.plannedMinutes = 45
          $0.route = .intravenous
        }))
    guard case .visit(.infusionStarted(let now)) = try amended(started, ["--dose", "36.3mg"]) else {
      throw Unexpected()
    }
    #expect(now.doseMg == 36.3 && now.plannedMinutes == 45 && now.route == .intravenous)
    let sampled = ClinicalEvent.visit(
      .vitalsSampled(
        .with {
          $0.source = .takenByHand
          $0.sample.heartRateBpm = 98
          $0.sample.systolicMmhg = 76
          $0.sample.diastolicMmhg = 118
        }))
    let typed = try amended(sampled, ["--bp", "118/76"])
    #expect(
      try typed == amended(sampled, json: #"{"systolic_mmhg": 118, "diastolic_mmhg": 76}"#))
    guard case .visit(.vitalsSampled(let right)) = typed else { throw Unexpected() }
    #expect(right.sample.heartRateBpm == 98 && right.sample.systolicMmhg == 118)
    let cleared = try amended(sampled, json: #"{"sample": {"heart_rate_bpm": null}}"#)
    guard case .visit(.vitalsSampled(let without)) = cleared else { throw Unexpected() }
    #expect(!without.sample.hasHeartRateBpm && without.sample.systolicMmhg == 76)
  }

  @Test func `who leaves alone has no driver any more`() throws {
    let driven = try #require(EventSample.of(Discharged.kind)).event
    guard case .visit(.discharged(let alone)) = try amended(driven, ["--to", "alone"]) else {
      throw Unexpected()
    }
    #expect(!alone.hasDriver && !alone.driverFitToDrive)
  }

  @Test func `a field that an option and the JSON both give is refused`() throws {
    let weighed = try #require(EventSample.of(Weighed.kind)).event
    #expect(throws: ProgramError.self) {
      try amended(weighed, ["--weight", "70kg"], json: #"{"weight_kg": 71}"#)
    }
  }

  @Test func `a chart's explanation stays the chart's`() throws {
    let explained = ClinicalEvent.chart(
      .deviationExplained(
        .with {
          $0.aboutPosition = 3
          $0.reason = "late"
        }))
    let now = try amended(explained, ["--about", "4"])
    #expect(now.stream == .chart)
  }
}

private struct Unexpected: Error {}
