internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor course WHO`.
struct CourseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "course",
    abstract:
      "A patient's courses with their scores, and what is missing before the next infusion.",
    discussion: """
      Infusions are counted by the clinic's local days: those for depression within the policy's days of a course, all \
      others as they were planned. What is missing is what would depart from policy if the next infusion were started \
      now: papers, the list of medications, the determination, the consent, a score that is due. Who looks is recorded \
      in the chart's access log.

      Example:
        candor course MH-1001
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let permission: Permission = emergency.breakGlass ? .openInEmergency : .readCharts
    let overview = try context.person.courses(
      of: try context.person.chart(named: who, for: permission),
      emergency: emergency.emergency(in: context))
    try context.answer(
      text: CoursesText.render(overview, style: context.style),
      json: try CoursesJSON.render(overview))
  }
}
