import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Who is to be infused on a day, and how far each is.
struct DayScheduleTests {
  private let house: TestClinic

  init() throws { house = try TestClinic() }

  private func day(_ text: String) throws -> LocalDate {
    try #require(LocalDate(iso8601: text))
  }

  private func states(on date: String? = nil) throws -> [DaySchedule.State] {
    try house.acting.daySchedule(on: try date.map(day)).lines.map(\.state)
  }

  private func time(_ text: String) throws -> ClinicalTime {
    try ClinicalTime(iso8601: "\(text)-06:00")
  }

  private func scheduled(
    _ text: String, for indication: Indication = .depression
  ) throws -> ClinicalEvent {
    let stated = try time(text).stated
    return .chart(
      .infusionScheduled(
        .with {
          $0.scheduledFor = stated
          $0.indication = indication
        }))
  }

  @Test func `nobody is late before the minute is over, and whoever comes is late no more`() throws
  {
    let visit = try MoodVisit(house)
    try visit.papers()
    try house.move(to: "09:30")
    #expect(try states() == [.notYet])
    try house.move(to: "09:31")
    #expect(try states() == [.late])
    try house.record(.visit(.arrived(.with { $0.indication = .depression })), on: visit.chart)
    #expect(try states() == [.arrived])
  }

  @Test func `a date is not yet, and then the visit says how far it is`() throws {
    let visit = try MoodVisit(house)
    try visit.papers()
    #expect(try states() == [.notYet])
    try visit.arrive()
    #expect(try states() == [.arrived])
    try visit.fast()
    try visit.prepare()
    try house.move(to: "09:15")
    try house.record(MoodVisit.start, on: visit.chart)
    #expect(try states() == [.infusing])
    try house.record(.visit(.infusionPaused(.init())), on: visit.chart)
    #expect(try states() == [.paused])
    try house.record(.visit(.infusionResumed(.init())), on: visit.chart)
    try house.record(MoodVisit.stop, on: visit.chart, reason: "her wish")
    #expect(try states() == [.recovering])
    let line = try #require(try house.acting.daySchedule().lines.first)
    #expect(line.scheduled?.localClock == "09:30" && line.arrived?.localClock == "09:00")
    #expect(line.visitName == "1" && line.count?.words == "infusion 1 of 4–6")
  }

  @Test func `what was given up says so, and nobody is waited for`() throws {
    let visit = try MoodVisit(house)
    try visit.papers()
    let date = try at("09:30").stated
    try house.record(
      .chart(
        .infusionCancelled(
          .with {
            $0.scheduledFor = date
            $0.cause = .weather
          })), on: visit.chart)
    #expect(try states() == [.cancelled])
    try house.record(try scheduled("2026-11-02T09:00"), on: visit.chart)
    try house.move(to: "10:00")
    let missed = try at("09:00").stated
    try house.record(
      .chart(
        .noShowRecorded(
          .with {
            $0.scheduledFor = missed
            $0.reached = .no
          })), on: visit.chart)
    #expect(try states() == [.noShow, .cancelled])
    #expect(try house.acting.openMatters().neverArrived.isEmpty)
  }

  @Test func `a day that is over tells who never came, and who came without a date`() throws {
    let visit = try MoodVisit(house)
    try visit.papers()
    let other = try MoodVisit(house)
    try other.arrive()
    house.clinic.clock.move(to: try time("2026-11-03T08:00"))
    #expect(try states(on: "2026-11-02") == [.leftOpen, .neverArrived])
    #expect(try states(on: "2026-11-03").isEmpty)
    let matters = try house.acting.openMatters()
    #expect(matters.neverArrived.map(\.patient.chart) == [visit.chart])
    #expect(matters.leftOpen.map(\.chart) == [other.chart])
  }

  @Test func `dates to come are counted one after the other`() throws {
    let visit = try MoodVisit(house)
    try visit.papers()
    for text in ["2026-11-04T09:30", "2026-11-06T09:30"] {
      try house.record(try scheduled(text), on: visit.chart)
    }
    try house.record(try scheduled("2026-11-05T09:30", for: .chronicPain), on: visit.chart)
    func words(_ date: String) throws -> [String?] {
      try house.acting.daySchedule(on: try day(date)).lines.map(\.count?.words)
    }
    #expect(try words("2026-11-02") == ["infusion 1 of 4–6"])
    #expect(try words("2026-11-04") == ["infusion 2 of 4–6"])
    #expect(try words("2026-11-05") == ["infusion 1"])
    #expect(try words("2026-11-06") == ["infusion 3 of 4–6"])
  }

  @Test func `a visit that goes on over midnight is of the day of its arrival`() throws {
    let visit = try MoodVisit(house)
    house.clinic.clock.move(to: try time("2026-11-02T23:50"))
    try house.record(.visit(.arrived(.with { $0.indication = .depression })), on: visit.chart)
    house.clinic.clock.move(to: try time("2026-11-03T00:10"))
    #expect(try states().isEmpty)
    #expect(try states(on: "2026-11-02") == [.arrived])
    #expect(try house.acting.board().lines.map(\.stageMinutes) == [20])
  }

  @Test func `a date that has passed, a second one on the day and a taken chair are asked about`()
    throws
  {
    let visit = try MoodVisit(house)
    try visit.papers()
    let other = try MoodVisit(house)
    func doubts(_ text: String, on chart: SubjectID) throws -> [String] {
      try house.acting.check(Statement(chart: chart, event: try scheduled(text))).doubts.map(\.says)
    }
    #expect(try doubts("2026-11-04T09:30", on: other.chart).isEmpty)
    #expect(try doubts("2026-11-02T07:30", on: other.chart) == ["2026-11-02 07:30 has passed"])
    #expect(
      try doubts("2026-11-02T09:30", on: other.chart) == [
        "another infusion is scheduled for 2026-11-02 09:30, and the clinic has 1 chair"
      ])
    #expect(
      try doubts("2026-11-02T10:30", on: visit.chart) == [
        "the patient has an infusion on that day already, 2026-11-02 09:30"
      ])
    var request = RecordRequest(
      statements: [Statement(chart: other.chart, event: try scheduled("2026-11-02T09:30"))],
      reason: "the papers follow")
    request.doubts = .asked(confirmed: [])
    let size = house.size
    let error = expectError { try house.acting.record(request) }
    guard case .held(.doubtful(let held)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    // What was asked about is told as a look at the chart; the date is not recorded.
    #expect(try states().count == 1 && house.size <= size + 1)
    request.doubts = .asked(confirmed: Set(held))
    _ = try house.acting.record(request)
    #expect(try states() == [.notYet, .notYet])
  }

  @Test func `whoever moves a date is not told that it is taken by itself`() throws {
    let visit = try MoodVisit(house)
    try visit.papers()
    let (from, to) = (try at("09:30").stated, try at("11:30").stated)
    let moved = ClinicalEvent.chart(
      .infusionRescheduled(
        .with {
          $0.scheduledFor = from
          $0.rescheduledFor = to
          $0.cause = .clinic
        }))
    #expect(try house.acting.check(Statement(chart: visit.chart, event: moved)).doubts.isEmpty)
  }

  @Test func `the front desk reads the list, an auditor does not, and each look is recorded`()
    throws
  {
    let visit = try MoodVisit(house)
    try visit.papers()
    try house.actAs("fred")
    let size = house.size
    #expect(try states() == [.notYet])
    #expect(house.size == size + 1)
    _ = try states()
    #expect(house.size == size + 1)
    try house.actAs("audrey")
    let refused = expectError { try house.acting.daySchedule() }
    guard case .notPermitted = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
  }
}
