import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// A clock that lies far ahead is not believed unasked: what it stamps cannot be taken back.
@Suite struct ClockDoubtTests {
  private func moved(_ house: TestClinic, to text: String) throws {
    house.clinic.clock.move(to: try ClinicalTime(iso8601: text))
  }

  /// The newest entries are of 2026-11-02.
  private func infusing() throws -> (TestClinic, SubjectID) {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.arrive(.depression)
    return (house, visit.chart)
  }

  private static let weighed = ClinicalEvent.visit(.weighed(.with { $0.weightKg = 70 }))
  private static let oxygen = ClinicalEvent.visit(
    .oxygenGiven(.with { $0.flowLPerMin = 2 }))

  @Test func `a year is believed in training, and a day more is asked about`() throws {
    let (house, chart) = try infusing()
    try moved(house, to: "2027-11-03T07:00-06:00")
    #expect(try house.clinic.clockDoubt() == nil)
    try moved(house, to: "2027-11-05T12:00-06:00")
    let doubt = try #require(try house.clinic.clockDoubt())
    #expect(doubt.days >= 367)
    let size = house.size
    guard
      case .clockFarAhead(let told)? = expectError(
        "", { try house.record(Self.weighed, on: chart, occurred: "09:40") })
    else {
      Issue.record("believed")
      return
    }
    // That year the clocks go back two days later.
    #expect(told == doubt && told.words.contains("2027-11-05 13:00"))
    // No look either: it would be stamped as well.
    expectError { try house.acting.timeline(of: chart, visit: nil, asOf: nil) }
    #expect(house.size == size)
    #expect(Clinic.mostMicrosecondsAhead(isTraining: false) == 30 * Age.day)
  }

  @Test func `whoever says that it is right is believed, once`() throws {
    let (house, chart) = try infusing()
    try moved(house, to: "2028-01-01T12:00-06:00")
    house.clinic = house.clinic.believingClock()
    try house.actAs("drew")
    try house.record(Self.weighed, on: chart, occurred: "09:40")
    try house.reopen()
    try house.actAs("drew")
    #expect(try house.clinic.clockDoubt() == nil)
    try house.record(Self.weighed, on: chart, occurred: "09:41")
    try house.checkEverything()
  }

  @Test func `what is never held up is recorded, and marked wherever it is told`() throws {
    let (house, chart) = try infusing()
    let before = try house.acting.securityReport(from: nil, to: nil)
    #expect(before.clockJumps.isEmpty)
    try moved(house, to: "2028-01-01T12:00-06:00")
    let recorded = try house.record(Self.oxygen, on: chart)
    let position = recorded.positions.lowerBound
    // Now the clock is set right, and every entry carries the later time.
    try moved(house, to: "2026-11-02T12:00-06:00")
    let later = try house.record(Self.weighed, on: chart, occurred: "09:40")
    let report = try house.acting.securityReport(from: nil, to: nil)
    let jump = try #require(report.clockJumps.first)
    #expect(report.clockJumps.count == 1)
    #expect(jump.mark.position == position && jump.days >= 424)
    // More than the stamp can hold: what the signer's clock said is told beside it.
    let lag = try #require(report.clockLag)
    #expect(lag.largestMilliseconds == .max && lag.position == later.positions.lowerBound)
    #expect(lag.signed?.iso8601.hasPrefix("2026-11-02T12:00") == true)
    let rows = try house.acting.timeline(of: chart, visit: nil, asOf: nil).rows
    #expect(rows.filter { $0.daysAfterEntryBefore != nil }.map(\.position) == [position])
    try house.checkEverything()
  }

  @Test func `an emergency look is never held up`() throws {
    let (house, chart) = try infusing()
    try moved(house, to: "2028-01-01T12:00-06:00")
    try house.actAs("ada")
    _ = try house.acting.timeline(
      of: chart, visit: nil, asOf: nil,
      emergency: BreakGlass { "The ambulance asks." })
    #expect(try house.acting.securityReport(from: nil, to: nil).clockJumps.count == 1)
  }

  @Test func `a clock that lies behind is no doubt`() throws {
    let (house, chart) = try infusing()
    try moved(house, to: "1970-01-01T00:00Z")
    #expect(try house.clinic.clockDoubt() == nil)
    try house.record(Self.weighed, on: chart, occurred: "09:40")
  }
}
