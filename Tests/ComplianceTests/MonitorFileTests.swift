import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// S8 over a real patient's monitor: hours with a sensor off, while the other
/// channels go on.
struct MonitorFileTests {
  /// A row of the file: minutes since its first, and the two channels that S8 asks for.
  struct Row {
    var minute: Int
    var heartRate: Double?
    var respiration: Double?
    var spo2: Double?
  }

  static let path = "../shared/data/monitor/mimic-s00001.csv"
  static var isThere: Bool { (try? Repository.bytes(path)) != nil }

  static func rows() throws -> [Row] {
    let text = String(decoding: try Repository.bytes(path), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).dropFirst().enumerated().map { index, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return Row(
        minute: index, heartRate: Double(fields[1]), respiration: Double(fields[3]),
        spo2: Double(fields[4]))
    }
  }

  /// The longest run of minutes between readings over [from, to], worked out minute by minute.
  static func longestGap(
    _ rows: [Row], _ from: Int, _ to: Int, _ value: (Row) -> Double?
  ) -> (minutes: Int, begin: Int, zeros: Int) {
    var longest = (minutes: 0, begin: from, zeros: 0)
    var since = from
    var zeros = 0
    for minute in from...to {
      let reading = value(rows[minute])
      if reading == 0 { zeros += 1 }
      guard minute == to || (reading ?? 0) != 0 else { continue }
      if minute - since > longest.minutes { longest = (minute - since, since, zeros) }
      since = minute
      zeros = 0
    }
    return longest
  }

  /// A visit whose infusion lies over the rows from `begin`, four hours long.
  static func story(_ rows: [Row], from begin: Int) -> Story {
    let base = time("2026-11-02 08:00:00").unixMicroseconds
    func at(_ minute: Int) -> ClinicalTime {
      ClinicalTime(
        unixMicroseconds: base + Int64(minute) * 60_000_000, utcOffsetMinutes: -360,
        precision: .second)
    }
    var story = Story.pain
    story.lines.removeAll { $0.name.hasPrefix("vitals") }
    story = story.telling("run", run(rows, max(0, begin - 30), begin + 300), at: "08:00:00")
    for (name, minute) in [("start", begin), ("stop", begin + 240), ("run", max(0, begin - 30))] {
      guard let index = story.lines.firstIndex(where: { $0.name == name }) else { continue }
      story.lines[index].occurred = at(minute)
      story.lines[index].recordedMicroseconds = at(minute).unixMicroseconds
    }
    return story
  }

  /// The rows packed as the importer packs them, one decimal place.
  static func run(_ rows: [Row], _ from: Int, _ to: Int) -> Story.Said {
    let taken = rows[from...to]
    func channel(_ value: (Row) -> Double?) -> VitalsRun.Channel {
      .with { channel in
        channel.decimalPlaces = 1
        for row in taken {
          guard let value = value(row) else { continue }
          channel.rows.append(UInt32(row.minute - from))
          channel.scaled.append(Int32((value * 10).rounded()))
        }
      }
    }
    return .visit(
      .vitalsSampled(
        .with {
          $0.source = .monitor
          $0.run = .with {
            $0.offsetSeconds = taken.map { UInt32(($0.minute - from) * 60) }
            $0.heartRateBpm = channel(\.heartRate)
            $0.respiratoryRateBpm = channel(\.respiration)
            $0.spo2Percent = channel(\.spo2)
          }
        }))
  }

  @Test(.enabled(if: isThere, "skipped: ../shared/data/monitor/mimic-s00001.csv is not here"))
  func `the gaps of every four-hour window are those counted minute by minute`() throws {
    let rows = try Self.rows()
    try #require(rows.count == 1_936)
    for begin in stride(from: 0, to: rows.count - 301, by: 15) {
      let spo2 = Self.longestGap(rows, begin, begin + 240, \.spo2)
      let heartRate = Self.longestGap(rows, begin, begin + 240, \.heartRate)
      let finding = Self.story(rows, from: begin).finding(.S8)
      let measured = try #require(finding.measured)
      #expect(
        measured == "heart rate \(text(heartRate.minutes)) of 15 min; "
          + "SpO2 \(text(spo2.minutes)) of 15 min")
      let isTooLong = max(spo2.minutes, heartRate.minutes) > 15
      #expect(finding.verdict == (isTooLong ? .deviationMissingEvidence : .met))
      if spo2.minutes > 15 {
        #expect(
          finding.statement.contains(
            "the device reported 0 for it \(spo2.zeros == 1 ? "once" : "\(spo2.zeros) times")"),
          "\(finding.statement)")
      }
    }
  }

  /// The file's first readings of SpO2 are at 08:14 and 08:52, with 37 zeros between them.
  @Test(
    .enabled(if: isThere, "skipped: ../shared/data/monitor/mimic-s00001.csv is not here"),
    arguments: [(begin: 0, minutes: 38, gap: "08:14 to 08:52"), (15, 37, "08:15 to 08:52")])
  func `a sensor off at the beginning is found although respiration is in every row`(
    _ row: (begin: Int, minutes: Int, gap: String)
  ) throws {
    let rows = try Self.rows()
    #expect(rows[row.begin...(row.begin + 240)].allSatisfy { ($0.respiration ?? 0) > 0 })
    let finding = Self.story(rows, from: row.begin).finding(.S8)
    #expect(finding.verdict == .deviationMissingEvidence)
    #expect(
      finding.statement.contains(
        "No SpO2 reading is on record from \(row.gap) (\(row.minutes) min; at most 15 min); "
          + "the device reported 0 for it 37 times."), "\(finding.statement)")
  }

  private func text(_ minutes: Int) -> String {
    minutes < 60
      ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
  }
}
