import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic
@testable import Compliance
@testable import Reports

/// A timeline on a narrow terminal, as lines for a table and as a page.
struct TimelineFormTests {
  private let patient = PatientLabel(
    chart: .none, recordNumber: "1001", familyName: "李<b>\"&'", givenName: "小龙",
    birthDate: "1984-02-29", on: LocalDate(daysSinceEpoch: 20_000))

  private func time(_ clock: String) throws -> ClinicalTime {
    try ClinicalTime(iso8601: "2026-11-02T\(clock)-06:00")
  }

  private func row(
    _ position: UInt64, _ clock: String, _ event: VisitEvent.OneOf_Event
  ) throws -> Timeline.Row {
    let event = ClinicalEvent.visit(event)
    let occurred = try time(clock)
    var row = Timeline.Row(
      position: position, visitNumber: 1, occurred: occurred,
      recordedMicroseconds: occurred.unixMicroseconds, event: event, name: event.kind.name,
      sentence: event.sentence(occurred: occurred),
      recordedBy: StaffLabel(
        actor: 2, handle: "nora", displayName: "Nora, \"RN\"", role: .nurse),
      isLate: false, isAfterEnd: false)
    row.phase = .infusion
    return row
  }

  private func vitals(_ heartRate: Double, _ spo2: Double?) -> VisitEvent.OneOf_Event {
    .vitalsSampled(
      .with {
        $0.sample = .with {
          $0.heartRateBpm = heartRate
          if let spo2 { $0.spo2Percent = spo2 }
          $0.respiratoryRateBpm = 14
        }
      })
  }

  private func timeline() throws -> Timeline {
    var note = SideEffectNoted()
    note.effect = .nausea
    note.severity = 2
    note.detail = "after sitting up <script>alert(1)</script>, 头晕得很厉害, asked for a bowl at once"
    var rows = [
      try row(10, "10:05", vitals(72, 98)), try row(11, "10:10", vitals(104, nil)),
      try row(12, "10:12", .sideEffectNoted(note)), try row(13, "10:15", vitals(81, 91)),
    ]
    rows[3].alarms = ["SpO2 91 % low"]
    rows[3].givenMg = 12.34
    return Timeline(
      patient: patient, rows: rows, treeSize: 14, treeRoot: String(repeating: "ab", count: 32))
  }

