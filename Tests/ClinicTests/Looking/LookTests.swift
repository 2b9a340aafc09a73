import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

@Suite struct LookTests {
  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
    try house.move(to: "09:30")
  }

  @Test(arguments: LookSubject.allCases)
  func `every look is one durable append, and a second within the window none`(
    subject: LookSubject
  ) throws {
    let size = house.size

    try subject.look(at: chart, in: house.acting)

    #expect(house.size == size + 1)
    let trace = try #require(try house.traces(of: chart).last)
    #expect(trace.position == size)
    #expect(trace.actor == 3)
    #expect(trace.value.look?.scope == subject.scope)
    try house.checkEverything()

    try house.move(to: "09:44")
    try subject.look(at: chart, in: house.acting)
    #expect(house.size == size + 1)
  }

  @Test func `a name that is shown before anything is recorded leaves a trace, or is not shown`()
    throws
  {
    let size = house.size
    let patient = try house.acting.patient(chart.description)
    #expect(house.size == size)

    #expect(house.acting.recordDisclosureOfName(patient))
    #expect(house.size == size + 1)
    #expect(try house.traces(of: chart).last?.value.look?.scope == .rosterLine)
    #expect(house.acting.recordDisclosureOfName(patient))
    #expect(house.size == size + 1)

    try house.actAs("ada")
    #expect(!house.acting.recordDisclosureOfName(patient))
    #expect(house.size == size + 1)
  }

  @Test(arguments: LookSubject.allCases)
  func `a look after the window is recorded again`(subject: LookSubject) throws {
    try subject.look(at: chart, in: house.acting)
    let size = house.size
    try house.move(to: "09:45")

    try subject.look(at: chart, in: house.acting)

    #expect(house.size == size + 1)
  }

  @Test(arguments: LookSubject.ofTheRecord)
  func `somebody else's look is recorded beside it`(subject: LookSubject) throws {
    try subject.look(at: chart, in: house.acting)
    let size = house.size
    try house.actAs("nora")

    try subject.look(at: chart, in: house.acting)

    #expect(house.size == size + 1)
    #expect(try house.traces(of: chart).map(\.actor) == [3, 4])
  }

  @Test(arguments: LookSubject.ofTheRecord)
  func `whoever has seen the chart has seen every part of it`(subject: LookSubject) throws {
    try LookSubject.chartTimeline.look(at: chart, in: house.acting)
    let size = house.size

    try subject.look(at: chart, in: house.acting)

    #expect(house.size == size)
  }

  @Test(arguments: LookSubject.allCases.filter { $0 != .chartTimeline })
  func `a wider look than before is recorded`(subject: LookSubject) throws {
    try subject.look(at: chart, in: house.acting)
    let size = house.size

    try LookSubject.chartTimeline.look(at: chart, in: house.acting)

    #expect(house.size == size + 1)
  }

  @Test func `the access log is not covered by the chart, nor the chart by the access log`() throws
  {
    try LookSubject.chartTimeline.look(at: chart, in: house.acting)
    let size = house.size
    try LookSubject.accessLog.look(at: chart, in: house.acting)
    #expect(house.size == size + 1)
  }

  @Test func `another visit is another look`() throws {
    try LookSubject.visitTimeline.look(at: chart, in: house.acting)
    try house.move(to: "09:31")
    try house.record(
      .visit(.transferred(.with { $0.destination = "hospital" })), on: chart)
    try house.record(.visit(.arrived(.with { $0.indication = .depression })), on: chart)
    let size = house.size

    _ = try house.acting.timeline(of: chart, visit: 2, asOf: nil)

    #expect(house.size == size + 1)
    #expect(try house.traces(of: chart).last?.value.look?.visitNumber == 2)
  }

  @Test func `a list of fifty patients is one append, and tells each chart how many there were`()
    throws
  {
    for number in 1...49 { _ = try house.intake(recordNumber: "MH-\(number)") }
    let size = house.size

    #expect(try house.acting.patients(matching: nil).count == 50)

    #expect(house.size == size + 50)
    let rows = try house.clinic.history(HistoryFilter()).suffix(50)
    #expect(Set(rows.map(\.appendID)).count == 1)
    #expect(Set(rows.map(\.event)) == ["searched"])
    #expect(Set(rows.compactMap(\.chart)).count == 50)
    guard case .searched(let searched)? = try house.traces(of: chart).last?.value else {
      Issue.record("no search in the chart's access stream")
      return
    }
    #expect(searched.listedCount == 50)
    try house.checkEverything()
  }

  @Test func `a list that names nobody leaves no trace`() throws {
    let size = house.size
    #expect(try house.acting.patients(matching: "nobody").isEmpty)
    #expect(house.size == size)
  }

  @Test func `only the charts of a list that were not seen before are added`() throws {
    _ = try house.acting.patients(matching: nil)
    _ = try house.intake(recordNumber: "MH-7")
    let size = house.size

    _ = try house.acting.patients(matching: nil)

    #expect(house.size == size + 1)
  }

  @Test func `a report leaves a trace for every visit, in one append`() throws {
    try house.record(
      .visit(.transferred(.with { $0.destination = "hospital" })), on: chart)
    try house.record(.visit(.arrived(.with { $0.indication = .depression })), on: chart)
    let size = house.size

    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)

    #expect(report.treeSize == size)
    #expect(house.size == size + 2)
    let looks = try house.traces(of: chart).compactMap(\.value.look)
    #expect(looks.map(\.visitNumber) == [1, 2])
    #expect(looks.allSatisfy { $0.answer == .findings })
    let rows = try house.clinic.history(HistoryFilter()).suffix(2)
    #expect(Set(rows.map(\.appendID)).count == 1)
  }

  @Test func `an answer is the tree before its own look, and stays the same bytes`() throws {
    let size = house.size
    let first = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    try house.move(to: "11:30")
    let second = try house.acting.timeline(of: chart, visit: nil, asOf: .size(size))

    #expect(first.treeSize == size)
    #expect(second.treeRoot == first.treeRoot)
    #expect(second.rows.map(\.position) == first.rows.map(\.position))
  }

  @Test func `a policy with no window has every look recorded`() throws {
    let house = try TestClinic(accessWindowMinutes: 0)
    let chart = try house.intake()
    let size = house.size
    _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    #expect(house.size == size + 2)
  }

  @Test func `a clock that was set back does not stretch the window`() throws {
    try house.move(to: "10:00")
    _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil)
    try house.move(to: "10:20")
    try house.record(.visit(.weighed(.with { $0.weightKg = 72.6 })), on: chart)
    try house.move(to: "09:00")
    let size = house.size

    _ = try house.acting.timeline(of: chart, visit: nil, asOf: nil)

    #expect(house.size == size + 1)
  }

  @Test func `what is recorded and echoed is no look`() throws {
    let size = house.size
    let recorded = try house.record(.visit(.weighed(.with { $0.weightKg = 72.6 })), on: chart)
    #expect(recorded.patient?.familyName == "Rivers")
    #expect(house.size == size + 1)
    #expect(try house.traces(of: chart).isEmpty)
  }
}
