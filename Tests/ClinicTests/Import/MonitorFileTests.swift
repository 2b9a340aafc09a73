import ClinicalRecord
import Foundation
import Testing

@testable import Clinic

/// The one reader, by profiles that differ in one thing each.
struct MonitorFileTests {
  /// Comma, double quotes, HR and SpO2.
  private static func document(_ more: String = "", time: String = iso, spo2: String = "") -> String
  {
    """
    {
      "name": "tried", "description": "Tried.", \(more.isEmpty ? "" : more + ",")
      \(more.contains("delimiter") ? "" : "\"delimiter\": \"comma\",")
      "time": \(time),
      "channels": {
        "heart_rate_bpm": { "columns": ["HR", "Pulse rate"], "units": ["bpm"] },
        "spo2_percent": { "columns": ["SpO2"], "units": ["%", "percent"]\(spo2) }
      }
    }
    """
  }

  private static let iso = #"{ "form": "iso-8601", "columns": ["Time"] }"#

  private func file(_ text: String, _ document: String, start: String? = nil) throws -> MonitorFile
  {
    MonitorFile(
      parsing: Array(text.utf8), as: try ImportProfile(json: Array(document.utf8)),
      from: try start.map { try ClinicalTime(iso8601: $0) },
      by: MonitorClock(offsetMinutes: -360, possible: .min ... .max))
  }

  private func times(_ form: String, _ texts: [String], start: String? = nil) throws -> [String] {
    let isInTwo = form.contains("dateColumns")
    let text = (isInTwo ? "D,C,HR\n" : "Time,HR\n") + texts.map { "\($0),72\n" }.joined()
    let read = try file(text, Self.document(time: form), start: start)
    #expect(read.problems == [])
    return read.rows.map(\.time.iso8601)
  }

  private func refusedTimes(
    _ form: String, _ texts: [String], start: String? = nil
  ) throws -> [Int] {
    let text = "Time,HR\n" + texts.map { "\($0),72\n" }.joined()
    let read = try file(text, Self.document(time: form), start: start)
    #expect(read.problems.allSatisfy { $0.what.hasPrefix("Time: not ") }, "\(read.problems)")
    return read.problems.map(\.line)
  }

  private static func dates(_ order: String, _ clock: String = "24-hour") -> String {
    """
    { "form": "date-and-clock", "columns": ["Time"], "dateOrder": "\(order)", "clock": "\(clock)" }
    """
  }

