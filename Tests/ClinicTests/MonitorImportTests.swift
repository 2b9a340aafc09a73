import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// The decoded record of one real patient's monitor, where it is beside the project.
private let mimicPath = "../shared/data/monitor/mimic-s00001.csv"

@Suite struct MonitorImportTests {
  private static let header =
    "time,heart_rate_bpm,pulse_bpm,respiratory_rate_bpm,spo2_percent,systolic_mmhg,diastolic_mmhg,"
    + "mean_mmhg"

  private func csv(_ rows: [String]) -> [UInt8] {
    Array(([Self.header] + rows).joined(separator: "\n").utf8) + [10]
  }

  private func arrived() throws -> (house: TestClinic, chart: SubjectID) {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.arrive(.chronicPain)
    try house.move(to: "09:30")
    return (house, visit.chart)
  }

  private func problems(_ rows: [String]) throws -> [String] {
    let (house, chart) = try arrived()
    let size = house.size
    let error = expectError {
      _ = try house.acting.importVitals(
        csv(rows), into: chart, visit: nil, appendID: nil, progress: { _, _ in })
    }
    // Where the visit begins was told.
    let isLook = rows.first?.hasPrefix("2026-11-02T08:") ?? false
    #expect(house.size == size + (isLook ? 1 : 0))
    guard case .monitorFile(let problems)? = error else { return [] }
    return problems.map { "\($0.line)" }
  }

  @Test(arguments: [
    (["2026-11-02T08:00:00-06:00,60,60,12,98,,,"], ["2"]),
    (["2026-11-02T09:10:00-06:00,60,60,12,98,,"], ["2"]),
    (["2026-11-02T09:10:00-06:00,sixty,60,12,98,,,"], ["2"]),
    (["2026-11-02T09:10:00-06:00,--6,60,12,98,,,"], ["2"]),
    (["yesterday,60,60,12,98,,,"], ["2"]),
    (["2026-11-02T09:10:00-06:00,60,,,,,,", "2026-11-02T09:10:00-06:00,61,,,,,,"], ["3"]),
    (["2026-11-02T09:11:00-06:00,60,,,,,,", "2026-11-02T09:10:00-06:00,61,,,,,,"], ["3"]),
    (["2026-11-02T09:10:00-06:00,60,,,,,,", "", "2026-11-02T09:12:00-06:00,x,,,,,,"], ["4"]),
    ([",,,,,,,", "2026-11-02T09:12:00-06:00,,,,,,,", ""], ["1"]),
    (["2026-11-02T09:10:00.1234567890-06:00,60,60,12,98,,,"], ["2"]),
    (["2026-11-02T09:10:00.-06:00,60,60,12,98,,,"], ["2"]),
    (["2026-11-02T09:40:00-06:00,60,60,12,98,,,"], ["2"]),
    ([], ["1"]),
  ])
  func `a bad row is named by its line and nothing is imported`(
    rows: [String], lines: [String]
  ) throws {
    #expect(try problems(rows) == lines)
  }

  @Test func `a file with another header is refused at line 1`() throws {
    let (house, chart) = try arrived()
    expectError {
      _ = try house.acting.importVitals(
        Array("time,hr\n".utf8), into: chart, visit: nil, appendID: nil, progress: { _, _ in })
    }
  }

