import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

@Suite struct AnswerTests {
  @Test func `a timeline shows both times, and marks what came late`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.move(to: "09:40")
    try house.record(
      .visit(.weighed(.with { $0.weightKg = 72.7 })), on: visit.chart, occurred: "09:01")

    let timeline = try house.acting.timeline(of: visit.chart, visit: 1, asOf: nil)

    let weighings = timeline.rows.filter { $0.name == "weighed" }
    #expect(weighings.map(\.isLate) == [false, true])
    #expect(try weighings[1].occurred == at("09:01"))
    #expect(try weighings[1].recordedMicroseconds == at("09:40").unixMicroseconds)
    #expect(timeline.rows.allSatisfy { $0.visitNumber == 1 })
  }

  @Test func `the same prefix gives the same report whatever came later`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast()
    let size = house.size
    let before = try house.acting.complianceReport(from: nil, to: nil, asOf: .size(size))
    try visit.prepare()
    try visit.infuse()

    let after = try house.acting.complianceReport(from: nil, to: nil, asOf: .size(size))

    #expect(after.treeRoot == before.treeRoot)
    #expect(after.visits.map(\.findings) == before.visits.map(\.findings))
    #expect(try house.acting.complianceReport(from: nil, to: nil, asOf: nil).treeSize > size)
  }

  @Test func `a report as of a time that has not come is refused`() throws {
    let house = try TestClinic()
    let future = try at("23:00").unixMicroseconds
    expectError {
      _ = try house.acting.complianceReport(
        from: nil, to: nil, asOf: .recordedMicroseconds(future))
    }
    expectError {
      _ = try house.acting.complianceReport(from: nil, to: nil, asOf: .size(house.size + 1))
    }
  }

  @Test func `a patient is found by record number and by the first digits of the chart`() throws {
    let house = try TestClinic()
    let chart = try house.intake(recordNumber: "MH-1")

    #expect(try house.acting.patient("mh-1").chart == chart)
    #expect(try house.acting.patient(String(chart.description.prefix(8))).chart == chart)
    for nobody in ["MH-2", "ffffffff", "", "zz"] {
      expectError { _ = try house.acting.patient(nobody) }
    }
  }

  @Test func `an empty clinic answers every question`() throws {
    let house = try TestClinic()
    #expect(try house.acting.patients(matching: nil).isEmpty)
    #expect(try house.acting.complianceReport(from: nil, to: nil, asOf: nil).visits.isEmpty)
    try house.checkEverything()
  }

  @Test func `history filters by chart, actor, kind and both times`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    var filter = HistoryFilter()
    filter.charts = [visit.chart]
    #expect(try house.clinic.history(filter).count == 8)
    filter.kinds = Set(EntryKind.named("consent-signed"))
    #expect(try house.clinic.history(filter).map(\.event) == ["consent signed"])
    filter.actor = 4
    #expect(try house.clinic.history(filter).isEmpty)
    filter = HistoryFilter()
    filter.recordedFrom = try at("08:00").unixMicroseconds
    #expect(try house.clinic.history(filter).count == 8)
    filter.recordedBefore = try at("08:00").unixMicroseconds
    #expect(try house.clinic.history(filter).isEmpty)
  }

  @Test func `check tells the departures without recording`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let size = house.size

    let preflight = try house.acting.check(
      Statement(chart: visit.chart, event: MoodVisit.start))

    #expect(!preflight.isClear)
    #expect(Set(preflight.departures.map(\.rule)) == [.S5, .S6, .S7, .S22])
    #expect(preflight.rejection == nil)
    let stop = try house.acting.check(Statement(chart: visit.chart, event: MoodVisit.stop))
    #expect(stop.rejection != nil)
    #expect(house.size == size + 1, "that somebody looked, and nothing else")
  }
}
