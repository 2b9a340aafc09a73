import ClinicalRecord
import Testing

@testable import Clinic

/// The rows of a monitor's file in the nights in which the clocks are changed.
struct MonitorClockTests {
  /// Chicago, 2026: put forward on 8 March 02:00, back on 1 November 02:00.
  private static func offset(_ instant: Int64) -> Int16 {
    (1_772_956_800_000_000..<1_793_516_400_000_000).contains(instant) ? -300 : -360
  }

  private func read(
    _ times: [String], from: String = "2026-01-01T00:00Z", to: String = "2027-01-01T00:00Z"
  ) throws -> [String] {
    let possible =
      try ClinicalTime(iso8601: from).unixMicroseconds...ClinicalTime(iso8601: to).unixMicroseconds
    let clock = MonitorClock(Self.offset, possible: possible)
    return try clock.times(of: times.map { try #require(MonitorTime($0)) }).map { time in
      switch time {
      case .success(let time): String(time.iso8601.dropFirst(11))
      case .failure(let problem): problem.what
      }
    }
  }

  @Test func `rows that run through the fall-back are told apart by their order`() throws {
    #expect(
      try read([
        "2026-11-01T00:50", "2026-11-01T01:20", "2026-11-01T01:50", "2026-11-01T01:00",
        "2026-11-01T01:30", "2026-11-01T02:00",
      ]) == [
        "00:50-05:00", "01:20-05:00", "01:50-05:00", "01:00-06:00", "01:30-06:00", "02:00-06:00",
      ])
  }

  @Test func `one row before the step and one behind it are enough`() throws {
    #expect(
      try read(["2026-11-01T01:59", "2026-11-01T01:00"]) == ["01:59-05:00", "01:00-06:00"])
  }

  @Test func `where the order leaves it open, it is refused with both readings and the way out`()
    throws
  {
    let told = try read(["2026-11-01T00:50", "2026-11-01T01:20", "2026-11-01T02:10"])
    #expect(told[0] == "00:50-05:00" && told[2] == "02:10-06:00")
    #expect(told[1].contains("the clock showed 2026-11-01 01:20 twice"))
    #expect(told[1].contains("2026-11-01T01:20-05:00 or 2026-11-01T01:20-06:00"))
    #expect(told[1].contains("give --utc-offset -05:00"))
  }

  @Test func `what lies before the arrival or ahead of now is not meant`() throws {
    let times = ["2026-11-01T01:20", "2026-11-01T01:40"]
    #expect(
      try read(times, from: "2026-11-01T01:00-06:00") == ["01:20-06:00", "01:40-06:00"])
    #expect(try read(times, to: "2026-11-01T01:50-05:00") == ["01:20-05:00", "01:40-05:00"])
  }

  @Test func `an offset that a row writes itself is believed`() throws {
    #expect(
      try read(["2026-11-01T01:20-05:00", "2026-11-01T01:10", "2026-11-01T01:20-06:00"])
        == ["01:20-05:00", "01:10-06:00", "01:20-06:00"])
  }

  @Test func `a time that the clock never showed is refused with both readings`() throws {
    let told = try read(["2026-03-08T01:59", "2026-03-08T02:10", "2026-03-08T03:00"])
    #expect(told[0] == "01:59-06:00" && told[2] == "03:00-05:00")
    #expect(told[1].contains("put forward over 2026-03-08 02:10"))
    #expect(told[1].contains("2026-03-08T02:10-06:00 or 2026-03-08T02:10-05:00"))
    #expect(told[1].contains("give --utc-offset -06:00"))
  }

  @Test func `a monitor whose clock nobody changes goes by one offset`() throws {
    let clock = MonitorClock(offsetMinutes: -300, possible: .min ... .max)
    let times = try ["2026-11-01T01:20", "2026-11-01T02:10"].map {
      try #require(MonitorTime($0))
    }
    let read = clock.times(of: times).map { try? $0.get().iso8601 }
    #expect(read == ["2026-11-01T01:20-05:00", "2026-11-01T02:10-05:00"])
  }

  @Test func `rows in no order are left for the file to say`() throws {
    #expect(
      try read(["2026-11-01T02:10", "2026-11-01T01:20", "2026-11-01T00:10"]).count == 3)
    #expect(try read([]) == [])
  }
}
