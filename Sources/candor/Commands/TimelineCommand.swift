internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor timeline WHO`.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Everything recorded about a patient, in the order in which it happened.",
    discussion: """
      Who looks is recorded in the chart's access log before anything is shown; within the policy's window a second, \
      equal or narrower look adds nothing (candor report access).

      Examples:
        candor timeline MH-1001 --visit 1
        candor timeline MH-1001 --break-glass
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @Option(help: ArgumentHelp("Only this visit.", valueName: "number"))
  var visit: UInt32?

  @Option(
    help: ArgumentHelp(
      "As the ledger stood: a number of entries, or a time.", valueName: "size|time"),
    transform: AsOfArgument.init(argument:))
  var asOf: AsOfArgument?

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let permission: Permission = emergency.breakGlass ? .openInEmergency : .readCharts
    let timeline = try context.person.timeline(
      of: try context.person.chart(named: who, for: permission), visit: visit,
      asOf: try asOf?.resolved(by: context.times), emergency: emergency.emergency(in: context))
    try context.answer(
      text: TimelineText.render(timeline, style: context.style),
      json: try TimelineJSON.render(timeline))
  }
}
