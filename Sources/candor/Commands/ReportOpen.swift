internal import ArgumentParser
internal import Clinic
internal import Reports

/// `candor report open`.
struct ReportOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract:
      "What is open in the clinic: unanswered risks, unended visits, missed dates, reasons.",
    discussion: """
      Risks that a score or an escalation shows and nobody has answered, visits that nobody has ended, dates that \
      nobody came to and nobody gave up, and the reasons that are owed, by whoever recorded the newest entry of the \
      departure. Who looks is recorded in the access log of every chart that it shows.

      Example:
        candor report open
      """)

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let matters = try context.person.openMatters(emergency: emergency.emergency(in: context))
    try context.answer(
      text: OpenMattersText.render(matters, style: context.style),
      json: try CoursesJSON.render(matters))
    try context.requireWhole()
  }
}
