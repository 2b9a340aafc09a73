internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Compliance

/// `candor import vitals FILE`.
struct ImportVitals: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vitals",
    abstract: "A monitor's CSV file into a visit: one append, all of it or nothing.",
    discussion: """
      Columns: time,heart_rate_bpm,pulse_bpm,respiratory_rate_bpm,spo2_percent,systolic_mmhg,diastolic_mmhg,mean_mmhg. \
      A blank was not measured; a zero is "device reported 0". The same file twice adds nothing.

      Example:
        candor import vitals monitor.csv --patient MH-1001 --visit 1
      """)

  @Argument(help: "The file, or - for standard input.", completion: .file(extensions: ["csv"]))
  var file: String

  @Option(
    help: ArgumentHelp("A record number, or the first digits of a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String

  @Option(help: ArgumentHelp("The visit; the newest one when left out.", valueName: "number"))
  var visit: UInt32?

  @Option(
    help: ArgumentHelp(
      "32 hexadecimal digits; else it comes from the file and the visit.", valueName: "hex"))
  var appendID: String?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let identifier = try RecordingOptions.identifier(appendID)
    let context = try ledger.signIn()
    let bytes = try FileInput.bytes(at: file, .bulk, of: "a monitor's file")
    let chart = try context.person.chart(named: patient)
    var progress = Progress("Importing", on: context.terminal)
    let imported = try context.person.importVitals(
      bytes, into: chart, visit: visit, appendID: identifier
    ) { progress.update($0, of: $1) }
    progress.finish()
    try write(imported, context)
  }

  private func write(_ imported: Imported, _ context: CommandContext) throws {
    let recorded = imported.recorded
    let number = recorded.patient?.recordNumber ?? "?"
    let visit = recorded.visitNumber.map { ", visit \($0)" } ?? ""
    let head =
      recorded.wasAlreadyRecorded
      ? "Imported before, nothing added:"
      : "Imported \(imported.samples) samples for \(number)\(visit):"
    let columns = VitalsChannel.ofRun.compactMap { channel -> String? in
      guard let count = imported.values[channel.fieldName] else { return nil }
      let zeros = imported.zeros[channel.fieldName, default: 0]
      return "  \(count) values of \(channel.fieldName)"
        + (zeros == 0 ? "" : ", \(zeros) of them zero (device reported 0)")
    }
    let last = recorded.positions.upperBound - 1
    let positions = "  entries \(recorded.positions.lowerBound) to \(last)"
    let signatures = SignatureText(signatures: recorded.signatures, context: context)
    try context.answer(
      text: ([head] + columns + [positions] + signatures.lines).joined(separator: "\n"),
      json: try json(imported, signatures).text())
    for finding in recorded.owedDepartures {
      Output.note(
        "Departs from \(finding.rule.rawValue), reason owed (candor record deviation-explained): \(finding.statement)"
      )
    }
  }

  private func json(_ imported: Imported, _ signatures: SignatureText) -> JSONValue {
    let recorded = imported.recorded
    return .object([
      "record_number": recorded.patient.map { .string($0.recordNumber) } ?? .null,
      "visit": recorded.visitNumber.map { .integer(Int64($0)) } ?? .null,
      "already_recorded": .bool(recorded.wasAlreadyRecorded),
      "first_position": .integer(Int64(recorded.positions.lowerBound)),
      "last_position": .integer(Int64(recorded.positions.upperBound) - 1),
      "samples": .integer(Int64(imported.samples)),
      "values": .object(imported.values.mapValues { .integer(Int64($0)) }),
      "zeros": .object(imported.zeros.mapValues { .integer(Int64($0)) }),
      "signatures": signatures.json,
      "departures_owed": .array(recorded.owedDepartures.map { .string($0.rule.rawValue) }),
    ])
  }
}
