import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Synchronization
import Testing

@testable import Clinic

/// What an act opens does not grow with the visit.
struct DecidingCostTests {
  /// A visit in which so many vital signs were taken.
  private func visited(_ count: Int) throws -> (house: TestClinic, visit: MoodVisit) {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.move(to: "09:30")
    _ = try house.acting.record(
      RecordRequest(
        statements: try (0..<count).map { index in
          let clock = try at("09:05").unixMicroseconds + Int64(index) * 100_000
          return Statement(
            chart: visit.chart, event: .vitals(Double(60 + index % 30), 98),
            occurred: ClinicalTime(
              unixMicroseconds: clock, utcOffsetMinutes: -360, precision: .microsecond))
        }, reasons: .owed))
    return (house, visit)
  }

  /// How many entries each of some acts opens.
  private func opened(_ house: TestClinic, _ count: Int, _ act: () throws -> Void) throws -> [Int] {
    let keys = try #require(house.acting.charts)
    return try (0..<count).map { _ in
      let before = keys.openedCount.load(ordering: .relaxed)
      try act()
      return keys.openedCount.load(ordering: .relaxed) - before
    }
  }

  @Test func `the next record opens as much after 5,000 entries as after 10`() throws {
    var counts: [[Int]] = []
    for size in [10, 5_000] {
      let (house, visit) = try visited(size)
      // Whoever comes first finds no rows.
      let first = try opened(house, 1) { try house.record(.weighed(73), on: visit.chart) }
      #expect(first[0] >= size)
      let acts = 3 * ChartFile.mostEntriesBehind
      let next = try opened(house, acts) { try house.record(.vitals(72, 98), on: visit.chart) }
      // Every so often all of it is one entry behind.
      #expect(next.min() == 1)
      counts.append(next.sorted())
      #expect(next.allSatisfy { $0 <= ChartFile.mostEntriesBehind })
      let checked = try opened(house, 1) {
        _ = try house.acting.check(Statement(chart: visit.chart, event: MoodVisit.start))
      }
      #expect(checked[0] <= ChartFile.mostEntriesBehind)
    }
    #expect(counts[0].max() == counts[1].max())
  }

  @Test func `a drawing, a closing and a report open few entries of a lot of hundreds`() throws {
    let booked = try BookedClinic()
    let house = booked.house
    try booked.draw()
    for _ in 0..<200 { try booked.record(DrugBookTests.drawn(1_000), lot: 1) }
    let acts: [() throws -> Void] = [
      { try booked.record(DrugBookTests.drawn(1_000)) },
      { _ = try house.acting.closeDay(nil) },
      { _ = try house.acting.drugReport(from: nil, to: nil, asOf: nil) },
      {
        _ = try house.acting.check(
          Statement(chart: booked.visit.chart, event: DrugBookTests.drawn(500)))
      },
    ]
    for act in acts {
      // The chart has entries behind its own rows, too.
      #expect(try opened(house, 1, act)[0] <= 2 * ChartFile.mostEntriesBehind)
    }
    try booked.expectFoldedAnew()
    try house.checkEverything()
  }

  @Test func `a visit's entry leaves the rows of the other streams as they are`() throws {
    let (house, visit) = try visited(40)
    try house.record(.weighed(73), on: visit.chart)
    let files = house.clinic.chartRowFiles
    let before = files.rows(of: visit.chart)
    #expect(before.count == 2)
    for _ in 0...ChartFile.mostEntriesBehind {
      try house.record(.vitals(72, 98), on: visit.chart)
    }
    let after = files.rows(of: visit.chart)
    let changed = before.keys.filter { before[$0] != after[$0] }
    #expect(changed.map { $0.suffix(4) } == [[0, 0, 0, 1]])
  }

  @Test func `an ordinary record writes no row`() throws {
    let (house, visit) = try visited(40)
    try house.record(.weighed(73), on: visit.chart)
    let before = house.clinic.chartRowFiles.rows(of: visit.chart)
    try house.record(.vitals(72, 98), on: visit.chart)
    #expect(house.clinic.chartRowFiles.rows(of: visit.chart) == before)
  }

  @Test func `rows that cannot be written or read stop no record`() throws {
    let (house, visit) = try visited(40)
    let path = house.folder + "/ledger/projections/charts"
    try? FileManager.default.removeItem(atPath: path)
    try "no folder".write(toFile: path, atomically: true, encoding: .utf8)
    for _ in 0..<3 { try house.record(.vitals(72, 98), on: visit.chart) }
    try FileManager.default.removeItem(atPath: house.folder + "/ledger/projections")
    for _ in 0..<3 { try house.record(.vitals(73, 98), on: visit.chart) }
    try house.checkEverything()
  }

  @Test func `who erases a chart erases its rows, and none come back`() throws {
    let (house, visit) = try visited(40)
    try house.record(.weighed(73), on: visit.chart)
    try house.record(.dischargedAlone, on: visit.chart, reason: "she insisted on leaving")
    let file = house.clinic.chartRowFiles.file(of: visit.chart)
    #expect(FileManager.default.fileExists(atPath: file))
    let keys = try #require(house.acting.charts)
    keys.letLedStreamsGo()
    let behind = try house.clinic.ledger.read { snapshot in
      try ChartFile.load(
        visit.chart, beginningWith: ChartRowFiles(store: house.folder + "/none"), keys: keys,
        clock: .unnamed, from: snapshot)
    }
    #expect(behind.behind?.streams.count == 2)
    try house.actAs("ada")
    try house.enroll("cora", .complianceOfficer)
    try house.actAs("cora")
    _ = try house.acting.erase(
      visit.chart, ground: .courtOrder, second: try house.identity("ada"))
    #expect(!FileManager.default.fileExists(atPath: file))
    _ = try house.acting.projectionsStatus()
    try house.actAs("drew")
    house.acting.storeRowsBehind(of: behind)
    #expect(!FileManager.default.fileExists(atPath: file))
    let key = Array(repeating: UInt8(1), count: 8)
    try house.clinic.chartRowFiles.write(
      [(RowName(StreamFold.self, of: visit.chart, 1), key)],
      // The erasure begins between the question and the file.
      where: { _ in !FileManager.default.fileExists(atPath: file) })
    #expect(!FileManager.default.fileExists(atPath: file))
  }
}
