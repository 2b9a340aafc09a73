internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor timeline WHO`.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Everything recorded about a patient, in the order in which it happened.",
    discussion: """
      Who looks is recorded in the chart's access log before anything is shown; within the policy's window a second, \
      equal or narrower look adds nothing (candor report access).

      Each visit has its heading and its parts; corrections and reasons stand behind what they are about. What is shown is \
      when it happened; where it was recorded in another minute, that stands beside it. --as-of shows what the record said \
      then, --from and --to what happened then. With --format csv there is an entry a line, with html a page that \
      stands for itself.

      Examples:
        candor timeline MH-1001 --visit 1
        candor timeline MH-1001 --only drugs --from 2026-03-02 --to 2026-03-08
        candor timeline MH-1001 --visit 1 --format html > visit.html
        candor timeline MH-1001 --break-glass
      """)

  @Argument(
    help: "A record number, or the first digits of a chart id.", transform: PatientArgument.checked)
  var who: String

  @Option(
    help: ArgumentHelp(
      "Only this visit; of merged charts as B/1.", valueName: "number"),
    transform: VisitArgument.init(argument:))
  var visit: VisitArgument?

  @Option(
    help: ArgumentHelp(
      "As the ledger stood: a number of entries, or a time.", valueName: "size|time"),
    transform: AsOfArgument.init(argument:))
  var asOf: AsOfArgument?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Happened at or after.", valueName: "time"),
    transform: TimeArgument.init(argument:))
  var from: TimeArgument?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Happened up to, inclusive.", valueName: "time"),
    transform: TimeArgument.init(argument:))
  var to: TimeArgument?

  @Option(help: "Only this part, with what corrects or explains it.")
  var only: Listed<TimelinePart>?

  @OptionGroup(title: "Emergency") var emergency: EmergencyOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    // Asked before anybody looks: what cannot be written is not opened.
    guard ledger.answerFormat != .ndjson else {
      throw LedgerOptions.unwritten(.ndjson, "history", here: "text, json, csv or html")
    }
    let context = try ledger.signIn(in: try ledger.open(writing: .text))
    let permission: Permission = emergency.breakGlass ? .openInEmergency : .readCharts
    let timeline = try context.person.timeline(
      // Which charts are merged is asked as of then.
      of: try context.person.chart(named: who, for: permission, followsMerges: false),
      visit: visit?.number, inChart: visit?.letter,
      asOf: try asOf?.resolved(by: context.times), showing: try filter(by: context.times),
      emergency: emergency.emergency(in: context))
    switch ledger.answerFormat {
    case .text: try Output.write(TimelineText.render(timeline, style: context.style))
    case .json, .ndjson: try Output.write(json: try TimelineJSON.render(timeline))
    case .csv: try Output.write(json: TimelineCSV.render(timeline))
    case .html: try Output.write(json: TimelineHTML.render(timeline))
    }
  }

  private func filter(by clock: LocalClock) throws -> TimelineFilter {
    var filter = TimelineFilter()
    filter.occurredFrom = try from?.resolved(by: clock).earliest
    filter.occurredBefore = try to.map { clock.latest(of: try $0.resolved(by: clock)) + 1 }
    if let from = filter.occurredFrom, let end = filter.occurredBefore, from >= end {
      throw ProgramError.usage("--from lies after --to; give the earlier time first")
    }
    filter.part = only?.value
    return filter
  }
}

/// A visit: "2", or "B/1" of one of several charts that are merged.
struct VisitArgument {
  var letter: String?
  var number: UInt32

  init(argument: String) throws {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, let number = UInt32(last), parts.count <= 2,
      parts.count == 1 || parts[0].count == 1 && parts[0].allSatisfy(\.isLetter)
    else { throw ProgramError.usage("--visit takes a visit's number, or B/1 of merged charts") }
    self.number = number
    letter = parts.count == 2 ? parts[0].uppercased() : nil
  }
}
