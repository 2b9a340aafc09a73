import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What an act comes to is the same, whether deciding begins with stored rows, of whatever day, or
/// with the entries alone.
struct DecidingTests {
  /// A clinic whose rows are kept as they were on several days.
  private final class Days {
    let house: TestClinic
    var charts: [SubjectID]
    private var rows: [ChartRowFiles] = []
    private(set) var comparedCount = 0

    init(_ house: TestClinic, _ charts: [SubjectID]) {
      self.house = house
      self.charts = charts
    }

    func keep() throws {
      try house.actAs("drew")
      let folder = house.folder + "/day-\(rows.count)"
      rows.append(try house.rows(of: charts, in: folder))
    }

    /// Holds the plans of acts on every chart against those that begin with no row.
    func compare(_ step: String, samples: Bool = false) throws {
      for chart in charts {
        let acts = samples ? house.sampleActs(on: chart) : try house.acts(on: chart)
        let right = try house.plans(of: acts, on: chart, beginningWith: .entries)
        for (day, rows) in rows.enumerated() {
          let plans = try house.plans(of: acts, on: chart, beginningWith: .rows(rows))
          for (plan, other) in zip(plans, right) {
            comparedCount += 1
            #expect(plan == other, "\(step), with the rows of day \(day)")
          }
        }
      }
    }
  }

  @Test func `a visit by the book, with a row of every hour`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    let days = Days(house, [visit.chart])
    let steps: [(String, () throws -> Void)] = [
      ("papers", visit.papers), ("arrival", { try visit.arrive() }), ("fast", { try visit.fast() }),
      ("preparation", visit.prepare), ("infusion", visit.infuse),
      (
        "a late reading",
        { try house.record(.vitals(0, 127), on: visit.chart, occurred: "09:22") }
      ),
      ("recovery", visit.recover),
    ]
    for (name, step) in steps {
      try days.keep()
      try step()
      try days.compare(name)
    }
    try days.compare("at the end", samples: true)
    #expect(days.comparedCount > 500)
  }

  @Test func `corrections of vital signs and of all else`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let days = Days(house, [visit.chart])
    let reading = try house.state(.vitals(70, 97), on: visit.chart)
    let slip = try house.state(.vitals(700, 97), on: visit.chart)
    let weight = try house.state(.weighed(80), on: visit.chart)
    try days.keep()
    let steps: [(String, () throws -> Void)] = [
      (
        "an amended reading",
        {
          _ = try house.correct([slip], .amended(.vitals(71, 97)), at: "09:01")
        }
      ),
      ("a reading that was none", { _ = try house.correct([reading], .enteredInError) }),
      ("a weight that was none", { _ = try house.correct([weight], .enteredInError) }),
      ("a reading after all", { _ = try house.correct([reading], .reinstated) }),
      ("a reading that was none again", { _ = try house.correct([reading], .enteredInError) }),
    ]
    for (name, step) in steps {
      try step()
      try days.compare(name)
      try days.keep()
      // A row holds what was corrected, and is led forward behind it.
      _ = try house.state(.vitals(72, 98), on: visit.chart)
      try days.compare(name + ", and more since")
    }
    try days.compare("at the end", samples: true)
  }

  @Test func `a monitor's runs, read twice and at one instant`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try visit.fast()
    try visit.prepare()
    try house.record(MoodVisit.start, on: visit.chart)
    let days = Days(house, [visit.chart])
    try house.move(to: "09:40")
    func csv(_ rows: [String]) -> [UInt8] {
      let header =
        "time,heart_rate_bpm,pulse_bpm,respiratory_rate_bpm,spo2_percent,"
        + "systolic_mmhg,diastolic_mmhg,mean_mmhg"
      return Array(([header] + rows).joined(separator: "\n").utf8) + [10]
    }
    let minutes = (1...30).map { $0 + 5 }.map { $0 < 10 ? "0\($0)" : "\($0)" }
    for (name, value) in [("first", "71.5"), ("once more", "71.5"), ("otherwise", "69")] {
      try days.keep()
      let rows = minutes.map { "2026-11-02T09:\($0):00-06:00,\(value),71,12,98,118,76,90" }
      let file = csv(Array(rows.prefix(name == "first" ? 20 : 30)))
      let imported = try house.acting.importVitals(
        file, into: visit.chart, visit: nil, appendID: nil, progress: { _, _ in })
      #expect(imported.samples == ["first": 20, "once more": 10, "otherwise": 30][name])
      #expect(imported.conflicts.isEmpty == (name != "otherwise"))
      try days.compare(name)
    }
  }

  @Test func `merged charts and taken apart again`() throws {
    let site = try MergingClinic()
    let days = Days(site.house, [site.survivor, site.merged])
    try days.keep()
    try site.merge()
    try days.compare("merged")
    try days.keep()
    try site.house.record(.arrived, on: site.survivor)
    try days.compare("a visit of the survivor's")
    _ = try site.unmerge()
    try days.compare("two again")
  }

  @Test func `another zone tells the same rows otherwise`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.all()
    let days = Days(house, [visit.chart])
    try days.keep()
    try house.actAs("ada")
    let policy = String(decoding: ShippedPolicies.omahaMoodAndPain, as: UTF8.self)
      .replacing("America/Chicago", with: "Asia/Kolkata").replacing(
        #""version": 2"#, with: #""version": 3"#)
    _ = try house.acting.adoptPolicy(Array(policy.utf8))
    try house.actAs("drew")
    try days.compare("in Kolkata")
  }
}
