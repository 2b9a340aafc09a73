import ClinicalRecord
import Testing

@testable import candor

/// Central time, with the clock changes of 2026: 8 March 02:00 and 1 November 02:00.
private func chicago(at utc: String) throws -> LocalClock {
  LocalClock(nowMicroseconds: try ClinicalTime(iso8601: utc).unixMicroseconds) { instant in
    let summer = (1_772_956_800_000_000..<1_793_516_400_000_000).contains(instant)
    return summer ? -300 : -360
  }
}

struct TimeArgumentTests {
  @Test(
    arguments: [
      ("10:05", "2026-03-02T10:05-06:00"),
      ("9:05", "2026-03-02T09:05-06:00"),
      ("10:05:30", "2026-03-02T10:05:30-06:00"),
      ("10:05-06:00", "2026-03-02T10:05-06:00"),
      ("10:05:30-05:00", "2026-03-02T10:05:30-05:00"),
      ("16:05Z", "2026-03-02T16:05Z"),
      ("-5m", "2026-03-02T11:55-06:00"),
      ("-90s", "2026-03-02T11:58:40-06:00"),
      ("-1h30m", "2026-03-02T10:30-06:00"),
      ("2026-03-01", "2026-03-01"),
      ("2026-03-01T22:00", "2026-03-01T22:00-06:00"),
      ("2026-03-01 22:00", "2026-03-01T22:00-06:00"),
      ("2026-03-01T22:00+01:00", "2026-03-01T22:00+01:00"),
      ("2026-07-01T22:00", "2026-07-01T22:00-05:00"),
      ("2026-03-01T22:00:01.250Z", "2026-03-01T22:00:01.250Z"),
    ])
  func `a time is read by the local clock`(typed: String, meant: String) throws {
    let clock = try chicago(at: "2026-03-02T18:00:10Z")
    let time = try #require(try TimeArgument.parse(typed)).resolved(by: clock)
    #expect(time.iso8601 == meant)
  }

  @Test(
    arguments: [
      "", "-", "-5", "-5d", "25:00", "10:5", "10:60", "10", "now", "2026-13-01", "2026-02-30",
      "10:05-6", "10:05-25:00", "10-06:00", "10:05-06:00Z", "2026-03-01T", "2026-03-01T10",
      "2026-03-01T10:05+25", "10:05:61", "-m", "１０:05",
    ])
  func `what is no time is refused`(typed: String) throws {
    #expect(try TimeArgument.parse(typed) == nil)
  }

  @Test func `a time longer ago than any life is refused, however it is written`() throws {
    let clock = try chicago(at: "2026-03-02T18:00:10Z")
    let oldest = try #require(try TimeArgument.parse("-999999h314000h")).resolved(by: clock)
    #expect(oldest.localDate.iso8601 == "1876-04-07")
    for count in [2, 3, 2_600, 10_000] {
      for unit in ["999999h", "999999h0s", "0m999999h"] {
        let typed = "-" + String(repeating: unit, count: count)
        let error = try #require(throws: ProgramError.self) { try TimeArgument.parse(typed) }
        #expect(error.description.contains("more than 150 years ago"))
      }
    }
  }

  @Test func `the last such time of day may be yesterday's`() throws {
    let clock = try chicago(at: "2026-03-02T15:00:00Z")
    let night = try #require(try TimeArgument.parse("22:00"))
    let time = try night.resolved(by: clock, day: .latest(before: clock.nowMicroseconds))
    #expect(time.iso8601 == "2026-03-01T22:00-06:00")
    let morning = try #require(try TimeArgument.parse("07:30"))
    let early = try morning.resolved(by: clock, day: .latest(before: clock.nowMicroseconds))
    #expect(early.iso8601 == "2026-03-02T07:30-06:00")
  }

