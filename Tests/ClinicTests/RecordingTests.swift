import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

@Suite struct RecordingTests {
  @Test func `a visit by the book departs from nothing`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.all()

    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let section = try #require(report.visits.first)
    #expect(section.findings.filter(\.verdict.isDeviation).map(\.rule) == [])
    #expect(section.findings.count == RuleID.allCases.count)
    #expect(report.owedCount == 0)
    try house.checkEverything()
  }

  @Test func `a departure without a reason is not recorded and says what it departs from`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast(solid: "05:00")
    try visit.prepare()
    try house.move(to: "09:15")
    let size = house.size

    let error = expectError {
      try house.record(MoodVisit.start, on: visit.chart)
    }
    guard case .reasonNeeded(let findings)? = error else {
      Issue.record("expected reasonNeeded, got \(String(describing: error))")
      return
    }
    #expect(findings.map(\.rule) == [.S5])
    // Whoever is told has looked.
    #expect(house.size == size + 1)
  }

  @Test func `with its reason the event and the deviation are one append`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast(solid: "05:00")
    try visit.prepare()
    try house.move(to: "09:15")

    let recorded = try house.record(
      MoodVisit.start, on: visit.chart, reason: "emergency case, discussed with the physician")

    #expect(recorded.lines.map(\.event) == ["infusion started", "deviation explained"])
    #expect(recorded.positions.count == 2)
    #expect(recorded.explainedDepartures.map(\.rule) == [.S5])
    #expect(recorded.owedDepartures.isEmpty)
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let finding = try #require(report.visits[0].findings.first { $0.rule == .S5 })
    #expect(finding.verdict == .deviation)
    #expect(finding.explanations == [recorded.positions.upperBound - 1])
    try house.checkEverything()
  }

  @Test func `a stop is never held up and owes its reason`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast()
    try visit.prepare()
    try house.move(to: "09:15")
    try house.record(MoodVisit.start, on: visit.chart)
    try house.move(to: "10:30")

    let recorded = try house.record(MoodVisit.stop, on: visit.chart)

    #expect(recorded.owedDepartures.map(\.rule) == [.S8, .S10])
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(report.owedCount > 0)
    try house.checkEverything()
  }

  @Test func `the same append id with the same statement records once`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let id = AppendID.random()
    let weighed = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72.6 }))
    let first = try house.record(weighed, on: visit.chart, id: id)
    let size = house.size

    let again = try house.record(weighed, on: visit.chart, id: id)

    #expect(again.wasAlreadyRecorded && !first.wasAlreadyRecorded)
    #expect(again.positions == first.positions)
    #expect(house.size == size)
    #expect(throws: LedgerError.self) {
      try house.record(
        .visit(.weighed(.with { $0.weightKg = 73 })), on: visit.chart, id: id)
    }
    #expect(throws: LedgerError.self) {
      try house.record(weighed, on: visit.chart, occurred: "08:59", id: id)
    }
    #expect(throws: LedgerError.self) {
      try house.record(weighed, on: visit.chart, reason: "another word", id: id)
    }
    #expect(house.size == size)
  }

  @Test func `an intake twice with one append id makes one chart`() throws {
    let house = try TestClinic()
    let id = AppendID.random()
    let intake = ClinicalEvent.chart(
      .intakeReceived(
        .with {
          $0.familyName = "Rivers"
          $0.givenName = "Jo"
          $0.birthDate = "1984-02-29"
          $0.complaint = "low mood"
        }))
    let first = try house.record(intake, id: id)
    let again = try house.record(intake, id: id)

    #expect(again.patient?.chart == first.patient?.chart)
    #expect(again.patient?.recordNumber == "1001")
    #expect(try house.acting.patients(matching: nil).count == 1)
  }

  @Test func `a record number is given once`() throws {
    let house = try TestClinic()
    _ = try house.intake(recordNumber: "MH-7")
    let size = house.size

    expectError { _ = try house.intake(recordNumber: "mh-7") }

    #expect(house.size == size)
    _ = try house.intake()
    #expect(
      try house.acting.patients(matching: nil).map(\.patient.recordNumber) == ["1002", "MH-7"])
  }

  @Test func `a batch is recorded whole or not at all`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let size = house.size
    let good = Statement(chart: visit.chart, event: .visit(.weighed(.with { $0.weightKg = 70 })))
    let bad = Statement(chart: visit.chart, event: MoodVisit.stop)

    let error = expectError {
      try house.acting.record(RecordRequest(statements: [good, bad], reasons: .owed))
    }
    guard case .batchRejected(let index, _)? = error else {
      Issue.record("expected batchRejected, got \(String(describing: error))")
      return
    }
    #expect(index == 1)
    #expect(
      try house.clinic.history(HistoryFilter()).dropFirst(Int(size)).map(\.event) == ["viewed"])
    let recorded = try house.acting.record(
      RecordRequest(statements: [good, good], reasons: .owed))
    #expect(recorded.positions.count == 2)
    try house.checkEverything()
  }

  @Test func `a reason given with a batch pays for the statement that departs`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast(solid: "05:00")
    try visit.prepare()
    try house.move(to: "09:15")
    let weighed = Statement(
      chart: visit.chart, event: .visit(.weighed(.with { $0.weightKg = 72 })))
    let start = Statement(chart: visit.chart, event: MoodVisit.start)

    let recorded = try house.acting.record(
      RecordRequest(statements: [weighed, start], reason: "agreed", reasons: .owed))

    #expect(recorded.explainedDepartures.map(\.rule) == [.S5])
    #expect(recorded.owedDepartures.isEmpty)
    #expect(try house.acting.complianceReport(from: nil, to: nil, asOf: nil).owedCount == 0)
  }

  @Test func `nobody arrives twice on one day without having left`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.arrive()
    let size = house.size
    let again = ClinicalEvent.visit(.arrived(.with { $0.indication = .depression }))

    expectError { try house.record(again, on: visit.chart) }

    #expect(house.size == size + 1)
    let tomorrow = try ClinicalTime(iso8601: "2026-11-03T09:00-06:00")
    house.clinic.clock.move(to: tomorrow)
    #expect(try house.record(again, on: visit.chart).visitNumber == 2)
    let left = ClinicalEvent.visit(.transferred(.with { $0.destination = "County Hospital" }))
    try house.record(left, on: visit.chart, reasons: .owed)
    #expect(try house.record(again, on: visit.chart).visitNumber == 3)
  }

  @Test func `what is explained must be an entry of this patient`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.arrive()
    let size = house.size
    for position in [UInt64(1), 9_999] {
      let explanation = ClinicalEvent.visit(
        .deviationExplained(
          .with {
            $0.aboutPosition = position
            $0.reason = "because"
          }))
      expectError { try house.record(explanation, on: visit.chart) }
    }
    #expect(house.size == size)
  }

  @Test func `somebody else's append id is not theirs to repeat`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.arrive()
    let id = AppendID.random()
    let weighed = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72.6 }))
    try house.record(weighed, on: visit.chart, id: id)
    try house.actAs("nora")

    #expect(throws: LedgerError.self) { try house.record(weighed, on: visit.chart, id: id) }
  }

  @Test func `what is durable is told though the read models cannot be written`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.arrive()
    house.clinic.closeProjectionStore()
    let projections = house.folder + "/ledger/projections"
    try FileManager.default.removeItem(atPath: projections)
    try "no folder".write(toFile: projections, atomically: true, encoding: .utf8)

    let recorded = try house.record(
      .visit(.weighed(.with { $0.weightKg = 72.6 })), on: visit.chart)

    #expect(recorded.lines.map(\.sentence) == ["Weighed 72.6 kg"])
    #expect(recorded.patient?.recordNumber == "1001")
  }
}
