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
      one of the same person covers is not listed again. With --for-patient, and as html, it is in plain words, to be \
      given to the patient.

      Examples:
        candor report access MH-1001 --from 2026-03-02 --to 2026-03-08
        candor report access MH-1001 --for-patient --format html > looks.html
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

  @Flag(help: "In plain words, to be given to the patient.")
  var forPatient = false

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let isPage = ledger.answerFormat == .html
    let context = try ledger.signIn(in: try ledger.open(writing: isPage ? .text : nil))
    let report = try context.person.accessReport(
      of: try context.person.chart(named: who, for: .readAccessLog), from: from?.iso8601,
      to: to?.iso8601)
    if isPage { return try Output.write(json: AccessHTML.render(report)) }
    if forPatient, context.format == .text {
      return try Output.write(PatientAccessText.render(report, style: context.style))
    }
    try context.answer(
      text: AccessText.render(report, style: context.style), json: try AccessJSON.render(report))
  }
}

/// `candor report disclosures WHO`.
struct ReportDisclosures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disclosures",
    abstract: "What of a record was given to others: the accounting of 45 CFR 164.528.",
    discussion: """
      Of the six years before today, or of the days that are given: when, to whom, what, and what for, by when it was \
      given. Disclosures for treatment, payment and operations, to the patient and by the patient's authorization are \
      no part of it, and are counted. For physicians and compliance officers; itself a look at the access log.

      Example:
        candor report disclosures MH-1001
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
    let accounting = try context.person.disclosureAccounting(
      of: try context.person.chart(named: who, for: .readAccessLog), from: from?.iso8601,
      to: to?.iso8601)
    try context.answer(
      text: DisclosureText.render(accounting, style: context.style),
      json: try DisclosureJSON.render(accounting))
  }
}
