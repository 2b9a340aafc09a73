import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Two charts of one patient: nothing moves, and everybody is led to one of them.
struct MergeTests {
  private let site: MergingClinic
  private var house: TestClinic { site.house }
  private var acting: SignedIn { site.acting }

  init() throws { site = try MergingClinic() }

  private static let arrived = ClinicalEvent.arrived
  private static let form = ClinicalEvent.chart(
    .historyFormReceived(.with { $0.formVersion = "4" }))

  @Test func `a merge is a pair of events in one append, one in each chart`() throws {
    let before = house.size
    let recorded = try site.merge()
    #expect(recorded.lines.map(\.event) == ["chart merged", "chart merged"])
    #expect(recorded.positions == before..<before + 2)
    #expect(try site.stream(of: before).subject == site.merged)
    #expect(try site.stream(of: before + 1).subject == site.survivor)
    #expect(recorded.signatures.map(\.signer.handle) == ["nora", "drew"])
    #expect(recorded.patient?.recordNumber == "MH-1")
    try house.checkEverything()
  }

  @Test func `both record numbers lead to the survivor, and the roster lists one patient`() throws {
    try site.merge()
    for who in ["MH-1", "MH-2", site.merged.description] {
      #expect(try acting.chart(named: who) == site.survivor)
      #expect(try acting.patient(who).recordNumber == "MH-1")
    }
    #expect(try acting.chart(named: "MH-2", followsMerges: false) == site.merged)
    let listed = try acting.patients(matching: nil)
    #expect(listed.map(\.patient.chart) == [site.survivor])
    #expect(listed.first?.mergedRecordNumbers == ["MH-2"])
    #expect(listed.first?.visits == 1)
    #expect(listed.first?.newestVisitStage == "ended")
    let found = try acting.patients(matching: "stream")
    #expect(found.map(\.patient.recordNumber) == ["MH-1"])
    #expect(found.first?.formerly == "Stream, Jo")
    try house.actAs("fred")
    #expect(try acting.patients(matching: "MH-2").map(\.patient.chart) == [site.survivor])
  }

  @Test func `the timeline shows both charts, and as of before the merge two`() throws {
    let before = house.size
    try site.merge()
    for chart in [site.survivor, site.merged] {
      let timeline = try acting.timeline(of: chart, visit: nil, asOf: nil)
      #expect(timeline.patient.recordNumber == "MH-1")
      #expect(timeline.charts.map(\.letter) == ["A", "B"])
      #expect(timeline.charts.map(\.recordNumber) == ["MH-1", "MH-2"])
      #expect(timeline.rows.filter { $0.event.kind == Arrived.kind }.map(\.visitName) == ["B/1"])
      #expect(timeline.rows.map(\.event.kind).filter { $0 == IntakeReceived.kind }.count == 2)
      let visit = try acting.timeline(of: chart, visit: 1, inChart: "B", asOf: nil)
      #expect(visit.rows.count > 10 && visit.rows.allSatisfy { $0.visitName == "B/1" })
      expectError { try acting.timeline(of: chart, visit: 1, asOf: nil) }
    }
    let then = try acting.timeline(of: site.merged, visit: nil, asOf: .size(before))
    #expect(then.patient.recordNumber == "MH-2" && then.charts.count == 1)
    #expect(then.rows.allSatisfy { $0.chartLetter == nil })
    // A prefix that ends within the append shows two charts, too.
    let cut = try acting.timeline(of: site.merged, visit: nil, asOf: .size(before + 1))
    #expect(cut.patient.recordNumber == "MH-2")
  }

  @Test func `what is recorded from then on goes to the survivor`() throws {
    try site.merge()
    // Whoever named the chart before it was merged is led on, too.
    for chart in [site.merged, site.survivor] {
      let recorded = try house.record(Self.form, on: chart)
      #expect(try site.stream(of: recorded.positions.upperBound - 1).subject == site.survivor)
      #expect(recorded.patient?.recordNumber == "MH-1")
    }
    let arrival = try house.record(Self.arrived, on: site.merged)
    #expect(arrival.visitNumber == 1)
    #expect(try site.stream(of: arrival.positions.upperBound - 1).subject == site.survivor)
    try house.checkEverything()
  }

