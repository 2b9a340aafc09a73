import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// What is stored as settled is what the rules say at every later time.
struct SettledFindingsTests {
  private static let minute: Int64 = 60_000_000

  /// From a minute to fifty years.
  private static let later: [Int64] = [
    1, 5, 14, 15, 16, 30, 31, 60, 61, 119, 120, 121, 240, 241, 360, 719, 1_080, 1_081, 1_440, 2_000,
    10_000, 20_159, 20_160, 21_601, 100_000, 26_000_000,
  ].map { $0 * minute }

  private func expectSettled(_ house: TestClinic, _ chart: SubjectID) throws -> Int {
    let file = try house.acting.chartFile(chart)
    let moment = try house.clinic.ledger.read { reader in
      try Moment(reader.head, restingOnSite: true, from: reader)
    }
    let charts = try #require(house.acting.charts)
    let statements = try house.clinic.ledger.read {
      try ChartStatements.load(chart, below: nil, keys: charts, from: $0)
    }
    let states = try VisitFindings.states(of: statements, at: moment)
    var settled = 0
    for (number, folded) in states where folded.isSettled {
      settled += 1
      let then = try findings(file, number, moment.nowMicroseconds, moment)
      for offset in Self.later {
        #expect(
          try findings(file, number, moment.nowMicroseconds + offset, moment) == then,
          "\(offset / Self.minute) minutes later")
      }
    }
    return settled
  }

  private func findings(
    _ file: ChartFile, _ number: UInt32, _ now: Int64, _ moment: Moment
  ) throws -> [Finding] {
    RuleBook.findings(
      for: try file.caseFile(
        visit: number, site: moment.site, nowMicroseconds: now, size: moment.head.size))
  }

  @Test func `at every step of a visit`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    _ = try expectSettled(house, visit.chart)
    try visit.fast()
    _ = try expectSettled(house, visit.chart)
    try house.record(MoodVisit.start, on: visit.chart, reason: "she had waited long")
    #expect(try expectSettled(house, visit.chart) == 0)
    try house.record(
      .visit(
        .sideEffectNoted(
          .with {
            $0.effect = .nausea
            $0.severity = 2
          })), on: visit.chart, reasons: .owed)
    #expect(try expectSettled(house, visit.chart) == 0)
    try house.move(to: "10:00")
    try house.record(MoodVisit.stop, on: visit.chart, reasons: .owed)
    _ = try expectSettled(house, visit.chart)
    try house.move(to: "10:30")
    try house.record(
      .visit(.sideEffectResolved(.with { $0.effect = .nausea })), on: visit.chart, reasons: .owed)
    _ = try expectSettled(house, visit.chart)
    try house.move(to: "11:00")
    try house.record(
      .visit(
        .discharged(
          .with {
            $0.destination = .driver
            $0.driver = .with {
              $0.name = "Sam Rivers"
              $0.relation = "brother"
            }
            $0.fitToDrive = .yes
          })), on: visit.chart, reasons: .owed)
    // The course may go on for two weeks; who records anything then knows whether it did (S19).
    #expect(try expectSettled(house, visit.chart) == 0)
    var later = house.clinic.clock.now()
    later.unixMicroseconds += 20 * 86_400 * 1_000_000
    house.clinic.clock.move(to: later)
    _ = try house.intake(familyName: "Brook")
    #expect(try expectSettled(house, visit.chart) == 1)
  }
}
