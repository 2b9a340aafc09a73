import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// What a compliance report is confined to, and whom it names.
struct ComplianceFilterTests {
  private let house: TestClinic
  private let visit: MoodVisit
  /// Of the ledger that reports are of, whatever looks are recorded since.
  private let size: UInt64

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house, recordNumber: "MH-1")
    try visit.all()
    let other = try MoodVisit(house, recordNumber: "MH-2", familyName: "Lake")
    try other.papers()
    try other.arrive()
    size = house.size
  }

  private func report(_ change: (inout ComplianceFilter) -> Void = { _ in }) throws
    -> ComplianceReport
  {
    var filter = ComplianceFilter()
    change(&filter)
    return try house.acting.complianceReport(
      from: nil, to: nil, asOf: .size(size), showing: filter)
  }

  private func findings(_ report: ComplianceReport) -> [SubjectID: [Finding]] {
    Dictionary(
      report.visits.map { ($0.patient.chart, $0.findings) }, uniquingKeysWith: { $0 + $1 })
  }

  @Test func `what names nobody leaves no look, and says the same`() throws {
    let without = try report { $0.isIdentified = false }
    #expect(house.size == size)
    let named = try report()
    #expect(house.size > size)
    #expect(findings(without) == findings(named) && findings(named).count == 2)
    #expect(without.owedCount == named.owedCount && without.treeRoot == named.treeRoot)
    for section in without.visits {
      #expect(section.patient.name.isEmpty && section.patient.birthDate.isEmpty)
      #expect(section.patient.recordNumber == section.patient.chart.description.prefix(8))
      #expect(section.reasons.isEmpty)
    }
    #expect(Set(named.visits.map(\.patient.recordNumber)) == ["MH-1", "MH-2"])
  }

  @Test func `one patient's report holds that patient's visits alone`() throws {
    let one = try report { $0.chart = visit.chart }
    #expect(one.visits.map(\.patient.recordNumber) == ["MH-1"])
    let all = try report()
    #expect(
      one.visits.map(\.findings)
        == all.visits.filter { $0.patient.chart == visit.chart }.map(\.findings))
    #expect(try report { $0.visitNumber = 2 }.visits.isEmpty)
    #expect(
      try report {
        $0.chart = visit.chart
        $0.course = 1
      }.visits.count == 1)
    #expect(try report { $0.course = 2 }.visits.isEmpty)
  }

  @Test func `chosen rules are told, and the others are not`() throws {
    let chosen = try report { $0.rules = [.S5, .S8] }
    for section in chosen.visits { #expect(section.findings.map(\.rule) == [.S5, .S8]) }
    let all = try report()
    #expect(
      chosen.visits.flatMap(\.findings)
        == all.visits.flatMap(\.findings).filter { [.S5, .S8].contains($0.rule) })
  }

  @Test func `a clinician's findings are those whose newest entry they recorded`() throws {
    try house.actAs("nora")
    let now = house.size + 1
    _ = try house.acting.record(
      RecordRequest(
        statements: [
          Statement(
            chart: visit.chart, visitNumber: 1, event: .weighed(72.6), occurred: try at("10:34"))
        ]))
    let nora = house.acting.actor
    #expect(house.size == now)
    func report(_ change: (inout ComplianceFilter) -> Void) throws -> ComplianceReport {
      var filter = ComplianceFilter()
      change(&filter)
      return try house.acting.complianceReport(
        from: nil, to: nil, asOf: .size(now), showing: filter)
    }
    let all = try report { $0.isAttributed = true }
    for actor in [nora, UInt32(3)] {
      let own = try report { $0.clinician = actor }
      let expected = try all.visits.flatMap { section in
        try section.findings.filter { finding in
          guard let newest = finding.evidence.last else { return false }
          return try house.clinic.ledger.read { try $0.outline(at: newest).header.actor } == actor
        }
      }
      #expect(own.visits.flatMap(\.findings) == expected)
    }
  }

  @Test func `a report says when its newest entry was recorded`() throws {
    let newest = try house.clinic.ledger.read { try $0.outline(at: size - 1) }
    let asOf = try report().asOf
    #expect(asOf?.unixMicroseconds == newest.stamp.recordedMicroseconds)
  }

  @Test func `a document is issued once, by whoever reviews, and found by its bytes alone`() throws
  {
    let report = try report { $0.isIdentified = false }
    let document = Array("the report".utf8)
    #expect(try house.clinic.issue(of: document) == nil)
    try house.actAs("nora")
    #expect(
      expectError { try house.acting.issue(report, document: document) }?.code == .notPermitted)
    try house.actAs("drew")
    let position = try house.acting.issue(report, document: document)
    let size = house.size
    #expect(try house.acting.issue(report, document: document) == position)
    #expect(house.size == size)
    let issued = try #require(try house.clinic.issue(of: document))
    #expect(issued.position == position && issued.by?.handle == "drew")
    #expect(try house.clinic.issue(of: document + [0]) == nil)
    try house.checkEverything()
  }
}
