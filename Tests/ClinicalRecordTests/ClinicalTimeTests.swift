import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct ClinicalTimeTests {
  /// µs of 2026-11-02T16:05:00Z.
  static let base: Int64 = 1_793_635_500_000_000

  static let written: [(String, Int64, Int16, TimePrecision)] = [
    ("2026-11-02T10:05-06:00", base, -360, .minute),
    ("2026-11-02T16:05Z", base, 0, .minute),
    ("2026-11-02T10:05:00-06:00", base, -360, .second),
    ("2026-11-02T10:05:09-06:00", base + 9_000_000, -360, .second),
    ("2026-11-02T10:05:09.070-06:00", base + 9_070_000, -360, .millisecond),
    ("2026-11-02T10:05:09.070001-06:00", base + 9_070_001, -360, .microsecond),
    ("2026-11-02T21:35+05:30", base, 330, .minute),
    ("2026-11-03T10:05+18:00", base, 1_080, .minute),
    ("1969-12-31T23:59:59.999999Z", -1, 0, .microsecond),
    ("0001-01-01T00:00Z", -62_135_596_800_000_000, 0, .minute),
    ("9999-12-31T23:59:59Z", 253_402_300_799_000_000, 0, .second),
  ]

  @Test(arguments: written)
  func `a written time reads to its precision and is written the same`(
    text: String, microseconds: Int64, offset: Int16, precision: TimePrecision
  ) throws {
    let time = try ClinicalTime(iso8601: text)
    #expect(
      time
        == ClinicalTime(
          unixMicroseconds: microseconds, utcOffsetMinutes: offset, precision: precision))
    #expect(time.iso8601 == text)
    #expect(ClinicalTime(time.stated) == time)
  }

  @Test func `a day or a bare clock needs an offset from somewhere`() throws {
    let day = try ClinicalTime(iso8601: "2026-11-02", defaultOffsetMinutes: -360)
    #expect(day.unixMicroseconds == 1_793_599_200_000_000)
    #expect(day.precision == .day)
    #expect(day.iso8601 == "2026-11-02")
    #expect(day.localClock == "–")
    let bare = try ClinicalTime(iso8601: "2026-11-02T10:05", defaultOffsetMinutes: -360)
    #expect(bare.unixMicroseconds == Self.base)
    // A written offset is not overruled.
    let own = try ClinicalTime(iso8601: "2026-11-02T16:05Z", defaultOffsetMinutes: -360)
    #expect(own.utcOffsetMinutes == 0)
    for text in ["2026-11-02", "2026-11-02T10:05"] {
      #expect(throws: Rejection.self) { try ClinicalTime(iso8601: text) }
    }
  }

  static let refused = [
    "", "10:05", "2026-11-02 10:05Z", "2026-11-02T10:05z", "2026-11-02t10:05Z", "2026-11-02T10Z",
    "2026-11-02T10:5Z", "2026-11-02T24:00Z", "2026-11-02T10:60Z", "2026-11-02T10:05:60Z",
    "2026-11-02T10:05:09.Z", "2026-11-02T10:05:09.1Z", "2026-11-02T10:05:09.1234Z",
    "2026-11-02T10:05:09.1234567Z", "2026-11-02T10:05:09,123Z", "2026-02-29T10:05Z",
    "2026-13-01T10:05Z", "2026-00-01T10:05Z", "2026-11-00T10:05Z", "0000-01-01T10:05Z",
    "2026-11-02T10:05+0600", "2026-11-02T10:05+06", "2026-11-02T10:05+06:60",
    "2026-11-02T10:05+18:01", "2026-11-02T10:05+99:00", "2026-11-02T10:05Z ", " 2026-11-02T10:05Z",
    "2026-11-02T10:05Z\n", "2026-11-02T10:05ZZ", "+2026-11-02T10:05Z", "20261102T1005Z",
    "2026-11-02Z", "２026-11-02T10:05Z", "2026-11-02T10:05-06:00Maria", "20026-11-02T10:05Z",
  ]

  @Test(arguments: refused)
  func `anything else is refused`(text: String) {
    let error = #expect(throws: Rejection.self) {
      try ClinicalTime(iso8601: text, field: "--at", defaultOffsetMinutes: 0)
    }
    #expect(error?.description.hasPrefix("--at ") == true)
    #expect(error?.description.contains("such as 2026-11-02T10:05-06:00") == true)
  }

  @Test func `a span is as wide as the precision`() throws {
    let spans: [(TimePrecision, Int64, Int64)] = [
      (.day, -36_309_070_001, 50_090_929_998), (.minute, -9_070_001, 50_929_998),
      (.second, -70_001, 929_998), (.millisecond, -1, 998), (.microsecond, 0, 0),
      (.unspecified, 0, 0),
    ]
    for (precision, toEarliest, toLatest) in spans {
      var time = try ClinicalTime(iso8601: "2026-11-02T10:05:09.070001-06:00")
      time.precision = precision
      #expect(time.earliest - time.unixMicroseconds == toEarliest, "\(precision)")
      #expect(time.latest - time.unixMicroseconds == toLatest, "\(precision)")
    }
  }

  @Test func `a day is the local one, also before 1970`() throws {
    let early = ClinicalTime(unixMicroseconds: -1, utcOffsetMinutes: -360, precision: .day)
    #expect(early.localDate.iso8601 == "1969-12-31")
    #expect(early.earliest == -64_800_000_000 + 0)
    #expect(early.latest == 21_600_000_000 - 1)
    let late = try ClinicalTime(iso8601: "2026-11-02T23:59-06:00")
    #expect(late.localDate.iso8601 == "2026-11-02")
    #expect(late.localClock == "23:59")
    #expect(try ClinicalTime(iso8601: "2026-11-03T05:59Z").localDate.iso8601 == "2026-11-03")
  }

  @Test func `what is known to the minute is given the benefit of its minute`() {
    #expect(minute(5).mayBeAtOrBefore(minute(5)))
    #expect(minute(5).mayBeAtOrBefore(minute(6)))
    #expect(!minute(6).mayBeAtOrBefore(minute(5)))
    var exact = minute(5)
    exact.precision = .second
    exact.unixMicroseconds += 59_000_000
    #expect(exact.mayBeAtOrBefore(minute(5)))
    #expect(minute(5).mayBeAtOrBefore(exact))
  }

  @Test func `a time out of every calendar does not stop a reader`() {
    for microseconds in [Int64.min, .max] {
      for offset in [Int16.min, .max] {
        let time = ClinicalTime(
          unixMicroseconds: microseconds, utcOffsetMinutes: offset, precision: .day)
        #expect(!time.isWellFormed)
        _ = (time.iso8601, time.localClock, time.earliest, time.latest)
      }
    }
    #expect(!ClinicalTime(.with { $0.utcOffsetMinutes = .max }).isWellFormed)
  }
}

