internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// `candor device assign`.
struct DeviceAssign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Let a device serve a visit.",
    discussion: """
      The chart gets a new data key, which is all that the device is handed. It is released with the visit's end.

      Example:
        candor device assign monitor-1 --patient MH-1001 --as nurse.lee
      """)

  @Argument(help: "The device's sign-in name.")
  var handle: String

  @Option(
    help: ArgumentHelp(
      "A record number, or the first digits of a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String

  @Option(help: ArgumentHelp("The visit; the newest one when left out.", valueName: "number"))
  var visit: UInt32?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let patient = try context.person.patient(patient)
    let recorded = try context.person.assignDevice(handle, to: patient.chart, visit: visit)
    try RecordReceiptText(recorded: recorded, statements: [], context: context).write()
    if context.format == .text {
      try Output.write("  it names the chart as \(patient.chart.description.prefix(8))")
    }
  }
}
