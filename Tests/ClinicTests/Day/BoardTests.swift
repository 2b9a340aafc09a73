import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Everybody in the clinic, and nobody else.
struct BoardTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
  }

  private func line() throws -> Board.Line { try #require(try house.acting.board().lines.first) }

  private func start() throws {
    try visit.fast()
    try visit.prepare()
    try house.move(to: "09:15")
    try house.record(MoodVisit.start, on: visit.chart)
  }

  private func sample(_ change: (inout VitalsSample) -> Void) throws {
    var sample = VitalsSample()
    change(&sample)
    let sampled = VitalsSampled.with {
      $0.source = .takenByHand
      $0.sample = sample
    }
    try house.record(.visit(.vitalsSampled(sampled)), on: visit.chart)
  }

  @Test func `what is beyond the limits is told to whoever records it`() throws {
    func recorded(_ change: (inout VitalsSample) -> Void) throws -> [String] {
      var sample = VitalsSample()
      change(&sample)
      let sampled = VitalsSampled.with {
        $0.source = .takenByHand
        $0.sample = sample
      }
      return try house.record(.visit(.vitalsSampled(sampled)), on: visit.chart).alarms
    }
    #expect(try recorded { $0.spo2Percent = 92 } == [])
    #expect(
      try recorded {
        $0.spo2Percent = 91
        $0.heartRateBpm = 130
      } == ["HR 130 high", "SpO2 91 % low"])
    #expect(try recorded { $0.rhythm = .atrialFibrillation } == ["rhythm not sinus"])
  }

  @Test func `whoever is here is on the board until they leave`() throws {
    #expect(try line().stage == .arrived)
    try house.move(to: "09:12")
    #expect(try line().stageMinutes == 12)
    #expect(try line().infusion == nil && line().vitalsDueMinutes == nil)
    try start()
    try visit.vitals(at: "09:20")
    try house.move(to: "09:30")
    let infusing = try line()
    #expect(infusing.stage == .infusing && infusing.stageMinutes == 15)
    #expect(infusing.infusion?.runningMinutes == 15)
    #expect(abs((infusing.infusion?.givenMg ?? 0) - 12.1) < 0.01)
    #expect(infusing.vitalsDueMinutes == 5)
    try house.move(to: "09:38")
    #expect(try line().vitalsDueMinutes == -3)
    try house.record(MoodVisit.stop, on: visit.chart, reason: "her wish")
    #expect(try line().stage == .recovering)
    try house.record(
      .visit(.discharged(.with { $0.destination = .alone })), on: visit.chart,
      reason: "she would not wait for anybody")
    #expect(try house.acting.board().lines.isEmpty)
    #expect(try house.acting.board().leftOpen.isEmpty)
  }

  @Test func `the newest of each vital sign is shown with its age, and alarms in words`() throws {
    try start()
    try sample {
      $0.systolicMmhg = 190
      $0.diastolicMmhg = 80
    }
    try house.move(to: "09:20")
    try sample { $0.spo2Percent = 97 }
    try house.move(to: "09:25")
    try sample {
      $0.heartRateBpm = 72
      $0.spo2Percent = 89
    }
    let vitals = try line().vitals
    #expect(vitals.map(\.sentence) == ["HR 72 · SpO2 89 %", "BP 190/80"])
    #expect(vitals.map(\.alarms) == [["SpO2 89 % low"], ["systolic 190 high"]])
    #expect(vitals.map(\.occurred.localClock) == ["09:25", "09:15"])
  }

  @Test func `open side effects, reasons owed and what was not said are shown until they are paid`()
    throws
  {
    try house.record(MoodVisit.start, on: visit.chart, reasons: .owed)
    let owed = try line().reasonsOwed
    #expect(owed.contains(.S7) && !owed.contains(.S1))
    try house.record(
      .visit(
        .sideEffectNoted(
          .with {
            $0.effect = .nausea
            $0.severity = 2
          })), on: visit.chart, reasons: .owed)
    #expect(try line().sideEffects.map(\.severity) == [2])
    try house.record(
      .visit(.sideEffectResolved(.with { $0.effect = .nausea })), on: visit.chart, reasons: .owed)
    #expect(try line().sideEffects.isEmpty)
  }

  @Test func `a visit that nobody has ended is told apart`() throws {
    let day = ClinicalTime(
      unixMicroseconds: try at("09:00").unixMicroseconds + 86_400_000_000, utcOffsetMinutes: -360,
      precision: .minute)
    house.clinic.clock.move(to: day)
    let board = try house.acting.board()
    #expect(board.lines.isEmpty && board.leftOpen.map(\.chart) == [visit.chart])
  }

  @Test func `each look is recorded once a window, of those who are shown`() throws {
    let other = try MoodVisit(house)
    try other.papers()
    _ = try house.acting.board()
    let looks = try house.acting.accessReport(of: visit.chart, from: nil, to: nil)
    #expect(looks.lines.map(\.answer).contains(.board))
    let size = house.size
    _ = try house.acting.board()
    #expect(house.size == size)
    try house.actAs("nora")
    _ = try house.acting.board()
    #expect(house.size == size + 1)
    #expect(try !otherLooks(other.chart).lines.map(\.answer).contains(.board))
  }

  private func otherLooks(_ chart: SubjectID) throws -> AccessReport {
    try house.actAs("drew")
    return try house.acting.accessReport(of: chart, from: nil, to: nil)
  }

  @Test func `who does not read charts sees no board`() throws {
    try house.actAs("fred")
    let refused = expectError { try house.acting.board() }
    guard case .notPermitted = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
  }

  @Test func `of merged charts a visit is named by its letter, and counted after all of them`()
    throws
  {
    let merging = try MergingClinic()
    try merging.merge()
    try merging.house.record(
      .visit(.arrived(.with { $0.indication = .depression })), on: merging.survivor)
    let lines = try merging.acting.board().lines
    #expect(lines.map(\.visitName) == ["A/1"])
    #expect(lines.map(\.patient.recordNumber) == ["MH-1"])
    #expect(lines.map(\.count?.words) == ["infusion 2 of 4–6"])
  }

  @Test func `a chart that cannot be read is named, and everybody else is shown`() throws {
    let other = try MoodVisit(house)
    try other.arrive()
    let proposal = Proposal(
      stream: StreamKey(type: .visit, subject: visit.chart, number: 1),
      kind: Weighed.kind.number, occurred: house.clinic.clock.now().occurred,
      body: [UInt8(Weighed.kind.number << 3 | 2), 3, 0xFF, 0xFF, 0xFF],
      dataKey: try house.newestKey(of: visit.chart))
    try house.appendHeedlessly([proposal], signedBy: ["nora"])
    let board = try house.acting.board()
    #expect(board.lines.map(\.chart) == [other.chart])
    #expect(board.setAside.map(\.chart) == [visit.chart])
    #expect(try house.acting.daySchedule().setAside.map(\.chart) == [visit.chart])
  }
}