  @Test func `what happened in a visit of the other chart is recorded in that visit`() throws {
    try site.merge()
    let recorded = try house.record(.weighed(72.5), on: site.survivor, occurred: "09:50")
    #expect(
      try site.stream(of: recorded.positions.lowerBound)
        == StreamKey(type: .visit, subject: site.merged, number: 1))
    let oxygen = ClinicalEvent.visit(.oxygenGiven(.with { $0.flowLPerMin = 2 }))
    let late = try house.record(oxygen, on: site.survivor, occurred: "09:40")
    #expect(try site.stream(of: late.positions.lowerBound).subject == site.merged)
    // And what is said of an entry stands beside it.
    let explained = try house.record(
      .visit(
        .deviationExplained(
          .with {
            $0.aboutPosition = recorded.positions.lowerBound
            $0.reason = "noticed on the way out"
          })), on: site.survivor)
    #expect(try site.stream(of: explained.positions.lowerBound).subject == site.merged)
    let amended = try house.correct(
      [recorded.positions.lowerBound], .enteredInError, by: "drew")
    #expect(try site.stream(of: amended.positions.lowerBound).subject == site.merged)
    try house.checkEverything()
  }

  @Test func `the papers, the infusions and the weights of both charts count`() throws {
    try site.merge()
    try house.move(to: "13:00")
    try house.record(Self.arrived, on: site.survivor)
    let weighed = ClinicalEvent.weighed(160)
    let check = try acting.check(Statement(chart: site.survivor, event: weighed))
    #expect(check.doubts.contains { $0.says.contains("72.6 kg") })
    let start = try acting.check(Statement(chart: site.survivor, event: MoodVisit.start))
    let verdicts = Dictionary(
      start.findings.map { ($0.rule, $0.verdict) }, uniquingKeysWith: { first, _ in first })
    #expect(verdicts[.S1] == .notApplicable, "an earlier visit was judged by it")
    #expect(verdicts[.S3] == .notApplicable && verdicts[.S28] == .notApplicable)
    #expect(verdicts[.S26] == .met, "the consent stands in the other chart")
    #expect(verdicts[.S27] == .deviationMissingEvidence)
    #expect(verdicts[.S12] == .notApplicable)
  }

  @Test func `the report tells the visits of both as the survivor's`() throws {
    let alone = try acting.complianceReport(from: nil, to: nil, asOf: nil)
    let before = house.size
    try site.merge()
    let report = try acting.complianceReport(from: nil, to: nil, asOf: nil)
    let section = try #require(report.visits.first)
    #expect(report.visits.count == 1 && section.patient.recordNumber == "MH-1")
    #expect(section.inChart?.letter == "B" && section.inChart?.recordNumber == "MH-2")
    #expect(section.findings.map(\.verdict) == alone.visits[0].findings.map(\.verdict))
    let then = try acting.complianceReport(from: nil, to: nil, asOf: .size(before))
    #expect(then.visits.map(\.patient.recordNumber) == ["MH-2"])
    // Both charts' access logs tell of it.
    let log = try acting.accessReport(of: site.survivor, from: nil, to: nil)
    let positions = try house.clinic.history(
      .with(charts: [site.merged, site.survivor], kinds: [Viewed.kind, Searched.kind])
    ).map(\.position)
    #expect(log.lines.map(\.position) == positions.filter { $0 < log.treeSize })
  }

  @Test func `taken apart, each chart is its own again`() throws {
    try site.merge()
    let form = try house.record(Self.form, on: site.merged)
    _ = try site.unmerge()
    #expect(try acting.chart(named: "MH-2") == site.merged)
    #expect(try acting.patients(matching: nil).count == 2)
    let timeline = try acting.timeline(of: site.merged, visit: nil, asOf: nil)
    #expect(timeline.charts.count == 1)
    #expect(!timeline.rows.contains { $0.position == form.positions.lowerBound })
    try house.record(Self.form, on: site.merged)
    try site.merge()
    #expect(try acting.chart(named: "MH-2") == site.survivor)
    try house.checkEverything()
  }

  @Test func `the same append id merges once`() throws {
    let id = AppendID.random()
    let recorded = try site.merge(id: id)
    let size = house.size
    let again = try site.merge(id: id)
    #expect(again.wasAlreadyRecorded && again.positions == recorded.positions)
    #expect(house.size == size)
    #expect(throws: LedgerError.self) { try site.merge(beside: "fred", id: id) }
    let form = AppendID.random()
    try house.record(Self.form, on: site.merged, id: form)
    #expect(try house.record(Self.form, on: site.survivor, id: form).wasAlreadyRecorded)
  }

  @Test func `what was recorded before the merge is not recorded again after it`() throws {
    let id = AppendID.random()
    let before = try house.record(Self.form, on: site.merged, id: id)
    try site.merge()
    let again = try house.record(Self.form, on: site.survivor, id: id)
    #expect(again.wasAlreadyRecorded && again.positions == before.positions)
  }

  @Test func `what cannot be merged is refused, and nothing is recorded`() throws {
    func refusal(_ act: () throws -> Recorded) -> ClinicError? {
      let size = house.size
      let error = expectError { try act() }
      #expect(house.size == size)
      return error
    }
    guard case .secondSignerNeeded? = refusal({ try site.merge(beside: nil) }) else {
      Issue.record("expected secondSignerNeeded")
      return
    }
    guard case .secondSignerIsActor? = refusal({ try site.merge(beside: "nora") }) else {
      Issue.record("expected secondSignerIsActor")
      return
    }
    for handle in ["cora", "ada"] {
      guard case .rejected(.notYourRole)? = refusal({ try site.merge(by: handle) }) else {
        Issue.record("expected notYourRole for \(handle)")
        return
      }
    }
    guard case .rejected(.malformed)? = refusal({ try site.merge(into: site.merged) }) else {
      Issue.record("expected malformed")
      return
    }
    guard case .rejected(.outOfOrder)? = refusal({ try site.unmerge() }) else {
      Issue.record("expected outOfOrder")
      return
    }
    try site.merge()
    let third = try house.intake(recordNumber: "MH-3")
    for (chart, other) in [
      (site.merged, site.survivor), (site.survivor, third), (site.merged, third),
      (third, site.merged),
    ] {
      guard case .rejected? = refusal({ try site.merge(chart, into: other) }) else {
        Issue.record("expected rejected")
        return
      }
    }
    // A third chart of the same patient.
    try site.merge(third, into: site.survivor)
    #expect(try acting.patients(matching: nil).first?.mergedRecordNumbers == ["MH-2", "MH-3"])
    try house.checkEverything()
  }

  @Test func `a chart whose visit is open leads nowhere, and may be the survivor`() throws {
    let site = try MergingClinic(hasVisit: false)
    try site.house.record(Self.arrived, on: site.merged)
    guard case .rejected(.outOfOrder)? = expectError("", { try site.merge() }) else {
      Issue.record("expected outOfOrder")
      return
    }
    try site.merge(site.survivor, into: site.merged)
    #expect(try site.acting.chart(named: "MH-1") == site.merged)
    try site.house.checkEverything()
  }

  @Test func `a merge is taken back by an unmerge alone`() throws {
    let position = try site.merge().positions.lowerBound
    guard case .neverCorrected? = expectError("", { try acting.correctable([position]) }) else {
      Issue.record("expected neverCorrected")
      return
    }
    let half = ClinicalEvent.chart(
      .chartMerged(
        .with {
          $0.otherChart = Data(site.merged.bytes)
          $0.part = .survivor
          $0.reason = "alone"
        }))
    guard case .rejected? = expectError("", { try house.record(half, on: site.survivor) })
    else {
      Issue.record("expected rejected")
      return
    }
  }

  // MARK: Keeping and erasing

  @Test func `a hold on one keeps both, and is released of both`() throws {
    try house.actAs("cora")
    _ = try acting.placeHold(on: site.merged)
    try site.merge()
    try house.actAs("cora")
    let ada = try house.identity("ada")
    guard
      case .rejected? = expectError(
        "",
        {
          try acting.erase(site.survivor, ground: .retentionEnded, second: ada)
        })
    else {
      Issue.record("expected rejected")
      return
    }
    let placed = try acting.placeHold(on: site.survivor)
    #expect(placed.lines.compactMap(\.chart) == [site.survivor])
    let released = try acting.releaseHold(on: site.survivor, second: ada)
    #expect(Set(released.lines.compactMap(\.chart)) == [site.survivor, site.merged])
    try house.checkEverything()
  }

  @Test func `an erasure erases both, in one act`() throws {
    try site.merge()
    try house.actAs("cora")
    let erasure = try acting.erase(
      site.survivor, ground: .retentionEnded, second: try house.identity("ada"))
    #expect(erasure.alsoErased == [site.merged])
    #expect(try house.clinic.keyring().subjectsWithKeys().isEmpty)
    for chart in [site.survivor, site.merged] {
      #expect(try house.clinic.isErased(chart))
    }
    try house.actAs("drew")
    #expect(try acting.patients(matching: nil).isEmpty)
    try house.checkEverything()
  }
}

extension HistoryFilter {
  fileprivate static func with(charts: Set<SubjectID>, kinds: [EventKind]) -> HistoryFilter {
    var filter = HistoryFilter()
    filter.charts = charts
    filter.kinds = Set(kinds.flatMap { EntryKind.named($0.identifier) })
    return filter
  }
}
