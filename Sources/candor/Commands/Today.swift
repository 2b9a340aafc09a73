internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor today`.
struct Today: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today",
    abstract: "Who is to be infused today, and how far each of them is.",
    discussion: """
      One line a date, in the order of their times, and one for whoever came without a date: which infusion of which \
      course it is to be, and whether the patient is here, infused, gone, late or not expected any more. That somebody \
      looked is recorded in the access log of every patient who is listed.

      Examples:
        candor today
        candor today --date 2026-03-09
      """)

  @Option(
    help: ArgumentHelp("Another day, YYYY-MM-DD.", valueName: "date"),
    transform: LocalDate.init(argument:))
  var date: LocalDate?

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let schedule = try context.person.daySchedule(
      on: date, emergency: emergency.emergency(in: context))
    try context.answer(
      text: ScheduleText.render(schedule, style: context.style)
        + ErasureText.leftOut(try context.clinic.erasedChartCount()),
      json: try BoardJSON.render(schedule))
    try context.requireWhole()
  }
}
