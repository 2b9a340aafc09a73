internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Reports

/// `candor report compliance`.
struct ReportCompliance: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compliance",
    abstract: "The clinic's rules held against every visit.",
    discussion: """
      A visit counts for the day of its infusion, for that of its arrival while it has none. Departures come first, \
      then who owes a reason, the rules by visits, the sums of every rule, and the visits in order, one line each; where \
      they are many, one line a day. With --full every finding of every visit is shown, with --by the sums alone. What \
      the rules do not judge is named.

      Patients are told by their charts' digits. With --identified, and with --patient, they are named and the reasons \
      told: that is a look, recorded in the access log of every chart that is shown.

      The same entries, rule set and erasures give the same bytes; candor report verify holds a report as JSON against \
      the ledger, and candor report issue keeps its digest. Exit code 1 when a departure still owes its reason, 65 when \
      a chart had to be left out.

      Examples:
        candor report compliance --from 2026-03-02 --to 2026-03-08
        candor report compliance --by clinician --from 2026-03-01
        candor report compliance --patient MH-1001 --course 1 --full
        candor report compliance --rule S5 --rule S6 --format csv
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

  @Option(
    help: ArgumentHelp(
      "Only this patient: a record number, or the first digits of a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String?

  @Option(help: ArgumentHelp("Only visits of this number.", valueName: "number"))
  var visit: UInt32?

  @Option(help: ArgumentHelp("Only the patient's courses of this number.", valueName: "number"))
  var course: Int?

  @Option(
    help: ArgumentHelp(
      "Only findings whose newest entry this person recorded.", valueName: "name"))
  var clinician: String?

  @Option(help: ArgumentHelp("Only this rule; once for each.", valueName: "rule"))
  var rule: [Listed<RuleID>] = []

  @Option(help: "Instead of the findings, their sums.")
  var by: Listed<ComplianceKey>?

  @Flag(help: "Name the patients and tell the reasons; that is a look at their charts.")
  var identified = false

  @Flag(help: "Show every finding of every visit.")
  var full = false

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func validate() throws {
    guard !full || by == nil else {
      throw ProgramError.usage("--full shows every finding and --by their sums; give one of them")
    }
  }

  func run() throws {
    guard ![.ndjson, .html].contains(ledger.answerFormat) else {
      throw LedgerOptions.unwritten(
        ledger.answerFormat, ledger.answerFormat == .ndjson ? "history" : "timelines",
        here: "text, json or csv")
    }
    let context = try ledger.signIn(in: try ledger.open(writing: .text))
    let report = try context.person.complianceReport(
      from: from?.iso8601, to: to?.iso8601, asOf: try asOf?.resolved(by: context.times),
      showing: try filter(in: context), emergency: emergency.emergency(in: context))
    switch ledger.answerFormat {
    case .text, .ndjson, .html: try Output.write(text(report, context.style))
    case .json: try Output.write(json: try ComplianceJSON.render(report))
    case .csv:
      try Output.write(
        json: by.map { ComplianceCSV.render(ComplianceSums(report, by: $0.value), by: $0.value) }
          ?? ComplianceCSV.render(report))
    }
    try context.requireWhole()
    if report.owedCount > 0 { throw ExitCode(ExitStatus.no) }
  }

  private func filter(in context: CommandContext) throws -> ComplianceFilter {
    var filter = ComplianceFilter()
    filter.chart = try patient.map { try context.person.chart(named: $0, for: .readFindings) }
    filter.visitNumber = visit
    filter.course = course
    filter.rules = Set(rule.map(\.value))
    filter.clinician = try clinician.map { try context.clinic.actor(named: $0) }
    filter.isIdentified = identified || patient != nil
    filter.isAttributed = by?.value == .clinician
    return filter
  }

  private func text(_ report: ComplianceReport, _ style: TextStyle) -> String {
    if let by { return ComplianceSumsText.render(report, by: by.value, style: style) }
    return full
      ? ComplianceText.render(report, style: style)
      : ComplianceSummaryText.render(report, style: style)
  }
}
