internal import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Imports a monitor's file into a visit: packed runs of samples, one signed append, all of it or
  /// nothing.
  ///
  /// The append id comes from the file's digest, the chart and the visit, so the same file twice
  /// adds nothing.
  ///
  /// - Parameters:
  ///   - csv: the file's bytes.
  ///   - visit: nil: the visit that is open, or was last.
  ///   - progress: rows packed, rows in all.
  /// - Throws: `ClinicError.monitorFile` naming every line that is wrong or outside the visit,
  ///   which is a look at the visit; `.rejected` for a role that records no vitals.
  public func importVitals(
    _ csv: [UInt8], into chart: SubjectID, visit: UInt32?, appendID: AppendID?,
    progress: (Int, Int) -> Void
  ) throws -> Imported {
    try refusing(concerning: chart) { try VitalsSampled.kind.requireRole(role) }
    let file = try chartFile(chart)
    guard let number = visit ?? file.newestVisitNumber else { throw ClinicError.noVisit }
    guard let open = file.visits[number] else { throw ClinicError.unknownVisit(number: number) }
    let monitor = MonitorFile(
      parsing: csv, defaultOffsetMinutes: open.arrival?.occurred.utcOffsetMinutes ?? 0)
    let problems = monitor.problems + outside(open, monitor.rows)
    guard problems.isEmpty else {
      let tells = monitor.rows.contains { Self.misplacement(of: $0, in: open) != nil }
      let rejected = DisclosingRejection(
        rejection: .monitorFile(problems.sorted { $0.line < $1.line }),
        disclosed: tells ? [file.disclosure(at: number)] : [], isNeverHeldUp: false)
      throw failure(rejected, concerning: chart)
    }
    let statements = try runs(of: monitor.rows, progress: progress).map { run in
      Statement(chart: chart, visitNumber: number, event: run.event, occurred: run.start)
    }
    let recorded = try record(
      RecordRequest(
        appendID: appendID ?? importID(csv, chart: chart, visit: number), statements: statements,
        reasons: .owed))
    return imported(recorded, rows: monitor.rows)
  }

  /// How far a monitor's clock may be ahead.
  private static let clockSkewMicroseconds: Int64 = 5 * 60 * 1_000_000

  /// Rows of one packed run: four hours of a monitor that writes every minute.
  private static let rowsOfRun = 240

  private func runs(
    of rows: [MonitorFile.Row], progress: (Int, Int) -> Void
  ) throws -> [(event: ClinicalEvent, start: ClinicalTime)] {
    try stride(from: 0, to: rows.count, by: Self.rowsOfRun).map { first in
      let part = rows[first..<min(first + Self.rowsOfRun, rows.count)]
      let start = rows[first].time
      let run = try VitalsRun(
        rows: part.map { row in
          let offset = (row.time.unixMicroseconds - start.unixMicroseconds) / 1_000_000
          return (offsetSeconds: UInt32(clamping: offset), reading: row.reading)
        })
      var sampled = VitalsSampled()
      sampled.source = .monitor
      sampled.run = run
      progress(part.endIndex, rows.count)
      return (.visit(.vitalsSampled(sampled)), start)
    }
  }

  private func outside(_ visit: Visit, _ rows: [MonitorFile.Row]) -> [MonitorFileProblem] {
    let now = clock.nowMicroseconds()
    return rows.compactMap { row in
      if let what = Self.misplacement(of: row, in: visit) {
        return MonitorFileProblem(line: row.line, what: what)
      }
      if row.time.earliest > now + Self.clockSkewMicroseconds {
        return MonitorFileProblem(line: row.line, what: "later than now; check the monitor's clock")
      }
      return nil
    }
  }

  /// Nil for a row within the visit.
  private static func misplacement(of row: MonitorFile.Row, in visit: Visit) -> String? {
    let end = visit.end?.occurred
    if let begin = visit.arrival?.occurred.earliest, row.time.latest < begin {
      return "before the visit's arrival"
    }
    return end.map { row.time.earliest > $0.latest } == true ? "after the visit's end" : nil
  }

  private func importID(_ csv: [UInt8], chart: SubjectID, visit: UInt32) -> AppendID? {
    let name =
      Array("candor/import/v1\0".utf8) + ledger.id.bytes + chart.bytes
      + (0..<4).map { UInt8(truncatingIfNeeded: visit >> (8 * $0)) } + Hash.sha256(csv).bytes
    return AppendID(bytes: Hash.sha256(name).bytes.prefix(16))
  }

  private func imported(_ recorded: Recorded, rows: [MonitorFile.Row]) -> Imported {
    var values: [String: Int] = [:]
    var zeros: [String: Int] = [:]
    for row in rows {
      for channel in VitalsChannel.ofRun {
        guard let value = row.reading[channel] else { continue }
        values[channel.fieldName, default: 0] += 1
        if value.scaled == 0 { zeros[channel.fieldName, default: 0] += 1 }
      }
    }
    return Imported(recorded: recorded, samples: rows.count, values: values, zeros: zeros)
  }
}

/// What a monitor's file added to a visit.
public struct Imported: Sendable {
  public var recorded: Recorded
  public var samples: Int
  /// How many values each column held, by the column's name; blanks are not counted.
  public var values: [String: Int]
  /// Zeros, "device reported 0", by the column's name.
  public var zeros: [String: Int]
}