  @Test func `the order of day, month and year is the profile's`() throws {
    let fourth = "2026-03-04T09:10-06:00"
    #expect(try times(Self.dates("day-month-year"), ["04/03/2026 09:10"]) == [fourth])
    #expect(try times(Self.dates("month-day-year"), ["3/4/26 9:10"]) == [fourth])
    #expect(try times(Self.dates("year-month-day"), ["2026.03.04 09:10"]) == [fourth])
    #expect(
      try times(
        Self.dates("day-month-year"), ["4-Mar-2026T09:10:30.250", "04.MAR.26 - 09:11:00.9"])
        == ["2026-03-04T09:10:30-06:00", "2026-03-04T09:11:00-06:00"])
    #expect(
      try refusedTimes(
        Self.dates("month-day-year"),
        [
          "13/04/2026 09:10", "02/30/2026 09:10", "03/04/026 09:10", "03/04-2026 09:10",
          "03/04/2026", "03/04/2026 24:10", "03/04/2026 09:60", "03/04/2026 9:1",
          "03/04/2026 09:10:60", "03/04/2026 09:10 AM", "2026-03-04T09:10", "",
        ]) == Array(2...13))
    #expect(try refusedTimes(Self.dates("year-month-day"), ["26-03-04 09:10"]) == [2])
  }

  @Test func `a clock of twelve hours needs its half of the day`() throws {
    let form = Self.dates("month-day-year", "12-hour")
    #expect(
      try times(
        form,
        [
          "11/02/2026 12:05 AM", "11/02/2026 9:10:30 am", "11/02/2026 12:31PM",
          "11/02/2026 01:00 pm", "11/02/2026 11:59:59.5 PM",
        ]) == [
          "2026-11-02T00:05-06:00", "2026-11-02T09:10:30-06:00", "2026-11-02T12:31-06:00",
          "2026-11-02T13:00-06:00", "2026-11-02T23:59:59-06:00",
        ])
    #expect(
      try refusedTimes(
        form,
        [
          "11/02/2026 09:10", "11/02/2026 13:10 PM", "11/02/2026 00:10 AM", "11/02/2026 PM",
          "11/02/2026 09:10 XM",
        ]) == Array(2...6))
  }

  @Test func `a date and a clock may stand in two columns`() throws {
    let form = """
      {
        "form": "date-and-clock", "dateColumns": ["D", "Date"], "clockColumns": ["C"],
        "dateOrder": "day-month-year", "clock": "24-hour"
      }
      """
    #expect(try times(form, ["2.11.2026,9:10"]) == ["2026-11-02T09:10-06:00"])
    let read = try file("D,HR\n2.11.2026,72\n", Self.document(time: form))
    #expect(
      read.problems.map(\.description)
        == ["line 1: no column for the time; expected one that is called C"])
  }

  @Test func `seconds and milliseconds since 1970 are instants`() throws {
    let expected = ["2026-11-02T09:10:00-06:00", "2026-11-02T09:10:01-06:00"]
    #expect(
      try times(
        #"{ "form": "epoch-seconds", "columns": ["Time"] }"#, ["1793632200", "1793632201.999"])
        == expected)
    let milliseconds = #"{ "form": "epoch-milliseconds", "columns": ["Time"] }"#
    #expect(try times(milliseconds, ["1793632200000", "1793632201999"]) == expected)
    #expect(
      try refusedTimes(milliseconds, ["-1", "1.79E12", "1793632200000.", "+1", "123456789012345"])
        == [2, 3, 4, 5, 6])
  }

  @Test func `elapsed seconds count from the start, no more exactly than it is known`() throws {
    let form = #"{ "form": "elapsed-seconds", "columns": ["Time"] }"#
    #expect(
      try times(form, ["0", "0.999", "61.5"], start: "2026-11-02T09:10:05-06:00")
        == ["2026-11-02T09:10:05-06:00", "2026-11-02T09:11:06-06:00"])
    #expect(
      try times(form, ["0", "60"], start: "2026-11-02T09:10-06:00")
        == ["2026-11-02T09:10-06:00", "2026-11-02T09:11-06:00"])
    #expect(try refusedTimes(form, ["-1"], start: "2026-11-02T09:10-06:00") == [2])
    let read = try file("Time,HR\n0,72\n", Self.document(time: form))
    #expect(read.problems.first?.what.contains("give --start TIME") == true)
    #expect(read.rows.isEmpty)
  }

  @Test func `a clock without a date goes past midnight, and back in autumn`() throws {
    let form = #"{ "form": "clock", "columns": ["Time"], "clock": "24-hour" }"#
    #expect(
      try times(form, ["23:59:30", "00:00:30", "00:10:00"], start: "2026-11-02T22:00-06:00")
        == [
          "2026-11-02T23:59:30-06:00", "2026-11-03T00:00:30-06:00", "2026-11-03T00:10:00-06:00",
        ])
    // The start is after midnight of the row's day, or its day alone.
    #expect(
      try times(form, ["00:10"], start: "2026-11-02T23:00-06:00") == ["2026-11-03T00:10-06:00"])
    let day = try file(
      "Time,HR\n14:00,72\n", Self.document(time: form), start: "2026-11-02T00:00-06:00")
    #expect(day.rows.map(\.time.iso8601) == ["2026-11-02T14:00-06:00"])
    // An hour back is no new day: the rows are out of order.
    let back = try file(
      "Time,HR\n01:59,72\n01:00,73\n", Self.document(time: form), start: "2026-11-01T01:00-05:00")
    #expect(back.problems.map(\.line) == [3])
  }

  /// What stands in the file, and which lines are told with which words.
  private static let refusals: [(more: String, text: String, told: [String])] = [
    ("", "Time,SpO2\nx,98\n", ["line 2: Time: not an ISO 8601 time"]),
    ("", "When,SpO2\n", ["line 1: no column for the time; expected one that is called Time"]),
    ("", "Time,Temp\n", ["line 1: no column for any channel; expected one that is called one of"]),
    (
      #""required": ["spo2_percent"]"#, "Time,HR\n",
      ["line 1: no column for spo2_percent; expected one that is called SpO2"]
    ),
    (
      "", "Time,HR,SpO2,HR\n",
      ["line 1: column 4 has the same name as column 2 (HR); which of them counts"]
    ),
    // What the profile does not know is not repeated: it could be a row, and a name in it.
    ("", "Time,HR,Ida,Ida\n", ["line 1: column 4 has the same name as column 3; which of them"]),
    (
      "", "Time,HR,SpO2\n2026-11-02T09:10,72,9x\n2026-11-02T09:11,7 2,98\n",
      [
        "line 2: SpO2: not a number of digits with at most 6 decimals, nor blank",
        "line 3: HR: not a number of digits",
      ]
    ),
    (
      #""off": ["--"]"#, "Time,HR\n2026-11-02T09:10,-\n",
      ["line 2: HR: not a number of digits with at most 6 decimals, nor blank, nor a code for off"]
    ),
    ("", "Time,HR\n2026-11-02T09:10,72 /min\n", ["line 2: HR: not a number"]),
    ("", "Time,HR\n2026-11-02T09:10,bpm\n", ["line 2: HR: not a number"]),
    ("", "Time,HR\n2026-11-02T09:10,(72)\n", ["line 2: HR: not a number"]),
    ("", "Time,HR\n2026-11-02T09:10,\"72\"\n", ["line 2: HR: not a number"]),
    (
      #""delimiter": "semicolon", "decimalSign": "comma""#,
      "Time;HR\n2026-11-02T09:10;72.5\n2026-11-02T09:11;1.072,5\n",
      ["line 2: HR: not a number of digits with at most 6 decimals behind a comma", "line 3: HR"]
    ),
    ("", "Time,HR\n2026-11-02T09:10,72,5\n", ["line 2: 3 fields; expected 2"]),
    ("", "Time,HR,SpO2\n2026-11-02T09:10,72\n", ["line 2: 2 fields; expected 3"]),
    (
      #""quote": "double""#,
      "Time,HR\n2026-11-02T09:10,\"72\n\"2026-11-02T09:11\" x,72\n",
      ["line 2: column 2: the quote is not closed", "line 3: column 1: something follows"]
    ),
    (#""quote": "single""#, "'Time,HR\n", ["line 1: column 1: the quote is not closed"]),
    (
      #""unitsLine": true"#, "Time,HR,SpO2\ns,Hz,%\n2026-11-02T09:10,1.2,98\n",
      ["line 2: HR: its unit is not one of bpm"]
    ),
    // No units there: the first row is not taken for them.
    (#""unitsLine": true"#, "Time,HR\n2026-11-02T09:10,72\n", ["line 2: HR: its unit is not one"]),
    (#""linesBeforeHeader": 2"#, "Device 7\n", ["line 2: the file ends before its header"]),
    (
      #""linesBeforeHeader": 2"#, "Device 7\nv1\nTime,HR\n2026-11-02T09:10,x\n", ["line 4: HR"]
    ),
    (##""commentPrefix": "#""##, "# Time,HR\n\nHR\n72\n", ["line 3: no column for the time"]),
    (#""header": "Time,HR""#, "HR,Time\n72,2026-11-02T09:10\n", ["line 1: the header is not Time"]),
    (#""header": "Time,HR""#, "Time,HR,\n", ["line 1: the header is not Time,HR"]),
    ("", "", ["line 1: the file is empty"]),
    ("", "Time,HR\n", ["line 1: there is no row with a value after the header"]),
    ("", "Time,HR\n2026-11-02T09:11,72\n2026-11-02T09:10,72\n", ["line 3: earlier than line 2"]),
  ]

  @Test(arguments: refusals.indices)
  func `what a file says otherwise than its profile is told by line and column`(row: Int) throws {
    let (more, text, told) = Self.refusals[row]
    let read = try file(text, Self.document(more))
    try #require(read.problems.count == told.count, "\(read.problems)")
    for (problem, words) in zip(read.problems, told) {
      #expect(problem.description.hasPrefix(words), "\(problem)")
    }
  }

  @Test func `a value may have its unit behind it, or stand in parentheses`() throws {
    let read = try file(
      "Time,HR,SpO2\n2026-11-02T09:10,(72),98 %\n2026-11-02T09:11,73bpm,97 percent\n",
      Self.document(#""parentheses": true"#))
    #expect(read.problems == [])
    #expect(read.rows.map { $0.reading.heartRateBpm?.doubleValue } == [72, 73])
    #expect(read.rows.map { $0.reading.spo2Percent?.doubleValue } == [98, 97])
  }

  @Test func `of several names of a channel the first with a value is read, the others are told`()
    throws
  {
    let read = try file(
      "Time,Pulse rate,HR\n2026-11-02T09:10,72,\n2026-11-02T09:11,73,75\n", Self.document())
    #expect(read.rows.map { $0.reading.heartRateBpm?.doubleValue } == [75])
    #expect(read.unreadColumns == ["Pulse rate"] && read.blankCount == 1)
    let other = try file(
      "Time,Pulse rate,HR,\n2026-11-02T09:10,72,,x\n", Self.document(##""commentPrefix": "#""##))
    #expect(other.problems.map(\.line) == [2])
    let blank = try file("Time,Pulse rate,HR,,Note\n2026-11-02T09:10,72,,,\n", Self.document())
    #expect(blank.rows.map { $0.reading.heartRateBpm?.doubleValue } == [72])
    #expect(blank.unreadColumns == ["HR", "column 4", "Note"])
  }

  @Test func `blanks around a field and a byte order mark are dropped`() throws {
    let read = try file(
      "\u{FEFF} Time\t, HR \r\n 2026-11-02T09:10 ,\t72 \r\n", Self.document())
    #expect(read.problems == [] && read.rows.count == 1)
    let kept = try file("Time,HR\n2026-11-02T09:10, 72\n", Self.document(#""keepsBlanks": true"#))
    #expect(kept.problems.map(\.line) == [2])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: mimicPath), "no shared data here"))
  func `every row of a real monitor reads by our own profile as it stands there`() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: mimicPath)))
    let read = MonitorFile(
      parsing: bytes, as: try .own,
      by: MonitorClock(offsetMinutes: -360, possible: .min ... .max))
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .dropFirst()
    #expect(read.problems == [] && read.offCodes == [:] && read.unreadColumns == [])
    try #require(read.rows.count + read.blankCount == lines.count && read.rows.count > 1_900)
    let byLine = Dictionary(uniqueKeysWithValues: read.rows.map { ($0.line, $0) })
    for (index, line) in lines.enumerated() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let row = byLine[index + 2] else {
        #expect(!fields.dropFirst().contains { !$0.isEmpty })
        continue
      }
      #expect(row.time == (try ClinicalTime(iso8601: String(fields[0]))))
      let values = VitalsChannel.ofRun.map { row.reading[$0]?.doubleValue }
      #expect(values == fields.dropFirst().map { Double($0) })
    }
  }
}

/// The decoded record of one real patient's monitor, where it is beside the project.
private let mimicPath = "../shared/data/monitor/mimic-s00001.csv"
