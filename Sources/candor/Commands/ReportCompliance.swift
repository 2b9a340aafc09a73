internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor report compliance`.
struct ReportCompliance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compliance",
    abstract: "The clinic's rules held against every visit.",
    discussion: """
      A visit counts for the day of its infusion, for that of its arrival while it has none. Departures come first, \
      then who owes a reason, the sums of every rule, and the visits in order, one line each; where they are many, one \
      line a day. With --full every finding of every visit is shown. What the rules do not judge is named. Exit code 1 when a departure still owes its reason, 65 when a chart had to be left out. Who looks is recorded in the access log of every chart that \
      it shows.

      Example:
        candor report compliance --from 2026-03-02 --to 2026-03-08
      """)

  @Option(
    help: ArgumentHelp("The first day, YYYY-MM-DD.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var from: LocalDate?

  @Option(
    help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var to: LocalDate?

  @Option(
    help: ArgumentHelp(
      "As the ledger stood: a number of entries, or a time.", valueName: "size|time"),
    transform: AsOfArgument.init(argument:))
  var asOf: AsOfArgument?

  @Flag(help: "Show every finding of every visit.")
  var full = false

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let report = try context.person.complianceReport(
      from: from?.iso8601, to: to?.iso8601, asOf: try asOf?.resolved(by: context.times),
      emergency: emergency.emergency(in: context))
    try context.answer(
      text: full
        ? ComplianceText.render(report, style: context.style)
        : ComplianceSummaryText.render(report, style: context.style),
      json: try ComplianceJSON.render(report))
    try context.requireWhole()
    if report.owedCount > 0 { throw ExitCode(ExitStatus.no) }
  }
}
