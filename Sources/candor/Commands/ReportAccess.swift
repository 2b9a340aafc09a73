internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor report access WHO`.
struct ReportAccess: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access",
    abstract: "Who looked at a patient's chart, when, at what and from where.",
    discussion: """
      For physicians and compliance officers, and itself a look. Within the policy's window a look that an earlier \
      one of the same person covers is not listed again.

      Example:
        candor report access MH-1001 --from 2026-03-02 --to 2026-03-08
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @Option(
    help: ArgumentHelp("The first day, YYYY-MM-DD.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var from: LocalDate?

  @Option(
    help: ArgumentHelp("The last day, YYYY-MM-DD.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var to: LocalDate?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let report = try context.person.accessReport(
      of: try context.person.chart(named: who, for: .readAccessLog), from: from?.iso8601,
      to: to?.iso8601)
    try context.answer(
      text: AccessText.render(report, style: context.style), json: try AccessJSON.render(report))
  }
}
