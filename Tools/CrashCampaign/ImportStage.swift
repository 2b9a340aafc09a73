internal import ClinicalRecord
internal import Foundation
internal import Ledger
internal import Rehearsal

/// Visits with a large file each, made one after another, and how long an import takes.
struct ImportStage {
  let rehearsal: RehearsalClinic
  private(set) var rows: Int
  private(set) var milliseconds = 0.0
  private var made = 0
  private var dice: SeededDice

  init(rehearsal: RehearsalClinic, rows: Int, seed: UInt64) throws {
    self.rehearsal = rehearsal
    self.rows = rows
    dice = SeededDice(seed: seed &+ 1)
  }

  /// What every process of the campaign takes the time to be.
  static func clock() throws -> ClinicalTime {
    try ClinicalTime(iso8601: "2026-03-04T07:00:00+00:00")
  }

  /// Doubles the files until the median of three imports takes 200 ms, so that kills land in work.
  mutating func growUntilSlow() throws {
    while true {
      var times: [Double] = []
      for _ in 0..<3 {
        let visit = try next()
        times.append(try Stopwatch.time { try visit.runImport() }.1 * 1_000)
      }
      milliseconds = times.median
      if milliseconds >= 200 { return }
      rows *= 2
    }
  }

  /// Follows a machine whose mood changes: an import that got away was faster than thought.
  mutating func learn(from fate: Fate) {
    switch fate {
    case .finished: milliseconds *= 0.95
    case .beforeCommit: milliseconds *= 1.01
    case .committedUnsaid, .acknowledged: break
    }
  }

  /// A new chart with an open visit, and a file for it.
  mutating func next() throws -> ImportVictim {
    made += 1
    let clock = try Self.clock()
    let begin = clock.adding(minutes: -2 * 24 * 60)
    let patient = "RH-\(made)"
    let chart = try VisitStory.chart(rehearsal, recordNumber: patient, at: clock)
    try VisitStory.openVisit(
      of: chart, by: try rehearsal.open(as: RehearsalClinic.doctor, at: clock), stated: begin)
    let record = MonitorRecord(
      start: begin.adding(minutes: 1), count: rows, step: 1, dice: &dice)
    let path = rehearsal.folder + "/monitor-\(made).csv"
    try Data(record.csv.utf8).write(to: URL(filePath: path))
    return ImportVictim(
      rehearsal: rehearsal, patient: patient, path: path, rows: rows,
      before: try LedgerCensus(of: rehearsal.ledger))
  }
}
