import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What the rules, the reports and the views make of what was corrected.
struct CorrectedRecordTests {
  private let house: TestClinic

  init() throws {
    house = try TestClinic()
    try house.move(to: "08:00")
  }

  // MARK: Departures, explanations, evidence

  @Test func `an amendment departs as the act would, a retraction owes`() throws {
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast()
    try visit.prepare()
    try visit.infuse()
    let file = try house.acting.chartFile(visit.chart)
    let stop = try #require(file.visits[1]?.stop?.position)
    let start = try #require(file.visits[1]?.start?.position)
    // An hour early: a stop is never held up, and neither is the correction of one.
    try house.move(to: "10:30")
    let early = try house.correct(
      [stop], .amended(MoodVisit.stop), by: "drew", beside: "nora", at: "09:20")
    #expect(early.owedDepartures.contains { $0.rule == .S10 })
    #expect(try house.acting.chartFile(visit.chart).visits[1]?.stop?.occurred == (try at("09:20")))
    let finding = try finding(.S10, in: visit.chart)
    #expect(finding.evidence.contains(stop))
    #expect(finding.evidence.contains(early.positions.lowerBound))
    // A dose of another route departs from nothing, a start before the papers does.
    let late = expectError {
      try house.correct([start], .amended(MoodVisit.start), by: "drew", beside: "nora", at: "07:00")
    }
    #expect(late?.code == .reasonNeeded)
    let consent = try #require(file.chart[ConsentSigned.self].first?.position)
    let retracted = try house.correct([consent], .enteredInError, by: "drew", beside: "nora")
    #expect(retracted.owedDepartures.contains { $0.rule == .S26 })
    try house.checkEverything()
  }

