import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Which infusion a visit's is, what is missing before the next one, and what courses come to.
struct CourseQueryTests {
  private func scored(_ total: UInt32, item9: UInt32 = 0) -> ClinicalEvent {
    .chart(
      .outcomeScored(
        .with {
          $0.scale = .phq9
          $0.total = total
          $0.item9 = item9
        }))
  }

  @Test func `a visit's infusion is counted wherever the visit is named`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let weighed = try house.record(
      .visit(.weighed(.with { $0.weightKg = 72.5 })), on: visit.chart)
    #expect(weighed.count?.words == "infusion 1 of 4–6")
    try visit.fast()
    try visit.prepare()
    try visit.infuse()
    #expect(
      try house.acting.patients(matching: nil).map { $0.newestCount?.words } == [
        "infusion 1 of 4–6"
      ])
    let timeline = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil)
    #expect(timeline.visits.map(\.count?.words) == ["infusion 1 of 4–6"])
    let report = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    #expect(report.visits.map(\.count?.words) == ["infusion 1 of 4–6"])
    try house.checkEverything()
  }

  @Test func `a plan counts from then on, and an earlier answer is what it was`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let size = house.size
    try house.record(
      .chart(
        .coursePlanned(
          .with {
            $0.indication = .depression
            $0.plannedInfusions = 6
          })), on: visit.chart)
    func words(_ asOf: AsOf?) throws -> [String?] {
      try house.acting.timeline(of: visit.chart, visit: nil, asOf: asOf).visits.map(\.count?.words)
    }
    #expect(try words(nil) == ["infusion 1 of 6"])
    #expect(try words(.size(size)) == ["infusion 1 of 4–6"])
  }

  @Test func `a role that reads no charts is told no count`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.actAs("fred")
    let named = try house.record(
      .visit(.driverNamed(.with { $0.driver = .with { $0.name = "Sam" } })), on: visit.chart)
    #expect(named.visitNumber == 1 && named.count == nil)
  }

  @Test func `what is missing before the next infusion is what the rules would say`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    let before = try house.acting.courses(of: visit.chart)
    #expect(before.next == nil && before.courses.isEmpty)
    let date = try at("09:30").stated
    try house.record(
      .chart(
        .infusionScheduled(
          .with {
            $0.scheduledFor = date
            $0.indication = .depression
          })), on: visit.chart, reason: "the papers follow")
    let next = try #require(try house.acting.courses(of: visit.chart).next)
    #expect(next.missing.map(\.rule) == [.S1, .S2, .S3, .S26, .S28])
    #expect(next.count?.words == "infusion 1 of 4–6")
    #expect(next.scheduled?.localClock == "09:30" && next.visitName == nil)
    #expect(next.missing.allSatisfy { $0.evidence.allSatisfy { $0 < house.size } })
    try house.record(
      .chart(.medicationListReviewed(.with { $0.noneTaken = true })), on: visit.chart)
    let less = try #require(try house.acting.courses(of: visit.chart).next)
    #expect(less.missing.map(\.rule) == [.S1, .S2, .S26, .S28])
  }

  @Test func `with its papers on file nothing is missing, and nothing was recorded by asking`()
    throws
  {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    _ = try house.acting.courses(of: visit.chart)
    let size = house.size
    let next = try #require(try house.acting.courses(of: visit.chart).next)
    #expect(next.missing.isEmpty)
    #expect(house.size == size)
    try visit.arrive()
    let here = try #require(try house.acting.courses(of: visit.chart).next)
    #expect(here.visitName == "1" && here.scheduled == nil)
  }

  @Test func `a score that shows a risk is open until it is answered, everywhere`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    let risky = try house.record(scored(18, item9: 1), on: visit.chart).positions.lowerBound
    try visit.arrive()
    #expect(try house.acting.courses(of: visit.chart).openRisks == [risky])
    #expect(try house.acting.board().lines.map(\.openRisks) == [[risky]])
    #expect(try house.acting.openMatters().risks.map(\.positions) == [[risky]])
    try house.record(
      .chart(
        .riskAnswered(
          .with {
            $0.outcome = .safetyPlanMade
            $0.assessment = "no plan, no intent"
          })), on: visit.chart)
    #expect(try house.acting.courses(of: visit.chart).openRisks.isEmpty)
    #expect(try house.acting.board().lines.map(\.openRisks) == [[]])
    #expect(try house.acting.openMatters().risks.isEmpty)
  }

  @Test func `the report tells the courses of a span, also as the ledger stood`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try house.record(scored(20), on: visit.chart)
    try visit.arrive()
    try visit.fast()
    try visit.prepare()
    try visit.infuse()
    let size = house.size
    try house.move(to: "11:00")
    try house.record(scored(9), on: visit.chart)
    let report = try house.acting.courseReport(from: nil, to: nil, asOf: nil)
    let course = try #require(report.courses.first)
    #expect(report.courses.count == 1 && course.infusions.count == 1)
    #expect(course.completedCount == 1 && course.status == .goingOn)
    #expect(course.outcomes.map(\.isResponse) == [true])
    let then = try house.acting.courseReport(from: nil, to: nil, asOf: .size(size))
    #expect(then.courses.first?.outcomes.map(\.isResponse) == [nil])
    for span in [("2026-11-02", "2026-11-02", 1), ("2026-11-03", "2026-11-30", 0)] {
      let told = try house.acting.courseReport(from: span.0, to: span.1, asOf: nil)
      #expect(told.courses.count == span.2, "\(span)")
    }
  }

  @Test func `what was entered in error counts for no course`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    let wrong = try house.record(scored(22), on: visit.chart).positions.lowerBound
    try visit.arrive()
    try visit.fast()
    try visit.prepare()
    try visit.infuse()
    func baselines() throws -> [UInt32?] {
      try house.acting.courseReport(from: nil, to: nil, asOf: nil).courses.flatMap {
        $0.outcomes.map(\.baseline?.total)
      }
    }
    #expect(try baselines() == [22])
    _ = try house.correct([wrong], .enteredInError, by: "drew", beside: "nora")
    #expect(try baselines() == [])
  }

  @Test func `merged charts are one patient's courses, and an erased one is left out`() throws {
    let merging = try MergingClinic()
    #expect(
      try merging.acting.courseReport(from: nil, to: nil, asOf: nil).courses.map(
        \.patient.recordNumber) == ["MH-2"])
    try merging.merge()
    let report = try merging.acting.courseReport(from: nil, to: nil, asOf: nil)
    #expect(report.courses.map(\.patient.recordNumber) == ["MH-1"])
    #expect(try merging.acting.courses(of: merging.survivor).courses.count == 1)
    _ = try merging.unmerge()
    #expect(
      try merging.acting.courseReport(from: nil, to: nil, asOf: nil).courses.map(
        \.patient.recordNumber) == ["MH-2"])
    try merging.house.checkEverything()
  }

  @Test func `an empty ledger has no course, and nothing is open`() throws {
    let house = try TestClinic()
    #expect(try house.acting.courseReport(from: nil, to: nil, asOf: nil).courses.isEmpty)
    #expect(try house.acting.openMatters().isEmpty)
    #expect(try house.acting.board().lines.isEmpty)
    #expect(try house.acting.daySchedule().lines.isEmpty)
  }
}
