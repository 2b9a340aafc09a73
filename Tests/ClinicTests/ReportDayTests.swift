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
}
