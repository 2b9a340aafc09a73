import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Who corrects what, when, and what becomes of everything that rested on it.
struct CorrectionTests {
  private let house: TestClinic

  init() throws {
    house = try TestClinic()
    try house.move(to: "08:00")
  }

  // MARK: Who

  @Test func `one's own entry is corrected alone for ten minutes`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let weight = try house.state(.weighed(160), on: chart)
    try house.move(to: "08:10")
    _ = try house.correct([weight], .amended(.weighed(72.6)))
    let again = try house.state(.weighed(70), on: chart)
    try house.move(to: "08:21")
    #expect(
      expectError { try house.correct([again], .enteredInError) }?.code == .secondSignerNeeded)
    _ = try house.correct([again], .enteredInError, beside: "drew")
    try house.checkEverything()
  }

  @Test func `somebody else's entry, and a drug, take a second signer at once`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let weight = try house.state(.weighed(160), on: chart, by: "drew")
    #expect(
      expectError { try house.correct([weight], .enteredInError) }?.code == .secondSignerNeeded)
    let start = try house.state(MoodVisit.start, on: chart)
    let amended = MoodVisit.start.withDose(3.63)
    #expect(
      expectError { try house.correct([start], .amended(amended), reason: "slip") }?.code
        == .secondSignerNeeded)
    // The front desk witnesses no drug.
    let error = expectError {
      try house.correct([start], .amended(amended), beside: "fred", reason: "slip")
    }
    #expect(error?.code == .secondSignerOfOtherRole)
    _ = try house.correct([start], .amended(amended), beside: "drew", reason: "slip")
    #expect(try house.acting.chartFile(chart).visits[1]?.start?.value.doseMg == 3.63)
    try house.checkEverything()
  }

  @Test func `who may not record it may not correct it`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let start = try house.state(MoodVisit.start, on: chart)
    #expect(
      expectError { try house.correct([start], .enteredInError, by: "fred", beside: "drew") }?.code
        == .notPermitted)
    let other = expectError { try house.correct([start], .enteredInError, by: "audrey") }
    #expect(other?.code == .notPermitted)
  }

  @Test func `staff, keys, policy, custody and access are never corrected`() throws {
    let chart = try house.intake()
    _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    try house.actAs("drew")
    for position in 0..<house.size {
      let header = try house.clinic.ledger.read { try $0.outline(at: position).header }
      guard header.stream.type != .chart, header.stream.type != .visit else { continue }
      #expect(expectError { try house.acting.correctable([position]) }?.code == .neverCorrected)
    }
  }

  @Test func `a correction is not corrected, and says what it is about`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let weight = try house.state(.weighed(160), on: chart)
    let amended = try house.correct([weight], .amended(.weighed(70)))
    let error = expectError { try house.correct([amended.positions.lowerBound], .enteredInError) }
    guard case .neverCorrected(_, _, weight?)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `whoever signed does not co-sign, and nobody does it twice`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    let weight = try house.state(.weighed(160), on: chart)
    #expect(expectError { try house.correct([weight], .coSigned) }?.code == .rejected)
    let signed = try house.correct([weight], .coSigned, by: "drew")
    #expect(signed.signatures.map(\.meaning) == ["co-signed"])
    #expect(expectError { try house.correct([weight], .coSigned, by: "drew") }?.code == .rejected)
    #expect(
      expectError { try house.correct([weight], .coSigned, by: "fred") }?.code == .notPermitted)
    try house.actAs("nora")
    let row = try #require(
      try house.acting.timeline(of: chart, visit: nil, asOf: nil).rows
        .first { $0.position == weight })
    #expect(row.outcome?.coSignatures.map(\.by?.handle) == ["drew"])
    #expect(row.outcome?.isSuperseded == false)
    try house.checkEverything()
  }

  // MARK: What rests on what

  @Test func `what others rest on goes with them or stays`() throws {
    let chart = try house.intake()
    let arrival = try house.state(.arrived, on: chart)
    let start = try house.state(MoodVisit.start, on: chart)
    let stop = try house.state(MoodVisit.stop, on: chart)
    let error = expectError { try house.correct([start], .enteredInError, beside: "drew") }
    guard case .rejected(.supports(_, start, let dependents))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(dependents.map(\.position) == [stop])
    #expect("\(try #require(error))".contains("candor retract \(start) \(stop)"))
    _ = try house.correct([start, stop], .enteredInError, beside: "drew")
    #expect(try house.acting.chartFile(chart).visits[1]?.stage == .arrived)
    // The arrival carries everything, and its visit's opening with it.
    _ = try house.state(.weighed(70), on: chart)
    #expect(expectError { try house.correct([arrival], .enteredInError) }?.code == .rejected)
    try house.checkEverything()
  }

  @Test func `a visit whose arrival was retracted is none, and its number is not given again`()
    throws
  {
    let chart = try house.intake()
    let arrival = try house.state(.arrived, on: chart)
    _ = try house.correct([arrival], .enteredInError)
    let file = try house.acting.chartFile(chart)
    #expect(file.visits.isEmpty)
    #expect(file.chart.nextVisitNumber == 2)
    #expect(
      expectError { try house.state(.weighed(70), on: chart) }?.code == .noVisit)
    #expect(try house.acting.patients(matching: nil).first?.visits == 0)
    _ = try house.state(.arrived, on: chart)
    #expect(try house.acting.chartFile(chart).visits.keys.sorted() == [2])
    _ = try house.correct([arrival], .reinstated)
    #expect(try house.acting.chartFile(chart).visits.keys.sorted() == [1, 2])
    try house.checkEverything()
  }

  @Test func `a retracted discharge leaves the visit open, and its report unfinished`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    _ = try house.state(MoodVisit.start, on: chart)
    _ = try house.state(MoodVisit.stop, on: chart)
    let discharge = try house.state(.dischargedAlone, on: chart)
    #expect(try house.acting.chartFile(chart).visits[1]?.stage == .ended)
    _ = try house.correct([discharge], .enteredInError)
    #expect(try house.acting.chartFile(chart).visits[1]?.stage == .recovering)
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(
      report.visits[0].findings.first { $0.rule == .S15 }?.verdict == .notYetDue)
    // A device that is assigned now serves an open visit.
    try house.actAs("ada")
    try house.enroll("monitor", .device)
    try house.actAs("nora")
    _ = try house.acting.assignDevice("monitor", to: chart, visit: nil)
    let device = try house.clinic.signIn(try house.identity("monitor"))
    let sample = ClinicalEvent.visit(
      .vitalsSampled(
        .with {
          $0.source = .monitor
          $0.sample.heartRateBpm = 70
        }))
    let sampled = try device.record(
      RecordRequest(statements: [Statement(chart: chart, event: sample)]))
    // A device corrects nothing, its own neither.
    #expect(expectError { try device.correctable([sampled.positions.lowerBound]) } != nil)
    // Somebody else corrects the device.
    _ = try house.correct([sampled.positions.lowerBound], .enteredInError, beside: "drew")
    _ = try house.correct([discharge], .reinstated, beside: "drew")
    #expect(try house.acting.chartFile(chart).visits[1]?.stage == .ended)
    #expect(try house.clinic.devices().first?.served == nil)
    try house.checkEverything()
  }

  @Test func `a retracted intake leaves a chart that is found by its number, and no patient`()
    throws
  {
    let chart = try house.intake(recordNumber: "MH-7")
    let position = try #require(try house.acting.chartFile(chart).chart.intake?.position)
    _ = try house.correct([position], .enteredInError, by: "drew")
    #expect(try house.acting.patients(matching: nil).isEmpty)
    #expect(try house.acting.chart(named: "MH-7") == chart)
    #expect(expectError { try house.intake(recordNumber: "MH-7") }?.code == .recordNumberTaken)
    #expect(try house.acting.timeline(of: chart, visit: nil, asOf: nil).rows.count == 2)
    #expect(expectError { try house.state(.arrived, on: chart) }?.code == .rejected)
    try house.checkEverything()
    #expect(try house.acting.chart(named: "MH-7") == chart)
    _ = try house.correct([position], .reinstated, by: "drew")
    #expect(try house.acting.patients(matching: nil).map(\.patient.recordNumber) == ["MH-7"])
    try house.checkEverything()
  }

  @Test func `everything of one act is retracted together`() throws {
    let chart = try house.intake()
    _ = try house.state(.arrived, on: chart)
    try house.actAs("nora")
    let batch = try house.acting.record(
      RecordRequest(
        statements: [.weighed(70), .weighed(71)].map { Statement(chart: chart, event: $0) },
        reasons: .owed))
    _ = try house.correct([batch.positions.lowerBound], .enteredInError, wholeAppend: true)
    #expect(try house.acting.chartFile(chart).visits[1]?[Weighed.self].isEmpty == true)
  }

  // MARK: Wrong patient

  @Test func `after a start on the wrong patient their own day goes on`() throws {
    let wrong = try house.intake()
    let right = try house.intake()
    for chart in [wrong, right] { _ = try house.state(.arrived, on: chart) }
    let slip = try house.state(MoodVisit.start, on: wrong)
    let error = expectError { try house.state(MoodVisit.start, on: wrong) }
    #expect("\(try #require(error))".contains("candor retract \(slip)"))
    _ = try house.correct([slip], .enteredInError, beside: "drew")
    _ = try house.state(MoodVisit.start, on: right)
    _ = try house.state(MoodVisit.stop, on: right)
    try house.move(to: "09:00")
    let own = try house.state(MoodVisit.start, on: wrong)
    #expect(try house.acting.chartFile(wrong).visits[1]?.start?.position == own)
    // Taken back now, it would be the start: what was started since could not stand beside it.
    #expect(
      expectError { try house.correct([slip], .reinstated, beside: "drew") }?.code == .rejected)
    try house.checkEverything()
  }
}
