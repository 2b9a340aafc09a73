import SwiftProtobuf
import Testing

@testable import ClinicalRecord

struct ClinicClockTests {
  static func clock(_ zone: String = "America/Chicago") throws -> ClinicClock {
    ClinicClock(zone: try ZoneVectors.rules(zone))
  }

  private func time(_ text: String) throws -> ClinicalTime { try ClinicalTime(iso8601: text) }

  @Test(arguments: [
    ("2026-11-02T16:05Z", "2026-11-02T10:05-06:00"),
    ("2026-11-02T10:05-06:00", "2026-11-02T10:05-06:00"),
    ("2026-11-01T06:59:59Z", "2026-11-01T01:59:59-05:00"),
    ("2026-11-01T07:00:00Z", "2026-11-01T01:00:00-06:00"),
    ("2026-03-08T02:30-06:00", "2026-03-08T03:30-05:00"),
    ("2026-11-03T00:30Z", "2026-11-02T18:30-06:00"),
  ])
  func `an instant is shown as the clinic's clock shows it, wherever it was read`(
    stated: String, shown: String
  ) throws {
    #expect(try Self.clock().local(time(stated)).iso8601 == shown)
    #expect(try ClinicClock.unnamed.local(time(stated)).iso8601 == stated)
  }

  @Test func `a day stays the day that was stated`() throws {
    let day = try ClinicalTime(iso8601: "2026-11-02", defaultOffsetMinutes: 540)
    #expect(try Self.clock().local(day) == day)
  }

  private func reading(_ wall: String, _ zone: String = "America/Chicago") throws -> [String] {
    let local = try ClinicalTime(iso8601: wall, defaultOffsetMinutes: 0).unixMicroseconds
    let clock = try Self.clock(zone)
    let reading = WallReading(of: local, precision: .minute) {
      clock.offsetMinutes(at: $0) ?? 0
    }
    switch reading {
    case .once(let time): return [time.iso8601]
    case .twice(let one, let other): return [one.iso8601, other.iso8601]
    case .never(let one, let other): return ["never", one.iso8601, other.iso8601]
    }
  }

  @Test func `a time of the wall clock is read once, twice or never`() throws {
    #expect(try reading("2026-11-01T00:59") == ["2026-11-01T00:59-05:00"])
    #expect(
      try reading("2026-11-01T01:00") == ["2026-11-01T01:00-05:00", "2026-11-01T01:00-06:00"])
    #expect(
      try reading("2026-11-01T01:59") == ["2026-11-01T01:59-05:00", "2026-11-01T01:59-06:00"])
    #expect(try reading("2026-11-01T02:00") == ["2026-11-01T02:00-06:00"])
    #expect(try reading("2026-03-08T01:59") == ["2026-03-08T01:59-06:00"])
    #expect(
      try reading("2026-03-08T02:00")
        == ["never", "2026-03-08T02:00-06:00", "2026-03-08T02:00-05:00"])
    #expect(try reading("2026-03-08T03:00") == ["2026-03-08T03:00-05:00"])
    // Half an hour.
    #expect(
      try reading("2026-04-05T01:45", "Australia/Lord_Howe")
        == ["2026-04-05T01:45+11:00", "2026-04-05T01:45+10:30"])
    #expect(
      try reading("2026-10-04T02:15", "Australia/Lord_Howe").first == "never")
    // A day that was left out.
    #expect(try reading("2011-12-30T12:00", "Pacific/Apia").first == "never")
  }

  @Test func `a change of the clocks is found to the instant and told as the wall showed it`()
    throws
  {
    let clock = try Self.clock()
    let (before, after) = (
      try time("2026-10-31T22:00-05:00").unixMicroseconds,
      try time("2026-11-01T06:00-06:00").unixMicroseconds
    )
    let change = try #require(clock.change(after: before, through: after))
    #expect(change.unixMicroseconds == (try time("2026-11-01T07:00:00Z").unixMicroseconds))
    #expect(change.words == "clocks went back from 02:00 to 01:00 (UTC-05:00 to UTC-06:00)")
    let spring = try clock.change(
      after: time("2026-03-07T22:00-06:00").unixMicroseconds,
      through: time("2026-03-08T12:00-05:00").unixMicroseconds)
    #expect(spring?.words == "clocks went forward from 02:00 to 03:00 (UTC-06:00 to UTC-05:00)")
    #expect(clock.change(after: before, through: before + 1) == nil)
    #expect(clock.change(after: after, through: before) == nil)
    #expect(ClinicClock.unnamed.change(after: before, through: after) == nil)
  }

  @Test func `a monitor's run that crosses the change ends as the clock then showed it`() throws {
    var reading = VitalsReading()
    reading.heartRateBpm = ExactDecimal("72")
    var sampled = VitalsSampled()
    sampled.source = .monitor
    sampled.run = try VitalsRun(rows: [(0, reading), (4_500, reading)])
    let event = ClinicalEvent.visit(.vitalsSampled(sampled))
    let sentence = try event.sentence(
      occurred: time("2026-11-01T00:50-05:00"), on: Self.clock())
    #expect(sentence.contains("2 samples to 01:05:"))
  }

  @Test func `times inside an event are told by the clinic's clock, those of every event`() throws {
    let stated = try time("2026-11-02T16:05Z").stated
    let clock = try Self.clock()
    let events: [ClinicalEvent] = [
      .chart(.infusionScheduled(.with { $0.scheduledFor = stated })),
      .chart(.infusionCancelled(.with { $0.scheduledFor = stated })),
      .chart(.noShowRecorded(.with { $0.scheduledFor = stated })),
      .chart(.drivingReported(.with { $0.droveAt = stated })),
      .chart(
        .infusionRescheduled(
          .with {
            $0.scheduledFor = stated
            $0.rescheduledFor = stated
          })),
      .visit(
        .fastingChecked(
          .with { $0.intakes = [.with { $0.takenAt = stated }, .with { $0.item = .water }] })),
    ]
    for event in events {
      let sentence = event.sentence(occurred: minute(0), on: clock)
      #expect(sentence.contains("10:05") && !sentence.contains("16:05"), "\(event.kind)")
    }
    // Whatever event states a time is one of those.
    func statesTime(_ fields: [EventField]) -> Bool {
      fields.contains { field in
        switch field.content {
        case .time: true
        case .message(let fields): statesTime(fields)
        default: false
        }
      }
    }
    let stating = EventKind.all.filter { statesTime($0.fields) }.map(\.name)
    #expect(Set(stating) == Set(events.map(\.kind.name)))
  }
}
