import ClinicalRecord
import Compliance
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// In which order and how much of a chart a timeline tells.
struct TimelineTests {
  private let house: TestClinic
  private let visit: MoodVisit

  init() throws {
    house = try TestClinic()
    visit = try MoodVisit(house)
    try visit.all()
  }

  private func timeline(_ filter: TimelineFilter = TimelineFilter()) throws -> Timeline {
    try house.acting.timeline(of: visit.chart, visit: 1, asOf: nil, showing: filter)
  }

  private func showing(_ part: TimelinePart) throws -> [Timeline.Row] {
    var filter = TimelineFilter()
    filter.part = part
    return try timeline(filter).rows
  }

  @Test func `each entry is told in the part of the visit in which it happened`() throws {
    let rows = try timeline().rows
    let phases = Dictionary(grouping: rows, by: \.phase).mapValues { Set($0.map(\.name)) }
    #expect(phases[.preparation]?.contains("arrived") == true)
    #expect(phases[.infusion]?.contains("infusion started") == true)
    #expect(phases[.infusion]?.contains("infusion stopped") == true)
    #expect(phases[.recovery]?.contains("discharged") == true)
    #expect(phases[nil] == nil && phases[.afterwards] == nil)
    // They come one after the other.
    let order = rows.compactMap(\.phase).reduce(into: [Timeline.Phase]()) {
      if $0.last != $1 { $0.append($1) }
    }
    #expect(order == [.preparation, .infusion, .recovery])
    _ = try house.acting.record(
      RecordRequest(
        statements: [
          Statement(
            chart: visit.chart, visitNumber: 1, event: .weighed(72), occurred: try at("10:40"))
        ]))
    #expect(try timeline().rows.last?.phase == .afterwards)
  }

  @Test func `what was given by then stands beside what happened while the infusion ran`() throws {
    for row in try timeline().rows {
      let minute = row.occurred.unixMicroseconds - (try at("09:15").unixMicroseconds)
      guard row.phase == .infusion else {
        // At the minute of the stop the infusion had run.
        #expect(try row.givenMg == nil || row.occurred == at("10:00"), "\(row.sentence)")
        continue
      }
      let expected = min(36.3 * Double(minute) / Double(45 * 60_000_000), 36.3)
      #expect(abs((row.givenMg ?? -1) - expected) < 0.001, "\(row.sentence)")
    }
  }

  @Test func `a correction and a reason stand behind what they are about`() throws {
    try house.record(
      .visit(.weighed(.with { $0.weightKg = 75 })), on: visit.chart, occurred: "09:05")
    let weighed = try #require(try timeline().rows.last { $0.name == "weighed" })
    #expect(try timeline().visits.first?.summary.weight?.value.weightKg == 75)
    _ = try house.correct([weighed.position], .enteredInError, by: "drew")
    try house.record(
      .visit(
        .deviationExplained(
          .with {
            $0.aboutPosition = weighed.position
            $0.reason = "the scale was broken"
          })), on: visit.chart)
    let rows = try timeline().rows
    let index = try #require(rows.firstIndex { $0.position == weighed.position })
    #expect(rows[index + 1].corrects == weighed.position)
    #expect(rows[index + 2].explains == weighed.position)
    #expect(rows[index...(index + 2)].allSatisfy { $0.phase == .preparation })
    #expect(try showing(.corrections).map(\.position) == rows[index...(index + 2)].map(\.position))
    // What stands is what the heading tells.
    #expect(try timeline().visits.first?.summary.weight?.value.weightKg == 72.6)
  }

  @Test func `a part is what it says, and all parts are of the whole`() throws {
    let all = Set(try timeline().rows.map(\.position))
    let drugs = try showing(.drugs)
    #expect(drugs.map(\.name) == ["infusion started", "infusion stopped"])
    let vitals = try showing(.vitals)
    #expect(Set(vitals.map(\.name)) == ["weighed", "vitals sampled"])
    #expect(vitals.count == 15)
    #expect(try showing(.corrections).isEmpty)
    for part in TimelinePart.allCases {
      #expect(Set(try showing(part).map(\.position)).isSubset(of: all))
    }
  }

  @Test(arguments: [
    ("09:15", "09:20", 3), ("09:16", "09:20", 1), ("09:15", "09:19", 2), ("07:00", "08:59", 0),
  ])
  func `a span tells what happened in it, both ends counted`(
    from: String, to: String, count: Int
  ) throws {
    var filter = TimelineFilter()
    filter.occurredFrom = try at(from).earliest
    filter.occurredBefore = try at(to).latest + 1
    let shown = try timeline(filter)
    #expect(shown.rows.count == count)
    #expect(shown.visits.count == 1)
    let expected = try timeline().rows.filter {
      try $0.occurred.unixMicroseconds >= at(from).earliest
        && $0.occurred.unixMicroseconds <= at(to).latest
    }
    #expect(shown.rows.map(\.position) == expected.map(\.position))
  }

  @Test func `vital signs beyond the limits are alarms of their entry`() throws {
    try house.record(
      .visit(
        .vitalsSampled(
          .with {
            $0.source = .takenByHand
            $0.sample = .with { $0.spo2Percent = 88 }
          })), on: visit.chart, occurred: "10:20")
    let rows = try timeline().rows.filter { !$0.alarms.isEmpty }
    #expect(rows.map(\.alarms) == [["SpO2 88 % low"]])
    #expect(try timeline().visits.first?.summary.trend(.spo2)?.lowest?.value == 88)
  }

  @Test func `an entry whose time was amended stands where it belongs now`() throws {
    let rows = try timeline().rows
    let early = try #require(rows.last { $0.name == "vitals sampled" })
    _ = try house.correct([early.position], .amended(early.event), by: "drew", at: "09:16")
    let now = try timeline().rows
    let index = try #require(now.firstIndex { $0.position == early.position })
    #expect(now[index + 1].corrects == early.position)
    #expect(now[index].phase == .infusion)
    #expect(try now[index - 1].occurred == at("09:15"))
  }
}
