public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Imports a monitor's file into a visit: packed runs of samples, one signed append, all of it or
  /// nothing.
  ///
  /// What a monitor's file has said of the visit before, whoever imported it, is left out and
  /// counted: the same file twice adds nothing, and an export that begins anew each time adds its
  /// new rows. Another value at the same time is kept beside the first.
  ///
  /// - Parameters:
  ///   - csv: the file's bytes.
  ///   - profile: what the file looks like; nil: as Candor writes its own, and no other.
  ///   - start: from when its times are counted, where they are.
  ///   - visit: nil: the one in which its rows were taken; where they lie in none, the newest.
  ///   - utcOffsetMinutes: of a monitor whose clock goes by no zone; nil: it goes as the clinic's
  ///     does, or as it did at the arrival where the policy names no zone.
  ///   - progress: rows packed, rows in all.
  /// - Throws: `ClinicError.monitorFile` naming every line that is wrong or outside the visit,
  ///   which is a look at the visit; `.rejected` for a role that records no vitals.
  public func importVitals(
    _ csv: [UInt8], as profile: ImportProfile? = nil, startingAt start: ClinicalTime? = nil,
    into chart: SubjectID, visit: UInt32?, utcOffsetMinutes: Int16? = nil,
    appendID: AppendID?, progress: (Int, Int) -> Void
  ) throws -> Imported {
    let export = MonitorExport(
      bytes: csv, profile: try profile ?? .own, start: start, utcOffsetMinutes: utcOffsetMinutes)
    try refusing(concerning: chart) { try VitalsSampled.kind.requireRole(role) }
    while true {
      do {
        return try importVitals(export, into: chart, visit, appendID, progress: progress)
      } catch LedgerError.revisionConflict(let stream, _, _) where stream.type == .visit {
        // Somebody has recorded on the visit since it was read, maybe the same rows.
        continue
      }
    }
  }

  private func importVitals(
    _ export: MonitorExport, into chart: SubjectID, _ visit: UInt32?, _ appendID: AppendID?,
    progress: (Int, Int) -> Void
  ) throws -> Imported {
    let revisions = try ledger.read { try $0.visitRevisions(of: chart) }
    let file = try chartFileToDecide(chart)
    guard let number = visit ?? file.newestVisitNumber else { throw ClinicError.noVisit }
    guard let open = file.visits[number] else { throw ClinicError.unknownVisit(number: number) }
    let monitor = MonitorFile(
      parsing: export.bytes, as: export.profile, from: export.start,
      by: monitorClock(export.utcOffsetMinutes, of: open))
    let problems = monitor.problems + outside(open, monitor.rows, of: file)
    // The rows say in which visit they were taken.
    if visit == nil, !problems.isEmpty, let place = file.place(of: monitor.rows),
      place != (chart, number)
    {
      return try importVitals(
        export, into: place.chart, place.visit, appendID, progress: progress)
    }
    guard problems.isEmpty else {
      let tells = monitor.rows.contains { Self.misplacement(of: $0, in: open) != nil }
      let rejected = DisclosingRejection(
        rejection: .monitorFile(problems.sorted { $0.line < $1.line }),
        disclosed: tells ? [file.disclosure(at: number)] : [], isNeverHeldUp: false)
      throw failure(rejected, concerning: chart)
    }
    var known = MonitorRowsOnRecord(of: open)
    let added = monitor.rows.compactMap { known.new(in: $0) }
    let site = try ledger.read { try SiteState.load(from: $0) }
    var imported = Imported(
      recorded: try recordedBefore(known.positions, in: number, of: file),
      samples: added.count, profile: export.profile.name, blankRows: monitor.blankCount,
      repeatedRows: monitor.repeatCount, unreadColumns: monitor.unreadColumns,
      offCodes: monitor.offCodes,
      onRecord: known.rowsByActor.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
        (by: site.label(of: $0.key), rows: $0.value)
      }, conflicts: known.conflicts)
    guard !added.isEmpty else { return imported }
    imported.count(added.map(\.reading))
    let statements = try runs(of: added, progress: progress).map { run in
      Statement(chart: chart, visitNumber: number, event: run.event, occurred: run.start)
    }
    var request = RecordRequest(
      appendID: appendID ?? importID(export, added, chart: chart, visit: number),
      statements: statements, reasons: .owed)
    request.expectedRevisions = revisions.filter { $0.key.number == number }
    imported.recorded = try record(request)
    return imported
  }

  /// How far a monitor's clock may be ahead.
  private static let clockSkewMicroseconds: Int64 = 5 * 60 * 1_000_000

  /// Rows of one packed run: four hours of a monitor that writes every minute.
  private static let rowsOfRun = 240

  /// By the clinic's zone; where the policy names none, by the clock that showed the arrival.
  private func monitorClock(_ utcOffsetMinutes: Int16?, of visit: Visit) -> MonitorClock {
    let end = visit.end?.occurred.latest ?? .max
    let latest = min(end, clock.nowMicroseconds() &+ Self.clockSkewMicroseconds)
    let earliest = min(visit.arrival?.occurred.earliest ?? .min, latest)
    if let utcOffsetMinutes {
      return MonitorClock(offsetMinutes: utcOffsetMinutes, possible: earliest...latest)
    }
    guard clock.clinicClock.zone != nil else {
      return MonitorClock(
        offsetMinutes: visit.arrival?.occurred.utcOffsetMinutes ?? 0, possible: earliest...latest)
    }
    return MonitorClock({ clock.localOffsetMinutes(at: $0) }, possible: earliest...latest)
  }

  private func runs(
    of rows: [MonitorFile.Row], progress: (Int, Int) -> Void
  ) throws -> [(event: ClinicalEvent, start: ClinicalTime)] {
    try stride(from: 0, to: rows.count, by: Self.rowsOfRun).map { first in
      let part = rows[first..<min(first + Self.rowsOfRun, rows.count)]
      var start = clock.clinicClock.local(rows[first].time)
      if part.contains(where: { $0.time.precision == .second }) { start.precision = .second }
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

  private func outside(
    _ visit: Visit, _ rows: [MonitorFile.Row], of file: ChartFile
  ) -> [MonitorFileProblem] {
    let now = clock.nowMicroseconds()
    return rows.compactMap { row in
      if let what = Self.misplacement(of: row, in: visit) {
        let own = file.visits.filter { $0.value.holds(row.time) }.keys.max()
        return MonitorFileProblem(
          line: row.line, what: what + (own.map { "; it lies in visit \($0)" } ?? ""))
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

  /// Of the rows that the append adds, so that a repeated command finds its own answer and a file
  /// of which something is new again gets another id.
  private func importID(
    _ export: MonitorExport, _ added: [MonitorFile.Row], chart: SubjectID, visit: UInt32
  ) -> AppendID? {
    func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
      stride(from: 0, to: number.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    // The same lines say something else by another profile, start or offset.
    let rows = added.flatMap { bytes(UInt32(clamping: $0.line)) + bytes($0.time.unixMicroseconds) }
    let file = Hash.sha256(export.bytes).bytes + Hash.sha256(export.profile.document).bytes
    let name =
      Array("candor/import/v3\0".utf8) + ledger.id.bytes + chart.bytes + bytes(visit)
      + bytes(actor) + file + rows
    return AppendID(bytes: Hash.sha256(name).bytes.prefix(16))
  }

  /// Told where nothing of a file is new: the entries that hold its rows.
  private func recordedBefore(
    _ positions: Set<UInt64>, in visit: UInt32, of file: ChartFile
  ) throws -> Recorded {
    let first = positions.min() ?? 0
    let last = try positions.max().map { position in
      (
        try clinic.signatures(ofAppendWith: position),
        try ledger.read { try $0.outline(at: position).stamp.recordedMicroseconds }
      )
    }
    return Recorded(
      positions: first..<(positions.max().map { $0 + 1 } ?? first), lines: [],
      recordedMicroseconds: last?.1 ?? 0, signatures: last?.0 ?? [], wasAlreadyRecorded: true,
      patient: file.label(on: today)?.redacted(for: role), visitNumber: visit,
      explainedDepartures: [], owedDepartures: [])
  }
}

/// What is imported, and what is said about it.
private struct MonitorExport {
  var bytes: [UInt8]
  var profile: ImportProfile
  /// Of times that are counted from one.
  var start: ClinicalTime?
  var utcOffsetMinutes: Int16?
}

extension ChartFile {
  /// The visit that most of the rows lie in, of this chart or of one that is merged into it; nil
  /// where none lies in any.
  fileprivate func place(
    of rows: [MonitorFile.Row]
  ) -> (chart: SubjectID, visit: UInt32)? {
    var most = 0
    var place: (SubjectID, UInt32)?
    for member in [self] + merged {
      for (number, visit) in member.visits.sorted(by: { $0.key > $1.key }) {
        let count = rows.count { visit.holds($0.time) }
        guard count > most else { continue }
        most = count
        place = (member.subject, number)
      }
    }
    return place
  }
}

extension LedgerSnapshot {
  /// Of the streams of a chart's visits: what must not have changed when rows are added.
  fileprivate borrowing func visitRevisions(
    of chart: SubjectID
  ) throws -> [StreamKey: UInt32?] {
    var revisions: [StreamKey: UInt32?] = [:]
    for stream in try streams(of: chart) where stream.type == .visit {
      revisions[stream] = try streamHead(stream)?.revision
    }
    return revisions
  }
}

/// What a monitor's file added to a visit, and what it left out.
public struct Imported: Sendable {
  /// Of the rows that are new; where none is, of the entries that hold them already.
  public var recorded: Recorded
  /// Rows that were added.
  public var samples: Int
  /// The name of the profile that the file was read by.
  public var profile: String
  /// How many values of them each column held, by the column's name; blanks are not counted.
  public var values: [String: Int] = [:]
  /// Zeros, "device reported 0", by the column's name.
  public var zeros: [String: Int] = [:]
  /// Values that cannot be: codes of a device for "no signal", and slips. By the column's name and
  /// the value; they are kept, marked suspect, and are no evidence.
  public var impossible: [String: [Double: Int]] = [:]
  /// Rows without any value, left out.
  public var blankRows: Int
  /// Rows that say once more what the row before says, left out.
  public var repeatedRows: Int
  /// Columns of the file that the profile does not read, left out, by their names.
  public var unreadColumns: [String]
  /// How often a code of the profile's said that a channel was off, by the column's name and the
  /// code: blank.
  public var offCodes: [String: [String: Int]]
  /// Rows that were on record already, left out, by who recorded them.
  public var onRecord: [(by: StaffLabel?, rows: Int)]
  /// Values that were added although another one of the same channel and time is on record.
  public var conflicts: [Conflict]

  /// A row that says something else than what is on record.
  public struct Conflict: Sendable {
    /// Of the file, 1-based.
    public var line: Int
    /// The column's name.
    public var channel: String
    /// Of the entry with the other value.
    public var position: UInt64
  }

  /// Rows that were on record already.
  public var onRecordCount: Int { onRecord.reduce(0) { $0 + $1.rows } }

  fileprivate mutating func count(_ readings: [VitalsReading]) {
    for reading in readings {
      for channel in VitalsChannel.ofRun {
        guard let value = reading[channel] else { continue }
        values[channel.fieldName, default: 0] += 1
        if value.scaled == 0 {
          zeros[channel.fieldName, default: 0] += 1
        } else if !channel.isPossible(value.doubleValue) {
          impossible[channel.fieldName, default: [:]][value.doubleValue, default: 0] += 1
        }
      }
    }
  }
}
