import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What an auditor asks of the history, held against what is picked from all entries by hand.
@Suite struct HistoryTests {
  private let house: TestClinic
  private let visit: MoodVisit
  private let all: [HistoryRow]
  private let corrected: UInt64

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let weighed = try house.state(.weighed(72), on: visit.chart)
    let again = try house.correct([weighed], .enteredInError, reason: "typed wrongly")
    corrected = again.positions.lowerBound
    // Without a consent that holds: a start with a physician beside the nurse.
    try house.move(to: "09:15")
    _ = try house.state(MoodVisit.start, on: visit.chart)
    _ = try house.acting.record(
      RecordRequest(
        statements: [
          Statement(chart: visit.chart, event: .weighed(72), occurred: try at("09:05"))
        ], reasons: .owed))
    all = try house.clinic.history(HistoryFilter())
  }

  private func shown(_ change: (inout HistoryFilter) throws -> Void) throws -> [UInt64] {
    var filter = HistoryFilter()
    try change(&filter)
    return try house.clinic.history(filter).map(\.position)
  }

  private func picked(_ isShown: (HistoryRow) -> Bool) -> [UInt64] {
    let positions = all.filter(isShown).map(\.position)
    #expect(!positions.isEmpty && positions.count < all.count, "the row would tell nothing")
    return positions
  }

  @Test func `all entries are shown in their order, each with who signed beside`() throws {
    #expect(all.map(\.position) == Array(0..<house.size))
    let start = try #require(all.first { $0.event == "infusion started" })
    #expect(start.actorHandle == "nora" && start.secondSigners == ["drew"])
    #expect(
      all.filter { $0.appendID == start.appendID }.allSatisfy { $0.secondSigners == ["drew"] })
    #expect(all.first?.secondSigners == [])
  }

  @Test func `each filter shows what is picked by hand`() throws {
    let drew = try house.clinic.staffMember("drew").actor
    let append = try #require(all.last?.appendID)
    #expect(try shown { $0.visitNumber = 1 } == picked { $0.visitNumber == 1 })
    #expect(
      try shown { $0.streams = [.staff, .policy] }
        == picked { ["staff", "policy"].contains($0.stream) })
    #expect(
      try shown { $0.kinds = Set(EntryKind.named("actor-key-enrolled")) }
        == picked { $0.event == "actor key enrolled" })
    #expect(
      try shown { $0.kinds = Set(EntryKind.named("data key introduced")) }
        == picked { $0.event == "data key introduced" })
    #expect(try shown { $0.append = AppendID(hex: append) } == picked { $0.appendID == append })
    #expect(try shown { $0.positions = 3..<7 } == [3, 4, 5, 6])
    #expect(try shown { $0.secondSigner = .anybody } == picked { !$0.secondSigners.isEmpty })
    #expect(try shown { $0.secondSigner = .actor(drew) } == picked { $0.secondSigners == ["drew"] })
    #expect(try shown { $0.secondSigner = .actor(1) }.isEmpty)
    #expect(try shown { $0.isOnlyCorrections = true } == [corrected])
    #expect(try shown { $0.isOnlyLate = true } == picked(\.isLate))
    #expect(try shown { $0.entries = [2, 5, 999] } == [2, 5])
    #expect(
      try shown {
        $0.charts = [visit.chart]
        $0.actor = drew
        $0.streams = [.chart]
      }
        == picked {
          $0.chart == visit.chart.description && $0.actor == drew && $0.stream == "chart"
        })
  }

  @Test func `late is what was recorded more than five minutes after it happened`() throws {
    try house.move(to: "09:30")
    let times = [("09:25", false), ("09:24", true)]
    for (time, isLate) in times {
      let recorded = try house.acting.record(
        RecordRequest(
          statements: [
            Statement(
              chart: visit.chart,
              event: .weighed(isLate ? 71 : 72),
              occurred: try at(time))
          ], reasons: .owed))
      let row = try house.clinic.header(at: recorded.positions.lowerBound)
      #expect(row.isLate == isLate, "\(time)")
    }
  }

  @Test(arguments: [1, 2, 3, 7, 100_000] as [UInt64])
  func `the newest are found from the end, however they are read`(step: UInt64) throws {
    var filter = HistoryFilter()
    let every = 0..<house.size
    for limit in [1, 2, 5, all.count, all.count + 3] {
      let newest = try house.clinic.newest(
        limit, in: every, passing: filter, positionsPerStep: step)
      #expect(newest.map(\.position) == all.suffix(limit).map(\.position))
    }
    filter.streams = [.staff]
    let staff = picked { $0.stream == "staff" }
    #expect(
      try house.clinic.newest(2, in: every, passing: filter, positionsPerStep: step)
        .map(\.position) == Array(staff.suffix(2)))
    #expect(
      try house.clinic.newest(2, in: 0..<staff[1], passing: filter, positionsPerStep: step)
        .map(\.position) == Array(staff.prefix(1)))
  }

  @Test func `as of an earlier size nothing later is shown, and nothing of the future`() throws {
    let rows = try shown {
      $0.asOf = .size(5)
      $0.limit = 2
    }
    #expect(rows == [3, 4])
    for asOf in [AsOf.size(house.size + 1), .recordedMicroseconds(.max)] {
      let error = expectError { try shown { $0.asOf = asOf } }
      guard case .futureAsOf? = error else {
        Issue.record("\(asOf): \(String(describing: error))")
        continue
      }
    }
    let beyond = expectError { try shown { $0.positions = house.size..<house.size + 1 } }
    guard case .unknownPosition(house.size, _)? = beyond else {
      Issue.record("expected unknownPosition, got \(String(describing: beyond))")
      return
    }
  }

  @Test func `whoever follows goes on behind what was shown`() throws {
    let filter = HistoryFilter()
    var next = try house.clinic.forEachInHistory(filter) { _ in }
    #expect(next == house.size)
    var later: [String] = []
    next = try house.clinic.forEachInHistory(filter, from: next) { later.append($0.event) }
    #expect(later.isEmpty && next == house.size)
    _ = try house.state(.weighed(73), on: visit.chart)
    next = try house.clinic.forEachInHistory(filter, from: next) { later.append($0.event) }
    #expect(later.contains("weighed") && next == house.size)
  }

  @Test func `each order is that of its column, and of the ledger where that is the same`() {
    for order in HistoryOrder.allCases {
      let sorted = order.sorted(all.shuffled())
      #expect(Set(sorted.map(\.position)) == Set(all.map(\.position)))
      for (one, next) in zip(sorted, sorted.dropFirst()) {
        let isInOrder =
          switch order {
          case .position: one.position < next.position
          case .occurred:
            (one.occurredMicroseconds, one.position) < (next.occurredMicroseconds, next.position)
          case .recorded:
            (one.recordedMicroseconds, one.position) < (next.recordedMicroseconds, next.position)
          case .actor:
            (one.actorHandle ?? "", one.position) < (next.actorHandle ?? "", next.position)
          case .kind: (one.event, one.position) < (next.event, next.position)
          case .chart: (one.chart ?? "", one.position) < (next.chart ?? "", next.position)
          }
        #expect(isInOrder, "\(order): \(one.position), \(next.position)")
      }
    }
  }

  @Test func `what owes a reason is shown to whoever reads findings, as a look`() throws {
    try house.actAs("drew")
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let owed = Set(
      report.visits.flatMap(\.findings).filter { $0.verdict.isDeviation && $0.explanations.isEmpty }
        .compactMap(\.evidence.last))
    #expect(!owed.isEmpty)
    #expect(try house.acting.entriesOwingAReason(asOf: nil) == owed)
    try house.actAs("audrey")
    let error = expectError { try house.acting.entriesOwingAReason(asOf: nil) }
    guard case .notPermitted(_, .auditor, _)? = error else {
      Issue.record("expected notPermitted, got \(String(describing: error))")
      return
    }
  }

  @Test func `a chart's id needs digits enough to be one, and nobody's key`() throws {
    let id = visit.chart.description
    #expect(try house.clinic.chart(withIDBeginning: String(id.prefix(8))) == visit.chart)
    #expect(try house.clinic.chart(withIDBeginning: id.uppercased()) == visit.chart)
    #expect(try house.clinic.chart(withIDBeginning: String(id.prefix(7))) == nil)
    #expect(try house.clinic.chart(withIDBeginning: "MH-10011") == nil)
  }
}
