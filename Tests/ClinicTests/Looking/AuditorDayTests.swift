import ClinicalRecord
import Foundation
import Ledger
import Testing

@testable import Clinic

/// The auditor's day: everything that headers tell, and nothing that a body does.
@Suite struct AuditorDayTests {
  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
    try house.actAs("ada")
    try LookSubject.chartTimeline.look(
      at: chart, in: house.acting, emergency: BreakGlass(host: "desk-1") { "an alarm" })
  }

  @Test(arguments: ["audrey", nil])
  func `an auditor, and nobody at all, read every header and append nothing`(handle: String?) throws
  {
    let person = try handle.map { try house.clinic.signIn(try house.identity($0)) }
    let head = try house.clinic.ledger.head()

    #expect(try house.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
    let rows = try house.clinic.history(HistoryFilter())
    #expect(rows.count == Int(house.size))
    var looks = HistoryFilter()
    looks.kinds = Set(EntryKind.named("emergency-access-opened"))
    looks.occurredFrom = try at("08:00").unixMicroseconds
    #expect(try house.clinic.history(looks).map(\.actorHandle) == ["ada"])
    #expect(try house.clinic.staff().count == 6)
    #expect(try house.clinic.waitingEmergencies().count == 1)
    for row in rows { _ = try house.clinic.header(at: row.position) }
    for row in rows where row.isSealed {
      let detail = try person?.show(row.position) ?? house.clinic.show(row.position)
      #expect(detail.sentence == nil && detail.json == nil && detail.sealedFor != nil)
    }
    #expect(try !house.clinic.spoolState().isMissing)
    #expect(try house.clinic.ledger.head() == head)
  }

  @Test(arguments: LookSubject.allCases.filter { $0 != .entry })
  func `what would open a body tells an auditor who may`(subject: LookSubject) throws {
    try house.actAs("audrey")
    let head = try house.clinic.ledger.head()
    let error = expectError {
      try subject.look(at: chart, in: house.acting)
    }
    guard case .notPermitted(_, .auditor, let allowed)? = error else {
      Issue.record("expected notPermitted, got \(String(describing: error))")
      return
    }
    #expect(allowed.contains("compliance officer"))
    #expect(!allowed.contains("--break-glass"))
    #expect(try house.clinic.ledger.head() == head)
  }

  private func counts(_ rows: [HistoryRow], by key: HistoryCount.Key) -> [HistoryCount] {
    var counting = HistoryCounting(by: key)
    for row in rows { counting.add(row) }
    return counting.all
  }

  @Test func `entries are counted by what headers tell`() throws {
    let rows = try house.clinic.history(HistoryFilter())
    for key in HistoryCount.Key.allCases {
      #expect(counts(rows, by: key).reduce(0) { $0 + $1.count } == rows.count, "\(key)")
      #expect(counts([], by: key).isEmpty, "\(key)")
    }
    let kinds = counts(rows, by: .kind)
    #expect(kinds.first?.name == "staff enrolled" || kinds.first?.name == "actor key enrolled")
    #expect(kinds.first { $0.name == "emergency access opened" }?.count == 1)
    #expect(counts(rows, by: .day).map(\.name) == ["2026-11-02"])
    let actors = counts(rows, by: .actor)
    #expect(Set(actors.map(\.name)) == ["ada", "drew"])
    #expect(actors == actors.sorted { $0.count > $1.count })
    let charts = counts(rows, by: .chart)
    #expect(charts.map(\.name).contains(chart.description))
    #expect(charts.map(\.name).contains("no chart"))
    #expect(Set(counts(rows, by: .stream).map(\.name)) == Set(rows.map(\.stream)))
  }
}
