import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// The end of a visit that a device itself records: its service ends with it.
@Suite struct DeviceReleaseTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("monitor", .device)
    try house.enroll("pump", .device)
    try house.actAs("drew")
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    _ = try house.acting.assignDevice("monitor", to: visit.chart, visit: nil)
  }

  private static let transferred = ClinicalEvent.visit(
    .transferred(.with { $0.destination = "emergency department" }))
  private static let vitals = ClinicalEvent.visit(
    .vitalsSampled(
      .with {
        $0.source = .monitor
        $0.sample = .with { $0.heartRateBpm = 72 }
      }))

  @discardableResult
  private func record(_ events: [ClinicalEvent], id: AppendID? = nil) throws -> Recorded {
    try house.acting.record(
      RecordRequest(
        appendID: id, statements: events.map { Statement(chart: visit.chart, event: $0) },
        reasons: .owed))
  }

  private func served(_ handle: String) throws -> SubjectID? {
    try house.clinic.listing(of: handle).served?.chart
  }

  @Test func `a transfer by a device releases it in the same append and takes its key back`() throws
  {
    try house.actAs("monitor")
    let size = house.size
    let recorded = try record([Self.vitals, Self.transferred])

    #expect(recorded.lines.map(\.event) == ["vitals sampled", "transferred", "device released"])
    #expect(recorded.lines.map(\.position) == Array(size..<size + 3))
    #expect(recorded.positions == size..<size + 3)
    #expect(try served("monitor") == nil)
    #expect(try house.clinic.keyring().deviceGrants().isEmpty)
    let ids = try house.clinic.ledger.read { snapshot in
      try recorded.positions.map { try snapshot.entry(at: $0).header.appendID }
    }
    #expect(Set(ids).count == 1)

    for event in [Self.vitals, Self.transferred] {
      let error = expectError { try record([event]) }
      guard case .deviceServesNone("monitor")? = error else {
        Issue.record("expected deviceServesNone, got \(String(describing: error))")
        return
      }
    }
    try house.actAs("drew")
    let next = try house.record(
      .chart(.historyFormReceived(.with { $0.formVersion = "3" })), on: visit.chart)
    let header = try house.clinic.ledger.read {
      try $0.entry(at: next.positions.upperBound - 1).header
    }
    #expect(next.positions.count == 2 && header.dataKeyNumber == 3)
    try house.checkEverything()
  }

  @Test func `a reason is kept although the visit's end releases a device and nothing departs`()
    throws
  {
    try house.actAs("nora")
    let id = AppendID.random()
    let recorded = try house.record(
      Self.transferred, on: visit.chart, reason: "the ward asked for it", id: id)

    #expect(
      recorded.lines.map(\.event) == ["transferred", "device released", "deviation explained"])
    #expect(recorded.explainedDepartures.isEmpty)
    let again = try house.record(
      Self.transferred, on: visit.chart, reason: "the ward asked for it", id: id)
    #expect(again.wasAlreadyRecorded)
    try house.checkEverything()
  }

  @Test func `every device of the visit is released, and none of another's`() throws {
    _ = try house.acting.assignDevice("pump", to: visit.chart, visit: nil)
    let other = try MoodVisit(house)
    try other.papers()
    try other.arrive()
    try house.actAs("ada")
    try house.enroll("oximeter", .device)
    try house.actAs("drew")
    _ = try house.acting.assignDevice("oximeter", to: other.chart, visit: nil)

    try house.actAs("monitor")
    let recorded = try record([Self.transferred])

    #expect(
      recorded.lines.map(\.event) == ["transferred", "device released", "device released"])
    let oximeter = try house.identity("oximeter").actor
    #expect(try [served("monitor"), served("pump")] == [nil, nil])
    #expect(try served("oximeter") == other.chart)
    #expect(try house.clinic.keyring().deviceGrants().map(\.actor) == [oximeter])
    try house.actAs("drew")
    try house.checkEverything()
  }

  @Test func `nothing follows the visit's end in one append, and then nothing is recorded`() throws
  {
    try house.actAs("monitor")
    let size = house.size
    for events in [[Self.transferred, Self.vitals], [Self.transferred, Self.transferred]] {
      let error = expectError { try record(events) }
      guard case .visitEnded(number: 1)? = error else {
        Issue.record("expected visitEnded, got \(String(describing: error))")
        return
      }
    }
    #expect(house.size == size)
    #expect(try served("monitor") == visit.chart)
    #expect(try house.clinic.keyring().deviceGrants().count == 1)
  }

  @Test func `the same transfer again is recorded once and told alike`() throws {
    try house.actAs("monitor")
    let id = AppendID.random()
    let first = try record([Self.transferred], id: id)
    let again = try record([Self.transferred], id: id)
    #expect(again.wasAlreadyRecorded && !first.wasAlreadyRecorded)
    #expect(again.positions == first.positions)
    #expect(again.lines.map(\.sentence) == first.lines.map(\.sentence))
    #expect(throws: LedgerError.appendIDReused(id)) { try record([Self.vitals], id: id) }

    // Its answer was lost: another process knows the chart, opens nothing, and is told the same.
    try house.actAs("monitor")
    #expect(try house.acting.patient(visit.chart.description).chart == visit.chart)
    let later = try record([Self.transferred], id: id)
    #expect(later.wasAlreadyRecorded && later.lines.map(\.event) == first.lines.map(\.event))
    #expect(first.isCompared && again.isCompared && !later.isCompared)
    #expect(throws: LedgerError.appendIDReused(id)) { try record([Self.vitals], id: id) }
    expectError { try record([Self.transferred]) }
    try house.actAs("drew")
    try house.checkEverything()
  }

  private static func transferred(to destination: String) -> ClinicalEvent {
    .visit(.transferred(.with { $0.destination = destination }))
  }

  @Test(arguments: [false, true])
  func `what cannot be compared is told from headers, never as it is said now`(
    servesAgain: Bool
  ) throws {
    let id = AppendID.random()
    let other = try MoodVisit(house)
    try other.papers()
    try other.arrive()
    try house.actAs("monitor")
    let first = try record([Self.transferred(to: "General")], id: id)
    if servesAgain {
      try house.actAs("drew")
      _ = try house.acting.assignDevice("monitor", to: other.chart, visit: nil)
    }
    try house.actAs("monitor")
    #expect(try house.acting.patient(visit.chart.description).chart == visit.chart)
    let size = house.size
    let told = try record([Self.transferred(to: "Elsewhere")], id: id)

    #expect(told.wasAlreadyRecorded && !told.isCompared && house.size == size)
    #expect(told.positions == first.positions)
    #expect(told.lines.map(\.event) == ["transferred", "device released"])
    #expect(told.lines.map(\.occurred) == first.lines.map(\.occurred))
    #expect(told.lines[0].sentence.contains("could not be compared"))
    #expect(!told.lines.contains { $0.sentence.contains("Elsewhere") })
  }

  @Test(arguments: [false, true])
  func `nothing is confirmed of an append that it opens no more`(servesAgain: Bool) throws {
    let id = AppendID.random()
    try house.actAs("monitor")
    try record([Self.vitals], id: id)
    try house.actAs("drew")
    _ = try house.acting.releaseDevice("monitor")
    if servesAgain { _ = try house.acting.assignDevice("monitor", to: visit.chart, visit: nil) }
    try house.actAs("monitor")
    let size = house.size
    let error = expectError { try record([Self.vitals], id: id) }
    guard case .deviceCannotCompare("monitor", _)? = error else {
      Issue.record("expected deviceCannotCompare, got \(String(describing: error))")
      return
    }
    #expect(house.size == size)
  }

  @Test func `a transfer whose process died before the key was taken back is finished`() throws {
    let key = try house.newestKey(of: visit.chart)
    let monitor = try house.identity("monitor").actor
    try house.appendHeedlessly(
      [
        try house.sealedProposal(
          Self.transferred, to: StreamKey(type: .visit, subject: visit.chart, number: 1),
          with: key),
        try house.staffProposal(.deviceReleased(.with { $0.actor = monitor })),
      ], signedBy: ["monitor"])
    #expect(try house.clinic.keyring().deviceGrants().count == 1)
    try house.actAs("nora")
    #expect(try house.clinic.keyring().deviceGrants().isEmpty)
    try house.checkEverything()
  }

  @Test func `a device that releases another visit's with its own transfer is named`() throws {
    let other = try MoodVisit(house)
    try other.papers()
    try other.arrive()
    _ = try house.acting.assignDevice("pump", to: other.chart, visit: nil)
    let pump = try house.identity("pump").actor
    try house.appendHeedlessly(
      [
        try house.sealedProposal(
          Self.transferred, to: StreamKey(type: .visit, subject: visit.chart, number: 1),
          with: try house.newestKey(of: visit.chart)),
        try house.staffProposal(.deviceReleased(.with { $0.actor = pump })),
      ], signedBy: ["monitor"])
    try house.expectLastNamed(["releases none but with the end of the visit"])
  }
}