  @Test func `the rows of a file go to the visit of their times`() throws {
    let house = try TestClinic()
    let first = try MoodVisit(house)
    try first.all()
    try house.move(to: "13:00")
    try house.record(.arrived, on: first.chart)
    try house.move(to: "14:00")
    let rows = [
      "2026-11-02T09:20-06:00,60,60,12,98,,,", "2026-11-02T09:21-06:00,61,60,12,98,,,",
    ]
    let imported = try house.acting.importVitals(
      csv(rows), into: first.chart, visit: nil, appendID: nil, progress: { _, _ in })
    #expect(imported.recorded.visitNumber == 1)
    let now = try house.acting.importVitals(
      csv(["2026-11-02T13:20-06:00,60,60,12,98,,,"]), into: first.chart, visit: nil, appendID: nil,
      progress: { _, _ in })
    #expect(now.recorded.visitNumber == 2)
    // Rows of two visits are not one import: the line says where it belongs.
    let error = expectError {
      try house.acting.importVitals(
        csv(rows + ["2026-11-02T13:21-06:00,60,60,12,98,,,"]), into: first.chart, visit: nil,
        appendID: nil, progress: { _, _ in })
    }
    guard case .monitorFile(let problems)? = error else {
      Issue.record("expected problems of the file")
      return
    }
    #expect(problems.map(\.line) == [4])
    #expect(problems.first?.what.contains("it lies in visit 2") == true)
    try house.checkEverything()
  }

  @Test func `a blank is absent and a zero is what the device reported`() throws {
    let (house, chart) = try arrived()
    let imported = try house.acting.importVitals(
      csv([
        "2026-11-02T09:10:00-06:00,0,60.5,12,,,,",
        "2026-11-02T09:11:00-06:00,61,,13.25,97,120,80,93",
      ]), into: chart, visit: nil, appendID: nil, progress: { _, _ in })

    #expect(imported.samples == 2)
    #expect(imported.zeros == ["heart_rate_bpm": 1])
    let samples = try #require(house.acting.chartFile(chart).visits[1]).samples()
    #expect(samples[0].reading(.heartRate) == .deviceReportedZero)
    #expect(samples[0].reading(.spo2) == .absent)
    #expect(samples[0].sample[.pulse] == 60.5)
    #expect(samples[1].sample[.respiratoryRate] == 13.25)
    try house.checkEverything()
  }

  @Test func `the same file twice adds nothing`() throws {
    let (house, chart) = try arrived()
    let file = csv(["2026-11-02T09:10:00-06:00,60,60,12,98,,,"])
    let first = try house.acting.importVitals(
      file, into: chart, visit: nil, appendID: nil, progress: { _, _ in })
    let size = house.size

    let again = try house.acting.importVitals(
      file, into: chart, visit: nil, appendID: nil, progress: { _, _ in })

    #expect(again.recorded.wasAlreadyRecorded)
    #expect(again.recorded.positions == first.recorded.positions)
    #expect(house.size == size)
  }

  private func imported(
    _ rows: [String], into chart: SubjectID, of house: TestClinic, ending: String = "\n"
  ) throws -> Imported {
    try house.acting.importVitals(
      Array(([Self.header] + rows).joined(separator: ending).utf8) + Array(ending.utf8),
      into: chart, visit: nil, appendID: nil, progress: { _, _ in })
  }

  @Test(arguments: ["\n", "\r\n", "\n\n"])
  func `blank rows are left out and counted, wherever they stand`(ending: String) throws {
    let (house, chart) = try arrived()
    let rows = (0..<300).map { second in
      let time = "2026-11-02T09:\(10 + second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60)"
      return second == 249 ? "\(time),,,,,,," : "\(time),72,72,14,98,,,"
    }
    let imported = try imported(rows + [",,,,,,,"], into: chart, of: house, ending: ending)
    #expect(imported.samples == 299)
    // With empty lines between, those are blank, too.
    #expect(imported.blankRows == (ending == "\n\n" ? 303 : 2))
    try house.checkEverything()
  }

  @Test func `every wrong line of a file is told by its number in the file`() throws {
    let rows = (0..<300).map { second -> String in
      let time = "2026-11-02T09:\(10 + second / 60):\(second % 60 < 10 ? "0" : "")\(second % 60)"
      return second % 100 == 49 ? "\(time),x,,,,,," : "\(time),72,,,,,,"
    }
    #expect(try problems(rows) == ["51", "151", "251"])
  }