  @Test func `with an offset, a time of day that came twice is one of the two`() throws {
    let clock = try chicago(at: "2026-11-01T08:30:00Z")
    for (typed, meant) in [
      ("01:50-06:00", "2026-11-01T01:50-06:00"), ("01:50-05:00", "2026-11-01T01:50-05:00"),
    ] {
      let time = try #require(try TimeArgument.parse(typed))
      #expect(try time.resolved(by: clock).iso8601 == meant)
    }
    let night = try #require(try TimeArgument.parse("22:00-05:00"))
    let before = try ClinicalTime(iso8601: "2026-11-01T06:00:00Z").unixMicroseconds
    #expect(
      try night.resolved(by: clock, day: .latest(before: before)).iso8601
        == "2026-10-31T22:00-05:00")
  }

  @Test func `a time that the clock skipped or showed twice is not guessed`() throws {
    let clock = try chicago(at: "2026-11-02T18:00:00Z")
    for typed in ["2026-03-08T02:30", "2026-11-01T01:30"] {
      let argument = try #require(try TimeArgument.parse(typed))
      #expect(throws: ProgramError.self) { try argument.resolved(by: clock) }
    }
    let stated = try #require(try TimeArgument.parse("2026-11-01T01:30-05:00"))
    #expect(try stated.resolved(by: clock).iso8601 == "2026-11-01T01:30-05:00")
  }

  @Test func `what is not guessed is refused with both of its readings`() throws {
    let clock = try chicago(at: "2026-11-02T18:00:00Z")
    for (typed, readings) in [
      ("2026-03-08T02:30", ["2026-03-08T02:30-06:00", "2026-03-08T02:30-05:00"]),
      ("2026-11-01T01:30", ["2026-11-01T01:30-05:00", "2026-11-01T01:30-06:00"]),
    ] {
      let argument = try #require(try TimeArgument.parse(typed))
      let error = try #require(throws: ProgramError.self) { try argument.resolved(by: clock) }
      for reading in readings { #expect(error.description.contains(reading)) }
    }
  }

  @Test func `of two readings the one that has happened is meant, while the other has not`() throws
  {
    let clock = try chicago(at: "2026-11-01T06:20:00Z")
    let times = TimeReader(clock: clock)
    for day in [TimeReader.Day.past, .stated, .latest] {
      #expect(try times.read("01:10", field: "--at", day: day).iso8601 == "2026-11-01T01:10-05:00")
    }
    // An appointment may be either.
    #expect(throws: ProgramError.self) {
      try times.read("2026-11-01T01:10", field: "--for", day: .anyDay)
    }
    let later = TimeReader(clock: try chicago(at: "2026-11-01T07:20:00Z"))
    for day in [TimeReader.Day.past, .stated, .latest] {
      #expect(throws: ProgramError.self) { try later.read("01:10", field: "--at", day: day) }
    }
    // The first time of the hour was today, the second has not come: 01:50 is no yesterday's.
    #expect(
      try later.read("01:50", field: "--water", day: .latest).iso8601 == "2026-11-01T01:50-05:00")
  }

  @Test func `a day has as many hours as its clock gave it`() throws {
    let clock = try chicago(at: "2026-11-02T18:00:00Z")
    for (day, hours) in [("2026-11-01", 25), ("2026-03-08", 23), ("2026-11-02", 24)] {
      let time = try #require(try TimeArgument.parse(day)).resolved(by: clock)
      let length = clock.latest(of: time) + 1 - time.earliest
      #expect(length == Int64(hours) * 3_600_000_000, "\(day)")
    }
  }

  @Test func `what lies ahead is refused by so many minutes`() throws {
    let times = TimeReader(clock: try chicago(at: "2026-03-02T16:00:00Z"))
    let error = #expect(throws: ProgramError.self) {
      try times.read("10:12", field: "--at", day: .past)
    }
    #expect(error?.exitCode == 65)
    #expect(error?.description.contains("--at lies 12 min ahead") == true)
    #expect(try times.read("10:00", field: "--at", day: .past).iso8601 == "2026-03-02T10:00-06:00")
    #expect(
      try times.read("2026-03-09T09:00", field: "--for", day: .anyDay).iso8601
        == "2026-03-09T09:00-05:00")
  }

  @Test func `an as-of is a size or a time`() throws {
    #expect(try AsOfArgument(argument: "84") == .size(84))
    #expect(
      try AsOfArgument(argument: "10:05") == .time(.timeOfDay(hour: 10, minute: 5, second: nil)))
    #expect(throws: ProgramError.self) { try AsOfArgument(argument: "yesterday") }
  }
}
