import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// One entry that nobody can read sets its chart aside, and no other.
struct SetAsideTests {
  private let house: TestClinic
  private let broken: MoodVisit
  private let other: MoodVisit

  init() throws {
    house = try TestClinic()
    broken = try MoodVisit(house)
    try broken.papers()
    try broken.arrive()
    other = try MoodVisit(house, familyName: "Stone")
    try other.papers()
    try other.arrive()
  }

  /// Somebody who holds the keys signs and seals what begins as the event does, and is none.
  private func breakChart(_ type: StreamType = .visit) throws -> UInt64 {
    let kind = (type == .visit ? Weighed.kind : HistoryFormReceived.kind).number
    let proposal = Proposal(
      stream: StreamKey(type: type, subject: broken.chart, number: type == .visit ? 1 : 0),
      kind: kind, occurred: house.clinic.clock.now().occurred,
      body: [UInt8(kind << 3 | 2), 3, 0xFF, 0xFF, 0xFF],
      dataKey: try house.newestKey(of: broken.chart))
    try house.appendHeedlessly([proposal], signedBy: ["nora"])
    return house.size - 1
  }

  private func expectNamed(_ position: UInt64, _ body: () throws -> Void) {
    let error = #expect(throws: ClinicError.self) { try body() }
    guard case .damagedEntry(position, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [StreamType.visit, .chart], [false, true])
  func `everybody else is listed, reported, found and recorded`(
    broken type: StreamType, isStored: Bool
  ) throws {
    if isStored { _ = try house.acting.projectionsStatus() }
    let position = try breakChart(type)
    #expect(try house.acting.patients(matching: nil).map(\.patient.chart) == [other.chart])
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(report.visits.map(\.patient.chart) == [other.chart])
    #expect(report.setAside.map(\.chart) == [broken.chart])
    let aside = house.clinic.observer.chartsSetAside
    #expect(aside.map(\.chart) == [broken.chart])
    #expect(aside.first?.cause.contains("\(position)") == true)
    #expect(try house.acting.patient("1002").chart == other.chart)
    if type == .chart { expectNamed(position) { _ = try house.acting.patient("1001") } }
    try house.record(.visit(.weighed(.with { $0.weightKg = 73 })), on: other.chart)
    #expect(try house.intake(familyName: "Brook") != broken.chart)
  }

  @Test func `the chart is refused by the entry's position, for reading and for deciding`() throws {
    let position = try breakChart()
    expectNamed(position) {
      _ = try house.acting.timeline(of: broken.chart, visit: nil, asOf: nil)
    }
    expectNamed(position) {
      try house.record(.visit(.weighed(.with { $0.weightKg = 73 })), on: broken.chart)
    }
  }

  @Test(arguments: [StreamType.visit, .chart])
  func `what is never held up is recorded on it all the same`(broken type: StreamType) throws {
    let position = try breakChart(type)
    let label = try house.acting.patientOfEmergency("1001")
    #expect(label.chart == broken.chart && label.recordNumber == "1001")
    let event = ClinicalEvent.visit(.oxygenGiven(.with { $0.flowLPerMin = 4 }))
    let recorded = try house.acting.record(
      RecordRequest(statements: [Statement(chart: label.chart, event: event)], reason: "cyanosis"))
    #expect(recorded.lines.map(\.event) == ["oxygen given"])
    #expect(recorded.visitNumber == 1 && recorded.patient?.recordNumber == "1001")
    #expect(recorded.isReasonLeftOut && recorded.owedDepartures.isEmpty)
    #expect(recorded.remarks.contains { $0.contains("ntry \(position)") })
    let entry = try house.clinic.ledger.entry(at: recorded.positions.lowerBound)
    let key = try house.newestKey(of: broken.chart)
    let body = try entry.open(with: key, in: house.clinic.ledger.id)
    #expect(try entry.fact(body: body)?.value == event)
    #expect(entry.header.stream == StreamKey(type: .visit, subject: broken.chart, number: 1))
  }

  @Test func `nobody is found in an emergency whom the chart's intake does not name`() throws {
    _ = try breakChart(.chart)
    #expect(throws: ClinicError.self) { _ = try house.acting.patientOfEmergency("1009") }
    #expect(try house.acting.patientOfEmergency("1002").chart == other.chart)
  }

  @Test func `as of a moment before it the chart is in the answer`() throws {
    let size = try breakChart()
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: .size(size))
    #expect(Set(report.visits.map(\.patient.chart)) == [broken.chart, other.chart])
  }

  @Test func `what is wrong with the whole ledger sets no chart aside`() {
    let chart = SubjectID.random()
    #expect(ChartSetAside(chart, after: LedgerError.inconsistent(what: "the tree")) == nil)
    #expect(ChartSetAside(chart, after: ClinicError.readModels(what: "no room")) == nil)
    #expect(ChartSetAside(chart, after: KeyError.keyringRenewed(unlocked: 1, found: 2)) == nil)
    #expect(ChartSetAside(chart, after: LedgerError.key(.openFailed(what: "a body"))) != nil)
    #expect(ChartSetAside(chart, after: LedgerError.damaged(position: 3)) != nil)
  }
}
