import ClinicalRecord
import Testing

@testable import Clinic

/// Which day a visit is reported on.
struct ReportDayTests {
  @Test func `a visit is reported on the day of its infusion, before that of its arrival`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    func days(_ date: String, below size: UInt64? = nil) throws -> [String] {
      try house.acting.complianceReport(
        from: date, to: date, asOf: size.map { .size($0) }
      ).visits.map(\.date)
    }
    #expect(try days("2026-11-02") == ["2026-11-02"])
    let arrived = house.size
    house.clinic.clock.move(to: try ClinicalTime(iso8601: "2026-11-03T00:20-06:00"))
    try house.record(MoodVisit.start, on: visit.chart, reason: "the night was long")
    #expect(try days("2026-11-02") == [])
    #expect(try days("2026-11-03") == ["2026-11-03"])
    #expect(try days("2026-11-02", below: arrived) == ["2026-11-02"])
    #expect(try days("2026-11-03", below: arrived) == [])
  }

  @Test func `a visit that nobody has ended is told until somebody does, whatever the span`() throws
  {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.arrive()
    let other = try house.intake()
    func go(_ time: String) throws {
      house.clinic.clock.move(to: try ClinicalTime(iso8601: time))
      // The report's now is when the newest entry was recorded.
      try house.record(.chart(.consentWithdrawn(.init())), on: other)
    }
    func told(on date: String) throws -> [UInt32] {
      try house.acting.complianceReport(from: date, to: date, asOf: nil).leftOpen.map(\.visitNumber)
    }
    func listed() throws -> [[String]] {
      try house.acting.patients(matching: nil).map(\.visitsLeftOpen)
    }
    try go("2026-11-03T03:00-06:00")
    #expect(try told(on: "2026-11-02") == [] && listed() == [[], []])
    try go("2026-11-03T03:01-06:00")
    for date in ["2026-11-02", "2026-11-03", "2026-12-01"] { #expect(try told(on: date) == [1]) }
    #expect(try listed() == [["2026-11-02"], []])
    // Whoever sees it has looked at that visit.
    #expect(
      try house.acting.accessReport(of: visit.chart, from: nil, to: nil).lines.contains {
        $0.answer == .findings && $0.visitNumber == 1
      })
    try house.record(
      .dischargedAlone, on: visit.chart, occurred: "11:00", reason: "nobody came for her")
    #expect(try told(on: "2026-11-02") == [] && listed() == [[], []])
  }
}
