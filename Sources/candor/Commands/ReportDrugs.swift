internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor report drugs`.
struct ReportDrugs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drugs",
    abstract: "The drug book: of each lot what came and went, to the microgram.",
    discussion: """
      Opening + received - given - wasted - transferred - expired - lost - declared missing = closing. What is drawn and \
      not accounted for yet is named with its vials, and every entry that two people have signed with both. No patient \
      is named.

      Example:
        candor report drugs --from 2026-11-02 --to 2026-11-02
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

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let report = try context.person.drugReport(
      from: from?.iso8601, to: to?.iso8601, asOf: try asOf?.resolved(by: context.times))
    try context.answer(
      text: DrugText.render(report, style: context.style), json: try DrugJSON.render(report))
  }
}