  @Test func `what was explained of an entry speaks for it as it is amended`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let start = try house.state(MoodVisit.start, on: chart)
    _ = try house.record(
      .visit(
        .deviationExplained(
          .with {
            $0.aboutPosition = start
            $0.reason = "on paper"
          })), on: chart)
    let amended = try house.correct(
      [start], .amended(MoodVisit.start.withDose(3)), beside: "drew", reason: "slip")
    #expect(try finding(.S26, in: chart).explanations.isEmpty == false)
    _ = try house.record(
      .visit(
        .deviationExplained(
          .with {
            $0.aboutPosition = amended.positions.lowerBound
            $0.rules = ["S26"]
            $0.reason = "on paper"
          })), on: chart)
    #expect(try finding(.S26, in: chart).explanations.count >= 2)
  }

  @Test func `evidence that is amended afterwards is late evidence`() throws {
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast()
    try visit.prepare()
    try visit.infuse()
    #expect(try finding(.S26, in: visit.chart).verdict == .met)
    let consent = try #require(
      try house.acting.chartFile(visit.chart).chart[ConsentSigned.self].first)
    _ = try house.correct(
      [consent.position], .amended(.chart(.consentSigned(consent.value))), by: "drew",
      beside: "nora", at: "07:30")
    #expect(try finding(.S26, in: visit.chart).verdict == .metOnLateEvidence)
  }

  private func finding(_ rule: RuleID, in chart: SubjectID) throws -> Finding {
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    return try #require(
      report.visits.first { $0.patient.chart == chart }?.findings.first { $0.rule == rule })
  }

  // MARK: What was believed

  @Test func `as of then is what was believed then`() throws {
    let visit = try MoodVisit(house)
    try visit.all()
    let chart = visit.chart
    try house.move(to: "11:00")
    let before = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let timeline = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    let file = try house.acting.chartFile(chart)
    let arrival = try #require(file.visits[1]?.arrival?.position)
    let all = file.facts.map(\.fact.position).filter { $0 >= arrival - 1 }
    _ = try house.correct(all, .enteredInError, by: "drew", beside: "nora")
    let now = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(now.visits.isEmpty)
    let then = try house.acting.complianceReport(
      from: nil, to: nil, asOf: .size(before.treeSize))
    #expect(then.visits.map(\.findings) == before.visits.map(\.findings))
    #expect(then.treeRoot == before.treeRoot)
    let seen = try house.acting.timeline(of: chart, visit: nil, asOf: .size(timeline.treeSize))
    #expect(seen.rows.map(\.sentence) == timeline.rows.map(\.sentence))
    #expect(seen.rows.allSatisfy { $0.outcome == nil })
    let rows = try house.acting.timeline(of: chart, visit: nil, asOf: nil).rows
    #expect(rows.filter { $0.outcome?.enteredInErrorBy != nil }.count == all.count)
    try house.checkEverything()
  }

  // MARK: At another terminal

  @Test func `whoever signs a correction elsewhere sees what it corrects`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let start = try house.state(MoodVisit.start, on: chart)
    let nora = house.acting
    let entries = try nora.correctable([start])
    let asked = try nora.ask(
      RecordRequest(
        statements: try entries.map { try $0.statement(.enteredInError, reason: "not hers") }),
      of: "drew", withinMicroseconds: 600_000_000)
    guard case .waiting(let pending) = asked else {
      Issue.record("\(asked)")
      return
    }
    // What comes between bears on nothing.
    _ = try house.state(.weighed(70), on: chart)
    let drew = try house.clinic.signIn(try house.identity("drew"))
    let opened = try drew.openRequest(pending.request.id.description)
    #expect(
      opened.lines.map(\.sentence).contains {
        $0.contains("#\(start)") && $0.contains("[was: Infusion started: ketamine 36.3 mg")
      })
    try drew.approve(opened)
    let recorded = try nora.complete(pending)
    #expect(recorded.signatures.map(\.signer.handle) == ["nora", "drew"])
    #expect(try nora.chartFile(chart).visits[1]?.start == nil)
    try house.checkEverything()
  }

  @Test func `a discharge that counts again elsewhere releases the device`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let discharge = try house.state(.dischargedAlone, on: chart)
    _ = try house.correct([discharge], .enteredInError)
    try house.actAs("ada")
    try house.enroll("monitor", .device)
    try house.actAs("nora")
    _ = try house.acting.assignDevice("monitor", to: chart, visit: nil)
    let nora = house.acting
    let asked = try nora.ask(
      RecordRequest(
        statements: try nora.correctable([discharge]).map {
          try $0.statement(.reinstated, reason: "it was so")
        }), of: "drew", withinMicroseconds: 600_000_000)
    guard case .waiting(let pending) = asked else {
      Issue.record("\(asked)")
      return
    }
    let drew = try house.clinic.signIn(try house.identity("drew"))
    try drew.approve(try drew.openRequest(pending.request.id.description))
    _ = try nora.complete(pending)
    #expect(try house.clinic.devices().first?.served == nil)
    try house.checkEverything()
  }

  // MARK: Looking and hashes

  @Test func `what is shown of an entry to correct it is in the access log`() throws {
    let chart = try house.intake()
    let position = try #require(try house.acting.chartFile(chart).chart.intake?.position)
    try house.actAs("fred")
    let size = house.size
    _ = try house.acting.correctable([position])
    #expect(house.size == size + 1)
    let header = try house.clinic.header(at: size)
    #expect(header.event == "viewed")
  }

  @Test func `a correction that names an entry by another hash is refused`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let weight = try house.state(.weighed(70), on: chart)
    let event = try #require(
      ClinicalEvent(
        Correction(
          position: weight, leafHash: Array(repeating: 7, count: 32), change: .enteredInError,
          reason: "x"), in: .visit))
    let error = expectError { try house.record(event, on: chart) }
    guard case .rejected(.malformed("target.leaf_hash", _, _))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `the same correction under the same append id is made once`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let weight = try house.state(.weighed(160), on: chart)
    let entry = try house.acting.correctable([weight])[0]
    let request = RecordRequest(
      appendID: .random(),
      statements: [
        try entry.statement(
          .amended(.weighed(72)), reason: "typed wrongly", occurred: entry.occurred)
      ])
    let first = try house.acting.record(request)
    let again = try house.acting.record(request)
    #expect(again.wasAlreadyRecorded && again.positions == first.positions)
  }
}
