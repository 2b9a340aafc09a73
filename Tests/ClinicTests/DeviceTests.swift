import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// A monitor that serves one visit: what it records, what it opens, when its service ends.
@Suite struct DeviceTests {
  private let house: TestClinic
  private let visit: MoodVisit
  /// Of a sealed entry before any assignment.
  private let weighing: UInt64

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    weighing = house.size - 1
    try house.actAs("ada")
    try house.enroll("monitor", .device)
    try house.actAs("drew")
  }

  private static let vitals = ClinicalEvent.visit(
    .vitalsSampled(
      .with {
        $0.source = .monitor
        $0.sample = .with { $0.heartRateBpm = 72 }
      }))

  private func assign() throws {
    try house.actAs("drew")
    _ = try house.acting.assignDevice("monitor", to: visit.chart, visit: nil)
  }

  private func keyNumber(at position: UInt64) throws -> UInt32 {
    try house.clinic.ledger.read { try $0.entry(at: position).header.dataKeyNumber }
  }

  private func expect(
    _ matches: (ClinicError) -> Bool, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Void
  ) {
    let error = expectError(sourceLocation: sourceLocation) { try body() }
    if let error { #expect(matches(error), "\(error)", sourceLocation: sourceLocation) }
  }

  @Test func `an assigned device records vitals under its one key, and others read them`() throws {
    try assign()
    try house.actAs("monitor")

    let recorded = try house.record(Self.vitals, on: visit.chart)
    #expect(recorded.lines.map(\.event) == ["vitals sampled"])
    #expect(try keyNumber(at: recorded.positions.lowerBound) == 2)

    let batch = try house.acting.record(
      RecordRequest(
        statements: (0..<3).map { _ in Statement(chart: visit.chart, event: Self.vitals) },
        reasons: .owed))
    #expect(batch.positions.count == 3)
    try house.record(.visit(.emergencyCalled(.init())), on: visit.chart)
    try house.actAs("drew")
    let rows = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil).rows
    #expect(rows.filter { $0.recordedBy?.handle == "monitor" }.count == 5)
    try house.checkEverything()
  }

  @Test func `it opens nothing but what is sealed under that key`() throws {
    try assign()
    try house.actAs("monitor")
    let own = try house.record(Self.vitals, on: visit.chart).positions.lowerBound
    let clinic = house.clinic

    expectError {
      try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil)
    }
    expectError { try house.acting.patients(matching: nil) }
    expectError { try house.acting.complianceReport(from: nil, to: nil, asOf: nil) }
    expectError { try house.acting.checkpoint() }
    let entries = try [weighing, own].map { position in
      try clinic.ledger.read { try $0.entry(at: position) }
    }
    expectError { try house.acting.fact(of: entries[0]) }
    #expect(try house.acting.fact(of: entries[1])?.value == Self.vitals)
    #expect(throws: KeyError.self) {
      try clinic.keyring().unlock(with: house.acting.identity)
    }
  }

  @Test func `it finds its chart by the id's first digits and no other by anything`() throws {
    let other = try house.intake()
    try assign()
    try house.actAs("monitor")
    let digits = String(visit.chart.description.prefix(8))
    #expect(try house.acting.patient(digits).chart == visit.chart)
    for who in ["1001", String(digits.prefix(7)), String(other.description.prefix(8))] {
      expectError { try house.acting.patient(who) }
    }
  }

  @Test func `what is not its to say, or not on its visit, is refused`() throws {
    let other = try house.intake()
    try assign()
    try house.actAs("monitor")
    let size = house.size
    expect({ if case .deviceServesAnother = $0 { true } else { false } }) {
      try house.record(Self.vitals, on: other)
    }
    expect({ if case .deviceServesAnother = $0 { true } else { false } }) {
      try house.record(
        .chart(.historyFormReceived(.with { $0.formVersion = "2" })), on: visit.chart)
    }
    expect({ if case .deviceServesAnother = $0 { true } else { false } }) {
      _ = try house.acting.record(
        RecordRequest(statements: [
          Statement(chart: visit.chart, visitNumber: 9, event: Self.vitals)
        ]))
    }
    expect({ if case .rejected(.notYourRole) = $0 { true } else { false } }) {
      try house.record(.visit(.weighed(.with { $0.weightKg = 70 })), on: visit.chart)
    }
    expect({ if case .rejected(.malformed) = $0 { true } else { false } }) {
      try house.record(
        .visit(.vitalsSampled(.with { $0.sample = .with { $0.heartRateBpm = 72_000 } })),
        on: visit.chart)
    }
    #expect(house.size == size)
  }

  @Test func `unassigned, released or after the visit it records nothing`() throws {
    try house.actAs("monitor")
    expect({ if case .deviceServesNone = $0 { true } else { false } }) {
      try house.record(Self.vitals, on: visit.chart)
    }
    try assign()
    try house.actAs("monitor")
    let open = house.acting
    try house.record(Self.vitals, on: visit.chart)
    try house.actAs("nora")
    _ = try house.acting.releaseDevice("monitor")
    #expect(try house.clinic.keyring().deviceGrants().isEmpty)
    house.acting = open
    expect({ if case .deviceServesNone = $0 { true } else { false } }) {
      try house.record(Self.vitals, on: visit.chart)
    }
    try house.actAs("drew")
    let next = try house.record(.visit(.weighed(.with { $0.weightKg = 70 })), on: visit.chart)
    #expect(next.positions.count == 2)
    #expect(try keyNumber(at: next.positions.upperBound - 1) == 3)
    try house.checkEverything()
  }

  @Test func `the visit's end releases it in the same append`() throws {
    try assign()
    try house.actAs("monitor")
    let open = house.acting
    try house.actAs("fred")
    let ended = try house.record(
      .visit(.transferred(.with { $0.destination = "emergency department" })), on: visit.chart,
      reasons: .owed)
    #expect(ended.lines.map(\.event).contains("device released"))
    #expect(try house.clinic.devices().map(\.served) == [nil])
    #expect(try house.clinic.keyring().deviceGrants().isEmpty)

    house.acting = open
    expect({ if case .deviceServesNone = $0 { true } else { false } }) {
      try house.record(Self.vitals, on: visit.chart)
    }
    try house.actAs("drew")
    expect({ if case .visitEnded = $0 { true } else { false } }) {
      _ = try house.acting.assignDevice("monitor", to: visit.chart, visit: nil)
    }
    try house.checkEverything()
  }

  @Test func `a renewal hands the device its new key, and it records on`() throws {
    try assign()
    try house.actAs("monitor")
    let open = house.acting
    try house.actAs("ada")
    try house.acting.suspend("nora", cause: .leave)
    #expect(try house.clinic.keyring().deviceGrants().map(\.number) == [2, 3])

    house.acting = open
    let recorded = try house.record(Self.vitals, on: visit.chart)
    #expect(try keyNumber(at: recorded.positions.lowerBound) == 3)
    try house.actAs("drew")
    try house.checkEverything()
  }

  @Test func `a suspended device records nothing and holds nothing`() throws {
    try assign()
    try house.actAs("monitor")
    let open = house.acting
    try house.actAs("ada")
    try house.acting.suspend("monitor", cause: .other)
    #expect(try house.clinic.keyring().deviceGrants().isEmpty)
    expectError { try house.actAs("monitor") }
    house.acting = open
    expect({ if case .notActive = $0 { true } else { false } }) {
      try house.record(Self.vitals, on: visit.chart)
    }
  }

  @Test func `who may not, assigns nothing, and a device that serves is not assigned again`() throws
  {
    for handle in ["ada", "fred", "audrey"] {
      try house.actAs(handle)
      expectError {
        _ = try house.acting.assignDevice("monitor", to: visit.chart, visit: nil)
      }
    }
    try assign()
    let size = house.size
    for (device, number) in [("monitor", UInt32?.none), ("nora", nil), ("monitor", 7)] {
      expectError {
        _ = try house.acting.assignDevice(device, to: visit.chart, visit: number)
      }
    }
    #expect(house.size == size)
    try house.checkEverything()
  }

  @Test func `whoever signs in beside an assignment leaves its key to the device`() throws {
    let charts = try #require(house.acting.charts)
    let monitor = try house.identity("monitor").actor
    // As far as the assignment is in the keyring, and not yet in the ledger.
    let key = try charts.makeKey(for: visit.chart)
    try house.clinic.ledger.read { try charts.grant(key, to: [monitor], in: $0) }
    try house.actAs("nora")
    try house.appendHeedlessly(
      [
        try .introduction(
          of: key, in: house.clinic.ledger.id, occurred: house.clinic.clock.now().occurred),
        try house.staffProposal(
          .deviceAssigned(
            .with {
              $0.actor = monitor
              $0.chart = Data(visit.chart.bytes)
              $0.visitNumber = 1
              $0.dataKeyNumber = key.number
            })),
      ], signedBy: ["drew"])
    try house.actAs("monitor")
    #expect(try house.record(Self.vitals, on: visit.chart).positions.count == 1)
    try house.actAs("drew")
    try house.checkEverything()
  }

  @Test func `a key that never came to be is taken back once a later one has`() throws {
    let charts = try #require(house.acting.charts)
    let monitor = try house.identity("monitor").actor
    let orphan = try charts.makeKey(for: visit.chart)
    try house.clinic.ledger.read { try charts.grant(orphan, to: [monitor], in: $0) }
    try assign()
    _ = try house.acting.releaseDevice("monitor")
    #expect(try house.clinic.keyring().deviceGrants().isEmpty)
  }

  @Test func `a device that was left without its key gets it when a reader signs in`() throws {
    try assign()
    let monitor = try house.identity("monitor").actor
    #expect(try house.clinic.keyring().revokeDevice(monitor, subject: visit.chart) == 1)
    try house.actAs("monitor")
    expectError { try house.record(Self.vitals, on: visit.chart) }
    let size = house.size

    try house.actAs("nora")
    #expect(house.size == size)
    #expect(try house.clinic.keyring().deviceGrants().map(\.number) == [2])
    try house.actAs("monitor")
    let recorded = try house.record(Self.vitals, on: visit.chart)
    #expect(try keyNumber(at: recorded.positions.lowerBound) == 2)
    try house.actAs("drew")
    try house.checkEverything()
  }

  @Test func `an assignment without a key of its own is not handed the chart's older one`() throws {
    let monitor = try house.identity("monitor").actor
    try house.appendHeedlessly(
      [
        try house.staffProposal(
          .deviceAssigned(
            .with {
              $0.actor = monitor
              $0.chart = Data(visit.chart.bytes)
              $0.visitNumber = 1
              $0.dataKeyNumber = 1
            }))
      ], signedBy: ["drew"])
    try house.actAs("nora")
    #expect(try house.clinic.keyring().deviceGrants().isEmpty)
  }

  @Test func `the same append id records once`() throws {
    try assign()
    try house.actAs("monitor")
    let id = AppendID.random()
    let first = try house.record(Self.vitals, on: visit.chart, id: id)
    let second = try house.record(Self.vitals, on: visit.chart, id: id)
    #expect(second.wasAlreadyRecorded && second.positions == first.positions)
  }
}