@Suite struct LocalDateTests {
  /// Days since 1970-01-01 by Python's `datetime.date.toordinal`.
  static let known: [(String, Int64)] = [
    ("0001-01-01", -719_162), ("1582-10-04", -141_438), ("1582-10-15", -141_427),
    ("1600-02-29", -135_081), ("1700-03-01", -98_556), ("1899-12-31", -25_568),
    ("1900-02-28", -25_509), ("1900-03-01", -25_508), ("1969-12-31", -1), ("1970-01-01", 0),
    ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("2024-02-29", 19_782),
    ("2026-11-02", 20_759), ("2100-02-28", 47_540), ("2100-03-01", 47_541),
    ("2400-02-29", 157_113), ("9999-12-31", 2_932_896),
  ]

  @Test(arguments: known)
  func `a known date has its day number, both ways`(text: String, days: Int64) throws {
    let date = try #require(LocalDate(iso8601: text))
    #expect(date.daysSinceEpoch == days)
    #expect(LocalDate(daysSinceEpoch: days) == date)
    #expect(date.iso8601 == text)
  }

  @Test func `every day of a whole cycle follows the one before`() throws {
    let first = try #require(LocalDate(iso8601: "1800-01-01")).daysSinceEpoch
    var before = LocalDate(daysSinceEpoch: first - 1)
    // 400 years have 146,097 days.
    for days in first..<(first + 146_097) {
      let date = LocalDate(daysSinceEpoch: days)
      let isNext =
        (date.year == before.year && date.month == before.month && date.day == before.day + 1)
        || (date.day == 1 && date.year == before.year && date.month == before.month + 1)
        || (date.day == 1 && date.month == 1 && before.month == 12 && date.year == before.year + 1)
      guard isNext, date.daysSinceEpoch == days, before < date else {
        Issue.record("\(before) is followed by \(date)")
        return
      }
      before = date
    }
    #expect(before.iso8601 == "2199-12-31")
  }

  @Test(arguments: [
    "", "2026-02-29", "1900-02-29", "2026-04-31", "2026-1-01", "2026-01-1", "26-01-01",
    "2026/01/01", "2026-01-01 ", "0000-01-01", "12026-01-01", "-026-01-01",
  ])
  func `a date that does not exist is refused`(text: String) {
    #expect(LocalDate(iso8601: text) == nil)
  }
}