  @Test(arguments: [60, 80, 100, 200])
  func `no line is wider than the terminal, whatever the characters`(width: Int) throws {
    let text = TimelineText.render(try timeline(), style: TextStyle(width: width, isColored: false))
    for line in text.split(separator: "\n") { #expect(line.columns <= width, "\(line)") }
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `sets of vital signs stand in columns, with what is an alarm below`() throws {
    let lines = TimelineText.render(try timeline(), style: TextStyle(width: 140, isColored: false))
      .split(separator: "\n").map(String.init)
    func line(_ position: Int) throws -> String {
      try #require(lines.first { $0.contains("  #\(position)  ") })
    }
    let first = try line(10)
    let second = try line(11)
    #expect(
      first.range(of: "RR 14")?.lowerBound.utf16Offset(in: first)
        == second.range(of: "RR 14")?.lowerBound.utf16Offset(in: second))
    let third = try #require(lines.firstIndex { $0.contains("  #13  ") })
    #expect(lines[third].contains("12.3 mg so far"))
    #expect(lines[third + 1].hasSuffix("ALARM SpO2 91 % low"))
  }

  @Test func `as comma-separated values there is an entry a line, with the values in columns`()
    throws
  {
    let lines = TimelineCSV.render(try timeline()).split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    let columns = lines[0].split(separator: ",").map(String.init)
    let cells = lines[4].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    #expect(cells.count == columns.count)
    let row = Dictionary(uniqueKeysWithValues: zip(columns, cells))
    #expect(row["position"] == "13" && row["heart_rate_bpm"] == "81.0")
    #expect(row["spo2_percent"] == "91.0" && row["alarms"] == "SpO2 91 % low")
    #expect(row["given_so_far_mg"] == "12.34" && row["systolic_mmhg"] == "")
    #expect(row["occurred"] == "2026-11-02T10:15-06:00" && row["actor_role"] == "nurse")
  }

  @Test func `an empty timeline is told in every form`() throws {
    var empty = try timeline()
    empty.rows = []
    #expect(TimelineText.render(empty, style: .plain).contains("Nothing of it is recorded."))
    #expect(TimelineCSV.render(empty).split(separator: "\n").count == 1)
    #expect(TimelineHTML.render(empty).contains("Nothing of it is recorded."))
    #expect(try TimelineJSON.render(empty).contains("\"entries\" : ["))
  }

  @Test func `a page holds nothing that acts, and what it quotes is text`() throws {
    let html = TimelineHTML.render(try timeline())
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(html.contains("default-src 'none'"))
    #expect(!html.contains("<script") && !html.contains("<b>\""))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(html.contains("李&lt;b&gt;&quot;&amp;&#39;"))
    // Names in the style sheet cannot end it.
    let style = try #require(html.components(separatedBy: "</style>").first)
    #expect(!style.contains("<b>") && style.contains("\\3c b"))
    for word in ["http:", "https:", "src=", "href=", "@import", "url("] {
      #expect(!html.contains(word), "\(word)")
    }
    // Every column of every table has its heading.
    #expect(html.components(separatedBy: "<th scope=\"col\">").count - 1 == 3)
  }

  private func heading() throws -> Timeline.Heading {
    let points = [("10:00", 98.0, nil), ("10:05", 84, "low"), ("10:30", 97, nil)]
    let spo2 = VisitSummary.Trend(
      channel: .spo2,
      points: try points.map { clock, value, alarm in
        VisitSummary.Point(occurred: try time(clock), value: value, alarm: alarm, position: 1)
      }, gapMinutes: 15)
    return Timeline.Heading(
      visitName: "1", visitNumber: 1, chart: .none, arrived: try time("09:00"),
      indication: .depression, count: nil, policy: "omaha version 2",
      summary: VisitSummary(
        weight: nil, dose: nil, start: nil, stop: nil, progress: nil, drugs: [], trends: [spo2],
        effects: [], end: nil, scores: []), departures: [])
  }

  @Test func `a heading tells the lowest value, when it was, and that it is an alarm`() throws {
    var told = try timeline()
    told.visits = [try heading()]
    let text = TimelineText.render(told, style: TextStyle(width: 100, isColored: true))
    #expect(text.contains("84–98 %; lowest at 10:05, low once"))
    // The first and the second stand in one bar, which is the alarm's; between them and the third
    // nothing was read.
    #expect(text.contains("▁ █  "))
    #expect(text.contains("\u{1B}[31m84–98"))
    let json = try TimelineJSON.render(told)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let visit = try #require((object["visits"] as? [[String: Any]])?.first)
    let vitals = try #require((visit["vitals"] as? [[String: Any]])?.first)
    #expect(vitals["loinc"] as? String == "59408-5" && vitals["unit"] as? String == "%")
    #expect((vitals["values"] as? [[String: Any]])?.count == 3)
  }

  @Test
  func `the drawing breaks its line where nothing was read, and tells in words what it shows`()
    throws
  {
    var told = try timeline()
    told.visits = [try heading()]
    let html = TimelineHTML.render(told)
    let svg = try #require(
      html.components(separatedBy: "<svg").dropFirst().first?.components(separatedBy: "</svg>")
        .first)
    #expect(svg.contains("role=\"img\"") && svg.contains("<title>Vital signs of visit 1</title>"))
    #expect(svg.contains("SpO2 from 84 (10:05) to 98 (10:00) %"))
    // 10:00 and 10:05 are joined; 10:30 is more than 15 minutes later.
    let line = try #require(
      svg.components(separatedBy: "<path d=\"M").map { $0.prefix { $0 != "\"" } }
        .first { $0.contains("L") })
    #expect(line.components(separatedBy: "L").count == 2)
    #expect(line.components(separatedBy: "M").count == 2)
    #expect(svg.components(separatedBy: "r=\"3.2\"").count == 2)
    // Every sheet of paper says whose it is, by which policy, and how many there are.
    let style = try #require(html.components(separatedBy: "</style>").first)
    #expect(style.contains("@top-left") && style.contains("policy omaha version 2"))
    #expect(style.contains("counter(page) \" of \" counter(pages)"))
  }
}
