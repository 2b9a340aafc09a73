import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic
@testable import Reports

@Suite struct ReportTests {
  private let patient = PatientLabel(
    chart: .none, recordNumber: "1001", familyName: "Rivers", givenName: "Jo",
    birthDate: "1984-02-29", on: LocalDate(daysSinceEpoch: 20_000))

  private func time(_ text: String) throws -> ClinicalTime { try ClinicalTime(iso8601: text) }

  private func timeline() throws -> Timeline {
    let occurred = try time("2026-11-02T10:05-06:00")
    let recorded = try time("2026-11-02T11:00-06:00").unixMicroseconds
    let event = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72.6 }))
    return Timeline(
      patient: patient,
      rows: [
        Timeline.Row(
          position: 12, visitNumber: 1, occurred: occurred, recordedMicroseconds: recorded,
          event: event, name: event.kind.name, sentence: event.sentence(occurred: occurred),
          recordedBy: StaffLabel(actor: 2, handle: "nora", displayName: "", role: .nurse),
          isLate: true, isAfterEnd: false)
      ], treeSize: 13, treeRoot: String(repeating: "ab", count: 32))
  }

  @Test func `a timeline shows the time it happened beside the time it was taken down`() throws {
    let text = TimelineText.render(try timeline(), style: .plain)
    #expect(
      text.contains(
        "\n2026-11-02 10:05  #12  Weighed 72.6 kg — nora (nurse) "
          + "[recorded late, 2026-11-02 11:00]\n"
      ))
    #expect(text.hasPrefix("1001  Rivers, Jo  born 1984-02-29"))
  }

  private func rows(_ times: [(occurred: String, recorded: String)]) throws -> [Timeline.Row] {
    let event = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72.6 }))
    return try times.enumerated().map { index, times in
      let occurred = try time(times.occurred)
      return Timeline.Row(
        position: UInt64(index), visitNumber: 1, occurred: occurred,
        recordedMicroseconds: try time(times.recorded).unixMicroseconds, event: event,
        name: event.kind.name, sentence: "\(index)", recordedBy: nil, isLate: false,
        isAfterEnd: false)
    }
  }

  @Test func `when it was recorded stands beside it where that was in another minute`() throws {
    var timeline = try timeline()
    timeline.rows = try rows([
      ("2026-11-02T10:05-06:00", "2026-11-02T10:05-06:00"),
      ("2026-11-02T10:10-06:00", "2026-11-04T09:12-06:00"),
    ])
    let text = TimelineText.render(timeline, style: .plain)
    #expect(text.contains("\n2026-11-02 10:05  #0  0\n"))
    #expect(text.contains("\n2026-11-02 10:10  #1  1 [recorded 2026-11-04 09:12]\n"))
  }

  /// Chicago, with the changes of 8 March and 1 November 2026.
  private func chicago() throws -> ClinicClock {
    let bytes =
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    let type: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
    return ClinicClock(
      zone: try ZoneRules(
        named: "America/Chicago",
        tzif: bytes + type + bytes + type + Array("\nCST6CDT,M3.2.0,M11.1.0\n".utf8)))
  }

  @Test func `a timeline that crosses a change of the clocks says where`() throws {
    var timeline = try timeline()
    timeline.clock = try chicago()
    timeline.rows = try rows([
      ("2026-11-01T01:10-05:00", "2026-11-01T01:20-06:00"),
      ("2026-11-01T01:05-06:00", "2026-11-01T01:20-06:00"),
    ])
    let text = TimelineText.render(timeline, style: .plain)
    let lines = text.split(separator: "\n").suffix(3).map { $0.drop { $0 == " " } }
    #expect(
      lines == [
        "2026-11-01 01:10  #0  0 [recorded 2026-11-01 01:20]",
        "clocks went back from 02:00 to 01:00 (UTC-05:00 to UTC-06:00)",
        "2026-11-01 01:05  #1  1 [recorded 2026-11-01 01:20]",
      ])
    // Weeks apart nobody looks for an hour.
    timeline.rows = try rows([
      ("2026-03-01T10:00-06:00", "2026-03-01T10:00-06:00"),
      ("2026-06-01T10:00-05:00", "2026-06-01T10:00-05:00"),
      ("2026-12-01T10:00-06:00", "2026-12-01T10:00-06:00"),
    ])
    #expect(!TimelineText.render(timeline, style: .plain).contains("clocks"))
    timeline.rows = try rows([
      ("2026-03-01T10:00-06:00", "2026-03-01T10:00-06:00"),
      ("2026-03-08T10:00-05:00", "2026-03-08T10:00-05:00"),
    ])
    let spring = TimelineText.render(timeline, style: .plain)
    #expect(spring.contains("clocks went forward from 02:00 to 03:00"))
  }

  @Test func `a timeline as JSON keeps its keys`() throws {
    let json = try TimelineJSON.render(try timeline())
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object.keys.sorted() == ["entries", "patient", "tree_root", "tree_size"])
    let entry = try #require((object["entries"] as? [[String: Any]])?.first)
    #expect(
      entry.keys.sorted() == [
        "actor", "actor_name", "actor_role", "body", "event", "is_after_end", "is_late", "occurred",
        "position", "recorded", "sentence", "visit",
      ])
    #expect(entry["body"] as? [String: Double] == ["weight_kg": 72.6])
    #expect(entry["occurred"] as? String == "2026-11-02T10:05-06:00")
    #expect(entry["event"] as? String == "weighed")
  }

  private func corrected() throws -> Timeline {
    var timeline = try timeline()
    timeline.rows[0].outcome = Timeline.Outcome(
      enteredInErrorBy: 14, reason: "another\npatient's",
      coSignatures: [
        Timeline.CoSignature(
          position: 13, by: StaffLabel(actor: 3, handle: "drew", displayName: "", role: .physician))
      ])
    return timeline
  }

  @Test func `what counts no more is struck through on a terminal, and marked elsewhere`() throws {
    let plain = TimelineText.render(try corrected(), style: .plain)
    #expect(!plain.contains("\u{1B}"))
    let line = plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      line.contains(
        "Weighed 72.6 kg — nora (nurse) [recorded late, 2026-11-02 11:00] "
          + "[entered in error #14: another patient's] "
          + "[co-signed #13: drew]"))
    let colored = TimelineText.render(
      try corrected(), style: TextStyle(width: 140, isColored: true))
    #expect(colored.contains("\u{1B}[9mWeighed 72.6 kg — nora (nurse)\u{1B}[0m"))
    let json = try TimelineJSON.render(try corrected())
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let entry = try #require((object["entries"] as? [[String: Any]])?.first)
    #expect(entry["entered_in_error_by"] as? Int == 14)
    #expect(entry["co_signed_by"] as? [Int] == [13])
    #expect(entry["correction_reason"] as? String == "another\npatient's")
  }

  private func report(explained: Bool) -> ComplianceReport {
    let finding = Finding(
      rule: .S5, title: "No solid food for 6 hours", verdict: .deviation,
      statement: "Solid food 4 h 00 min before the start.",
      measured: "4 h 00 min of 6 h", evidence: [10, 11], explanations: explained ? [12] : [],
      policyName: "test", policyVersion: 1, computedAt: 13)
    return ComplianceReport(
      origin: "training.clinic.test", fromDate: "2026-11-02", toDate: "2026-11-02",
      policyName: "test", policyVersion: 1, ruleSetVersion: 1, treeSize: 13,
      treeRoot: String(repeating: "ab", count: 32), erasedCharts: 0,
      visits: [
        ComplianceReport.VisitSection(
          patient: patient, visitNumber: 1, indication: .chronicPain, date: "2026-11-02",
          findings: [finding], reasons: [12: "discussed with the physician"])
      ])
  }

  @Test(arguments: [(0, ""), (1, "1 chart was erased and is"), (2, "2 charts were erased and are")])
  func `charts that were erased are counted, not shown`(count: Int, words: String) throws {
    var report = report(explained: true)
    report.erasedCharts = count
    let text = ComplianceText.render(report, style: .plain)
    #expect(text.contains("erased") == (count > 0))
    if count > 0 { #expect(text.contains("\n\(words) left out.\n")) }
    #expect(try ComplianceJSON.render(report).contains("\"erased_charts\" : \(count)"))
  }

  @Test func `an explained deviation shows its reason and owes none`() {
    let text = ComplianceText.render(report(explained: true), style: .plain)
    #expect(text.contains("explained in #12: discussed with the physician"))
    #expect(!text.contains("a reason is owed"))
    #expect(text.hasSuffix("1 visit, 1 finding, 1 deviation, 0 without a reason\n"))
  }

  @Test func `an unexplained deviation owes a reason`() {
    let text = ComplianceText.render(report(explained: false), style: .plain)
    #expect(text.contains("a reason is owed"))
    #expect(report(explained: false).owedCount == 1)
  }

  @Test func `a report names what it does not judge, which is nothing`() throws {
    let text = ComplianceText.render(report(explained: true), style: .plain)
    #expect(!text.contains("Not judged by this rule set"))
    let json = try ComplianceJSON.render(report(explained: true))
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect((object?["not_judged"] as? [[String: String]])?.isEmpty == true)
  }

  @Test func `the same report is the same bytes`() throws {
    #expect(
      try ComplianceJSON.render(report(explained: true))
        == ComplianceJSON.render(report(explained: true)))
    #expect(try ComplianceJSON.render(report(explained: true)).contains("\"reasons_owed\" : 0"))
  }
}

