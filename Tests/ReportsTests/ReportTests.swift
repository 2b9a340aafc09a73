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
    birthDate: "1984-02-29")

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
      text.contains("10:05     11:00     1      #12     Weighed 72.6 kg — nora [recorded late]"))
    #expect(text.hasPrefix("1001  Rivers, Jo  born 1984-02-29"))
  }

  @Test func `a timeline as JSON keeps its keys`() throws {
    let json = try TimelineJSON.render(try timeline())
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object.keys.sorted() == ["entries", "patient", "tree_root", "tree_size"])
    let entry = try #require((object["entries"] as? [[String: Any]])?.first)
    #expect(
      entry.keys.sorted() == [
        "actor", "actor_name", "event", "is_after_end", "is_late", "occurred", "position",
        "recorded", "sentence", "visit",
      ])
    #expect(entry["occurred"] as? String == "2026-11-02T10:05-06:00")
    #expect(entry["event"] as? String == "weighed")
  }

  private func report(explained: Bool) -> ComplianceReport {
    let finding = Finding(
      rule: .S5, verdict: .deviation, statement: "Solid food 4 h 00 min before the start.",
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

  @Test func `the same report is the same bytes`() throws {
    #expect(
      try ComplianceJSON.render(report(explained: true))
        == ComplianceJSON.render(report(explained: true)))
    #expect(try ComplianceJSON.render(report(explained: true)).contains("\"reasons_owed\" : 0"))
  }
}