  @Test func `a blank for the T and fractions of a second are read`() throws {
    let (house, chart) = try arrived()
    let imported = try imported(
      [
        "2026-11-02 09:10,60,,,,,,", "2026-11-02 09:10:30.250,61,,,,,,",
        "2026-11-02T09:11:00.500000-06:00,62,,,,,,",
      ], into: chart, of: house)
    #expect(imported.samples == 3)
    let samples = try #require(house.acting.chartFile(chart).visits[1]).samples()
    #expect(
      samples.map(\.occurred.iso8601) == [
        "2026-11-02T09:10:00-06:00", "2026-11-02T09:10:30-06:00", "2026-11-02T09:11:00-06:00",
      ])
  }

  @Test func `a device's codes are told by channel and count, and kept as suspect`() throws {
    let (house, chart) = try arrived()
    let imported = try imported(
      [
        "2026-11-02T09:10,32767,-66,255,127,,,", "2026-11-02T09:11,32767,70,14,98,500,-1,2047",
        "2026-11-02T09:12,0,-66,14,98,,,",
      ], into: chart, of: house)
    #expect(imported.samples == 3)
    #expect(imported.zeros == ["heart_rate_bpm": 1])
    #expect(
      imported.impossible == [
        "heart_rate_bpm": [32_767: 2], "pulse_bpm": [-66: 2], "respiratory_rate_bpm": [255: 1],
        "spo2_percent": [127: 1], "systolic_mmhg": [500: 1], "diastolic_mmhg": [-1: 1],
        "mean_mmhg": [2_047: 1],
      ])
    let rows = try house.acting.timeline(of: chart, visit: 1, asOf: nil).rows
    #expect(try #require(rows.last).sentence.contains("pulse 70 · SpO2 98 %"))
    #expect(try #require(rows.last).sentence.hasSuffix("3 suspect"))
    try house.checkEverything()
  }

  @Test func `an export that begins anew adds its new rows alone, whoever imports it`() throws {
    let (house, chart) = try arrived()
    let first = ["2026-11-02T09:10,60,60,12,98,,,", "2026-11-02T09:11,61,60,12,98,,,"]
    _ = try imported(first, into: chart, of: house)
    try house.actAs("nora")
    let next = try imported(
      first + ["2026-11-02T09:12,62,60,12,98,,,"], into: chart, of: house)
    #expect(next.samples == 1 && !next.recorded.wasAlreadyRecorded)
    #expect(next.onRecord.map(\.by?.handle) == ["drew"] && next.onRecordCount == 2)
    // The same rows in another file, and by another person.
    let size = house.size
    let again = try imported(first.reversed().reversed() + [""], into: chart, of: house)
    #expect(again.recorded.wasAlreadyRecorded && again.onRecordCount == 2)
    #expect(house.size == size)
    #expect(try house.acting.chartFile(chart).visits[1]?.samples().count == 3)
    try house.checkEverything()
  }

  @Test func `another value at the same time is kept, told, and marked in both entries`() throws {
    let (house, chart) = try arrived()
    let first = try imported(["2026-11-02T09:10,60,60,12,98,,,"], into: chart, of: house)
    try house.actAs("nora")
    let other = try imported(["2026-11-02T09:10,75,60,12,98,,,"], into: chart, of: house)
    #expect(other.samples == 1 && other.values == ["heart_rate_bpm": 1])
    #expect(other.conflicts.map(\.line) == [2] && other.onRecordCount == 0)
    #expect(other.conflicts.map(\.position) == [first.recorded.positions.lowerBound])
    let rows = try house.acting.timeline(of: chart, visit: 1, asOf: nil).rows
    let (one, two) = (
      first.recorded.positions.lowerBound, other.recorded.positions.lowerBound
    )
    #expect(rows.first { $0.position == one }?.conflicting == [two])
    #expect(rows.first { $0.position == two }?.conflicting == [one])
    #expect(rows.filter { !$0.conflicting.isEmpty }.count == 2)
  }

  @Test func `a row that says once more what the row before says is left out and counted`() throws {
    let (house, chart) = try arrived()
    let imported = try imported(
      ["2026-11-02T09:10,60,,,,,,", "2026-11-02T09:10,60,,,,,,", "2026-11-02T09:11,60,,,,,,"],
      into: chart, of: house)
    #expect(imported.samples == 2 && imported.repeatedRows == 1)
  }

  @Test func `the same append id with a file of which nothing is new answers as before`() throws {
    let (house, chart) = try arrived()
    let id = AppendID.random()
    let file = csv(["2026-11-02T09:10,60,60,12,98,,,"])
    for isFirst in [true, false] {
      let imported = try house.acting.importVitals(
        file, into: chart, visit: nil, appendID: id, progress: { _, _ in })
      #expect(imported.recorded.wasAlreadyRecorded == !isFirst)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: mimicPath), "no shared data here"))
  func `four hours of a real monitor read back as written, with the SpO2 gap found`() throws {
    let lines = try String(contentsOfFile: mimicPath, encoding: .utf8)
      .split(whereSeparator: \.isNewline).map(String.init)
    let window = Array(lines.dropFirst().prefix(4 * 60 + 1))
    let silence = longestSilence(window)
    try #require(silence > 30)
    let (house, chart) = try longVisit(around: window)

    let imported = try house.acting.importVitals(
      csv(window), into: chart, visit: nil, appendID: nil, progress: { _, _ in })

    #expect(imported.samples == window.count)
    try expectEqual(window, try #require(house.acting.chartFile(chart).visits[1]).samples())
    let findings = try house.acting.complianceReport(from: nil, to: nil, asOf: nil)
    let gap = try #require(findings.visits.first?.findings.first { $0.rule == .S8 })
    #expect(gap.verdict.isDeviation)
    #expect(gap.statement.contains("\(silence) min"), "\(gap.statement)")
    #expect(gap.statement.contains("SpO2"))
    try house.checkEverything()
  }

  /// Minutes of the longest stretch without a reading of SpO2, both ends counted: one row a minute.
  private func longestSilence(_ rows: [String]) -> Int {
    var longest = 0
    var last = 0
    for (minute, row) in rows.enumerated() {
      let field = row.split(separator: ",", omittingEmptySubsequences: false)[4]
      guard let value = Double(field), value > 0 else { continue }
      longest = max(longest, minute - last)
      last = minute
    }
    return max(longest, rows.count - 1 - last)
  }

  private func longVisit(around rows: [String]) throws -> (TestClinic, SubjectID) {
    func time(_ row: String?) throws -> ClinicalTime {
      try ClinicalTime(iso8601: String(try #require(row).prefix(25)))
    }
    let house = try TestClinic()
    try house.move(to: "18:00")
    let chart = try house.intake()
    let start = try time(rows.first)
    let stop = try time(rows.last)
    let events: [(ClinicalEvent, ClinicalTime)] = [
      (.visit(.arrived(.with { $0.indication = .chronicPain })), start),
      (MoodVisit.start, start), (MoodVisit.stop, stop),
    ]
    for (event, occurred) in events {
      _ = try house.acting.record(
        RecordRequest(
          statements: [Statement(chart: chart, event: event, occurred: occurred)], reasons: .owed))
    }
    return (house, chart)
  }

  /// Every value against an independent reading of the file's text.
  private func expectEqual(_ rows: [String], _ samples: [TimedSample]) throws {
    try #require(rows.count == samples.count)
    for (row, sample) in zip(rows, samples) {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      #expect(
        try sample.occurred.unixMicroseconds
          == ClinicalTime(iso8601: String(fields[0])).unixMicroseconds)
      for (channel, field) in zip(VitalsChannel.ofRun, fields.dropFirst()) {
        #expect(sample.sample[channel] == Double(field))
      }
    }
  }
}
