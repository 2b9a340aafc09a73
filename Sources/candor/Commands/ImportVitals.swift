internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Compliance

/// `candor import vitals FILE`.
struct ImportVitals: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vitals",
    abstract: "A device's file into a visit: one append, all of it or nothing.",
    discussion: """
      Without --profile its columns are: time,heart_rate_bpm,pulse_bpm,respiratory_rate_bpm,spo2_percent,systolic_mmhg,diastolic_mmhg,mean_mmhg. \
      A blank was not measured; a zero is "device reported 0", and a value that no patient can have is a device's code: \
      both are kept and are no evidence. Times are of the clinic's zone. Rows that are on record already, whoever \
      imported them, are left out and counted: the same file twice adds nothing.

      A profile says what another device's file looks like (candor import profiles). Columns that it does not read are \
      named and left out; codes that it says mean "off" are blank, and counted.

      Examples:
        candor import vitals monitor.csv --patient MH-1001 --visit 1
        candor import vitals export.csv --profile philips-intellivue --patient MH-1001
        candor import vitals numerics.csv --profile physionet-bidmc --start 10:05 --patient MH-1001
      """)

  @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "What the file looks like: one of candor import profiles, or the path of a JSON file.",
      valueName: "name"))
  var profile: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "When a file begins that counts from there: 10:05 (today), 2026-03-02T10:05:30.",
      valueName: "time"),
    transform: TimeArgument.init(argument:))
  var start: TimeArgument?

  @Option(
    help: ArgumentHelp("A record number, or the first digits of a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String

  @Option(
    help: ArgumentHelp("The visit; when left out, the one of the rows' times.", valueName: "number")
  )
  var visit: UInt32?

  @Option(
    help: ArgumentHelp(
      "32 hexadecimal digits; else it comes from the file and the visit.", valueName: "hex"))
  var appendID: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Of times without one, for a monitor whose clock is not changed with the clinic's: -05:00.",
      valueName: "offset"),
    transform: UTCOffsetArgument.init(argument:))
  var utcOffset: UTCOffsetArgument?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let identifier = try RecordingOptions.identifier(appendID)
    let profile = try profile.map(ProfileArgument.profile) ?? .own
    try checkStart(profile)
    let context = try ledger.signIn()
    let start = try start.map { try startTime($0, of: profile, context) }
    let bytes = try FileInput.bytes(at: file, .bulk, of: "a monitor's file")
    let chart = try context.person.chart(named: patient)
    var progress = Progress("Importing", on: context.terminal)
    let imported = try context.person.importVitals(
      bytes, as: profile, startingAt: start, into: chart, visit: visit,
      utcOffsetMinutes: utcOffset?.minutes, appendID: identifier
    ) { progress.update($0, of: $1) }
    progress.finish()
    try write(imported, context)
  }

  private func checkStart(_ profile: ImportProfile) throws {
    if profile.needsStart, start == nil {
      throw ProgramError.usage(
        "the times of a \(profile.name) file are counted from a start that it does not say; give "
          + "--start, such as --start 10:05")
    }
    if !profile.needsStart, start != nil {
      throw ProgramError.usage(
        "a \(profile.name) file says its times itself; leave out --start")
    }
  }

  private func startTime(
    _ start: TimeArgument, of profile: ImportProfile, _ context: CommandContext
  ) throws -> ClinicalTime {
    let time = try TimeReader(clock: context.times, prompt: context.prompt)
      .read(start, field: "--start", day: .past)
    guard time.precision != .day || profile.takesDayAsStart else {
      throw ProgramError.usage("--start is a day; give its clock, too, such as 2026-03-02T10:05")
    }
    return time
  }

  private func write(_ imported: Imported, _ context: CommandContext) throws {
    let recorded = imported.recorded
    let number = recorded.patient?.recordNumber ?? "?"
    let visit = recorded.visitNumber.map { ", visit \($0)" } ?? ""
    let head =
      recorded.wasAlreadyRecorded
      ? "Imported before, nothing added:"
      : "Imported \(imported.samples) samples for \(number)\(visit):"
    let last = recorded.positions.upperBound - 1
    let positions = "  entries \(recorded.positions.lowerBound) to \(last)"
    let signatures = SignatureText(signatures: recorded.signatures, context: context)
    let lines = [head] + columns(of: imported) + leftOut(of: imported) + [positions]
    try context.answer(
      text: (lines + signatures.lines).joined(separator: "\n"),
      json: try json(imported, signatures).text())
    for finding in recorded.owedDepartures {
      Output.note(
        "Departs from \(finding.rule.rawValue), reason owed (candor record deviation-explained): \(finding.statement)"
      )
    }
  }

  /// What was added, column by column, and what of it cannot be a patient's.
  private func columns(of imported: Imported) -> [String] {
    VitalsChannel.ofRun.compactMap { channel in
      let name = channel.fieldName
      guard let count = imported.values[name] else { return nil }
      let zeros = imported.zeros[name, default: 0]
      var line = "  \(count) values of \(name)"
      if zeros > 0 { line += ", \(zeros) of them zero (device reported 0)" }
      let impossible = imported.impossible[name, default: [:]]
      guard !impossible.isEmpty else { return line }
      let codes = impossible.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let named = codes.prefix(3).map { "\($0.value) × \(Self.number($0.key))" }
      let more = codes.count > 3 ? ", and \(codes.count - 3) other values" : ""
      return line
        + ", \(codes.reduce(0) { $0 + $1.value }) of them not possible (\(named.joined(separator: ", "))"
        + "\(more)): kept as suspect, no evidence"
    }
  }

  /// What was not added, and why; and what says something else than is on record.
  private func leftOut(of imported: Imported) -> [String] {
    var lines: [String] = []
    for channel in VitalsChannel.ofRun {
      guard let codes = imported.offCodes[channel.fieldName] else { continue }
      let named = codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.value) × \($0.key)" }
      lines.append("  \(channel.fieldName) was off: " + named.joined(separator: ", "))
    }
    if !imported.unreadColumns.isEmpty {
      let count = imported.unreadColumns.count
      lines.append(
        "  columns left out, which \(imported.profile) does not read: "
          + imported.unreadColumns.prefix(Self.columnsNamed).joined(separator: ", ")
          + (count > Self.columnsNamed ? ", and \(count - Self.columnsNamed) more" : ""))
    }
    if imported.blankRows > 0 {
      lines.append("  \(Self.rows(imported.blankRows)) without a value left out")
    }
    if imported.repeatedRows > 0 {
      lines.append("  \(Self.rows(imported.repeatedRows)) left out: the same as the one before")
    }
    if imported.onRecordCount > 0 {
      let by = imported.onRecord.map { "\($0.rows) by \($0.by?.handle ?? "somebody else")" }
      lines.append(
        "  \(Self.rows(imported.onRecordCount)) on record already, left out: "
          + by.joined(separator: ", "))
    }
    if !imported.conflicts.isEmpty {
      let named = imported.conflicts.prefix(Self.conflictsNamed).map {
        "line \($0.line) \($0.channel) and #\($0.position)"
      }
      let count = imported.conflicts.count
      lines.append(
        "  \(count) \(count == 1 ? "value says" : "values say") something else than is on record "
          + "for that time, kept beside it: " + named.joined(separator: "; ")
          + (count > Self.conflictsNamed ? "; …" : ""))
    }
    return lines
  }

  private static let conflictsNamed = 5
  private static let columnsNamed = 40

  private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  /// "32767", "-66", "0.5".
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }

  private func json(_ imported: Imported, _ signatures: SignatureText) -> JSONValue {
    let recorded = imported.recorded
    return .object([
      "record_number": recorded.patient.map { .string($0.recordNumber) } ?? .null,
      "visit": recorded.visitNumber.map { .integer(Int64($0)) } ?? .null,
      "already_recorded": .bool(recorded.wasAlreadyRecorded),
      "first_position": .integer(Int64(recorded.positions.lowerBound)),
      "last_position": .integer(Int64(recorded.positions.upperBound) - 1),
      "profile": .string(imported.profile),
      "columns_left_out": .array(imported.unreadColumns.map { .string($0) }),
      "off_codes": .object(
        imported.offCodes.mapValues { .object($0.mapValues { .integer(Int64($0)) }) }),
      // Of the file; those that are new stand under "added".
      "samples": .integer(Int64(imported.samples + imported.onRecordCount)),
      "added": .integer(Int64(imported.samples)),
      "values": .object(imported.values.mapValues { .integer(Int64($0)) }),
      "zeros": .object(imported.zeros.mapValues { .integer(Int64($0)) }),
      "impossible": .object(
        imported.impossible.mapValues { codes in
          .object(
            Dictionary(
              uniqueKeysWithValues: codes.map { (Self.number($0.key), .integer(Int64($0.value))) }))
        }),
      "blank_rows": .integer(Int64(imported.blankRows)),
      "repeated_rows": .integer(Int64(imported.repeatedRows)),
      "rows_on_record": .array(
        imported.onRecord.map { known in
          .object([
            "by": known.by.map { .string($0.handle) } ?? .null,
            "rows": .integer(Int64(known.rows)),
          ])
        }),
      "conflicts": .array(
        imported.conflicts.map { conflict in
          .object([
            "line": .integer(Int64(conflict.line)), "channel": .string(conflict.channel),
            "position": .integer(Int64(conflict.position)),
          ])
        }),
      "signatures": signatures.json,
      "departures_owed": .array(recorded.owedDepartures.map { .string($0.rule.rawValue) }),
    ])
  }
}

/// `--utc-offset`: how far a clock is from UTC.
struct UTCOffsetArgument: Hashable {
  /// East of UTC.
  var minutes: Int16

  init(argument: String) throws {
    guard let time = try? ClinicalTime(iso8601: "2000-01-01T00:00\(argument)") else {
      throw ProgramError.usage("it is not a UTC offset; give -05:00 or +01:00")
    }
    minutes = time.utcOffsetMinutes
  }
}
