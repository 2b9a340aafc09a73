internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor report security`.
struct ReportSecurity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "security",
    abstract: "Refused sign-ins and acts, emergency looks, standing, verifications, the clock.",
    discussion: """
      From headers and from bodies that are never sealed: it opens no chart, so an auditor reads it too. Days are those of \
      recording.

      Example:
        candor report security --from 2026-03-02 --to 2026-03-08
      """)

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
    let report = try context.person.securityReport(from: from?.iso8601, to: to?.iso8601)
    try context.answer(
      text: SecurityText.render(report, style: context.style), json: try SecurityJSON.render(report)
    )
  }
}
