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

  @Option(
    help: ArgumentHelp(
      "Only this visit; of merged charts as B/1.", valueName: "number"),
    transform: VisitArgument.init(argument:))
  var visit: VisitArgument?

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
      // Which charts are merged is asked as of then.
      of: try context.person.chart(named: who, for: permission, followsMerges: false),
      visit: visit?.number, inChart: visit?.letter,
      asOf: try asOf?.resolved(by: context.times), emergency: emergency.emergency(in: context))
    try context.answer(
      text: TimelineText.render(timeline, style: context.style),
      json: try TimelineJSON.render(timeline))
  }
}

/// A visit: "2", or "B/1" of one of several charts that are merged.
struct VisitArgument {
  var letter: String?
  var number: UInt32

  init(argument: String) throws {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, let number = UInt32(last), parts.count <= 2,
      parts.count == 1 || parts[0].count == 1 && parts[0].allSatisfy(\.isLetter)
    else { throw ProgramError.usage("--visit takes a visit's number, or B/1 of merged charts") }
    self.number = number
    letter = parts.count == 2 ? parts[0].uppercased() : nil
  }
}
