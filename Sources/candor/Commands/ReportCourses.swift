internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor report courses`.
struct ReportCourses: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "courses",
    abstract: "Courses with their infusions and scores, and what they have come to.",
    discussion: """
      A course is told where one of its infusions lies in the span. Response: by the newest score since the first \
      infusion at least half of the score before it is lost. Remission: a PHQ-9 under 5. Abandoned: for depression, the \
      days of the course have run with fewer infusions than the policy's least, and nobody has said why. Exit code 65 \
      when a chart had to be left out. Who looks is recorded in the access log of every chart that it shows.

      Example:
        candor report courses --from 2026-03-02 --to 2026-03-31
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

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let report = try context.person.courseReport(
      from: from?.iso8601, to: to?.iso8601, asOf: try asOf?.resolved(by: context.times),
      emergency: emergency.emergency(in: context))
    try context.answer(
      text: CoursesText.render(report, style: context.style),
      json: try CoursesJSON.render(report))
    try context.requireWhole()
  }
}
