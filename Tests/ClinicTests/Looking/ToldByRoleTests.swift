import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What is told of a chart beside answers: by role, and with a look where it tells what is in it.
@Suite struct ToldByRoleTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("phil", .pharmacist)
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast(solid: "05:00")
    try house.move(to: "09:15")
  }

  private static let weighing = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 72 }))
  private static let oxygen = ClinicalEvent.visit(.oxygenGiven(.with { $0.flowLPerMin = 2 }))

  /// A row of a monitor's file at that time of the visit's day.
  private func importRow(at clock: String, visit number: UInt32? = nil) throws {
    let csv =
      "time,heart_rate_bpm,pulse_bpm,respiratory_rate_bpm,spo2_percent,systolic_mmhg,"
      + "diastolic_mmhg,mean_mmhg\n2026-11-02T\(clock):00-06:00,60,60,12,98,,,\n"
    _ = try house.acting.importVitals(
      Array(csv.utf8), into: visit.chart, visit: number, appendID: nil, progress: { _, _ in })
  }

  /// What is asked of a visit that is not there.
  enum Asking: String, CaseIterable, CustomTestStringConvertible {
    case record, check, timeline, assign, importing, arrival

    var testDescription: String { rawValue }
  }

  private func ask(_ asking: Asking, visit number: UInt32) throws {
    let chart = visit.chart
    let statement = { (event: ClinicalEvent) in
      Statement(chart: chart, visitNumber: number, event: event)
    }
    switch asking {
    case .record:
      _ = try house.acting.record(RecordRequest(statements: [statement(Self.weighing)]))
    case .check: _ = try house.acting.check(statement(Self.weighing))
    case .timeline: _ = try house.acting.timeline(of: chart, visit: number, asOf: nil)
    case .assign: _ = try house.acting.assignDevice("monitor", to: chart, visit: number)
    case .importing: try importRow(at: "09:10", visit: number)
    case .arrival:
      _ = try house.acting.record(
        RecordRequest(statements: [
          statement(.visit(.arrived(.with { $0.indication = .depression })))
        ]))
    }
  }

  @Test(arguments: Asking.allCases)
  func `a visit that is not there is refused with no more than headers tell`(asking: Asking)
    throws
  {
    try house.actAs("nora")
    let number = try house.acting.patient(visit.chart.description).recordNumber
    #expect(!number.isEmpty)
    let size = house.size
    let error = expectError { try ask(asking, visit: 77) }
    let text = error?.description ?? ""
    #expect(text.contains("77"), "\(text)")
    for told in [number, "2"] { #expect(!text.contains(told), "\(text)") }
    #expect(house.size == size)
  }

  @Test(arguments: [
    ("phil", Asking.record), ("ada", .record), ("ada", .assign), ("fred", .assign),
    ("ada", .importing), ("fred", .importing),
  ])
  func `the role is asked before the visit`(handle: String, asking: Asking) throws {
    try house.actAs(handle)
    let size = house.size
    for number: UInt32 in [1, 77] {
      let error = expectError { try ask(asking, visit: number) }
      guard case .rejected(.notYourRole)? = error else {
        Issue.record("visit \(number): \(String(describing: error))")
        continue
      }
    }
    #expect(house.size == size)
  }

  @Test func `an import that is refused for the visit's beginning is a look at the visit`() throws {
    try house.actAs("nora")
    let size = house.size
    expectError { try importRow(at: "09:40") }
    #expect(house.size == size, "later than now says nothing of the chart")

    expectError { try importRow(at: "08:00") }

    #expect(house.size == size + 1)
    let trace = try #require(try house.traces(of: visit.chart).last)
    guard case .viewed(let viewed) = trace.value else {
      Issue.record("expected an ordinary look")
      return
    }
    #expect(viewed.look == .visit(1, .check))
    try house.checkEverything()
  }

  @Test(arguments: [("fred", false), ("ada", false), ("nora", true)])
  func `what was owed before a stop is told to whoever reads findings`(
    handle: String, isTold: Bool
  ) throws {
    try house.actAs("nora")
    let started = try house.record(MoodVisit.start, on: visit.chart, reasons: .owed)
    #expect(started.owedDepartures.contains { $0.rule == .S5 })
    try house.move(to: "09:30")
    try house.actAs(handle)

    let stopped = try house.record(MoodVisit.stop, on: visit.chart)

    #expect(stopped.owedDepartures.contains { $0.rule == .S5 } == isTold)
    try house.checkEverything()
  }

  @Test func `a role that does not read the roster is told neither name nor record number`() throws
  {
    let full = try house.acting.patient(visit.chart.description)
    #expect(full.familyName == "Rivers")
    try house.actAs("ada")
    let id = AppendID.random()
    for isAgain in [false, true] {
      let recorded = try house.record(Self.oxygen, on: visit.chart, id: id)
      #expect(recorded.wasAlreadyRecorded == isAgain)
      #expect(recorded.patient == full.redacted(for: nil))
    }
    let named = try house.acting.patient(visit.chart.description)
    #expect(named.recordNumber.isEmpty && named.familyName.isEmpty && named.birthDate.isEmpty)
    let typed = try house.acting.patient(full.recordNumber)
    #expect(typed.recordNumber == full.recordNumber && typed.familyName.isEmpty)
    try house.actAs("fred")
    let recorded = try house.record(Self.oxygen, on: visit.chart)
    #expect(recorded.patient == full)
  }

  @Test func `what is never held up is not held up by a reason of who explains nothing`() throws {
    try house.actAs("ada")
    let id = AppendID.random()
    let recorded = try house.record(Self.oxygen, on: visit.chart, reason: "pale", id: id)
    #expect(recorded.lines.map(\.event) == ["oxygen given"])
    #expect(recorded.isReasonLeftOut)
    let again = try house.record(Self.oxygen, on: visit.chart, reason: "pale", id: id)
    #expect(again.wasAlreadyRecorded)

    try house.actAs("nora")
    let explained = try house.record(Self.oxygen, on: visit.chart, reason: "pale")
    #expect(explained.lines.map(\.event) == ["oxygen given", "deviation explained"])
    #expect(!explained.isReasonLeftOut)
    try house.checkEverything()
  }
}