extension ReportTests {
  private func year(owed: Int, explained: Int, inOrder: Int) -> ComplianceReport {
    var year = report(explained: true)
    let template = year.visits[0]
    let owing = report(explained: false).visits[0].findings
    year.visits = (0..<owed + explained + inOrder).map { index in
      var visit = template
      visit.date = "2026-\(10 + index % 3)-\(10 + index % 20)"
      visit.visitNumber = UInt32(index + 1)
      if index < owed { visit.findings = owing }
      if index >= owed + explained { visit.findings[0].verdict = .met }
      return visit
    }
    return year
  }

  @Test func `the short report begins with what departed, and says who owes a reason`() {
    let text = ComplianceSummaryText.render(
      year(owed: 1, explained: 1, inOrder: 1), style: .plain)
    let parts = [
      "Departures without a reason", "a reason is owed", "Reasons owed", "Departures with a reason",
      "discussed with the physician", "Rules (other", "1 visit without a departure",
      "3 visits, 3 findings, 2 deviations, 1 without a reason\n",
    ]
    var rest = text[...]
    for part in parts {
      guard let found = rest.range(of: part) else {
        Issue.record("\(part) is not in its place: \(text)")
        return
      }
      rest = rest[found.upperBound...]
    }
  }

  @Test func `a year of visits is short`() {
    let text = ComplianceSummaryText.render(
      year(owed: 60, explained: 100, inOrder: 2_840), style: .plain)
    #expect(text.split(separator: "\n").count < 1_000)
    #expect(text.contains("60    ") && text.contains("and 48 more"))
    #expect(text.hasSuffix("3000 visits, 3000 findings, 160 deviations, 60 without a reason\n"))
  }
}
