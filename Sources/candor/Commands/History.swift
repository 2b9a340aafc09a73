internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports

/// `candor history`.
struct History: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "The entries as their headers tell them: who, when, which kind, which chart.",
    discussion: """
      Opens no body and needs no identity, except to look a record number up.

      Examples:
        candor history --limit 20
        candor history --patient MH-1001 --kind vitals-sampled --from 2026-03-02
        candor history --count-by kind --from 2026-03-02
      """)

  @Option(
    help: ArgumentHelp("A record number, or a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String?

  @Option(
    help: ArgumentHelp("Who recorded it: a sign-in name or an actor's number.", valueName: "who"))
  var actor: String?

  @Option(
    help: ArgumentHelp("An event, such as vitals-sampled; once for each.", valueName: "event"))
  var kind: [String] = []

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Happened at or after.", valueName: "time"),
    transform: TimeArgument.init(argument:))
  var from: TimeArgument?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Happened up to, inclusive.", valueName: "time"),
    transform: TimeArgument.init(argument:))
  var to: TimeArgument?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Recorded at or after.", valueName: "time"),
    transform: TimeArgument.init(argument:))
  var recordedFrom: TimeArgument?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Recorded up to, inclusive.", valueName: "time"),
    transform: TimeArgument.init(argument:))
  var recordedTo: TimeArgument?

  @Option(help: ArgumentHelp("Only the newest so many.", valueName: "count"))
  var limit: Int?

  @Option(help: "Instead of the entries, how many there are of each.")
  var countBy: CountBy?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let fullID = patient.flatMap { SubjectID(hex: $0) }
    let context = patient == nil || fullID != nil ? try ledger.open() : try ledger.signIn()
    var filter = HistoryFilter()
    if let fullID {
      filter.charts = [fullID]
    } else if let patient {
      filter.charts = Set(
        try context.person.charts(ofPatientWith: try context.person.anyChart(named: patient)))
    }
    filter.actor = try actor.map { try UInt32($0) ?? context.clinic.staffMember($0).actor }
    filter.kinds = try kind.flatMap(Self.kinds)
    let clock = context.times
    filter.occurredFrom = try from?.resolved(by: clock).earliest
    filter.occurredBefore = try to.map { clock.latest(of: try $0.resolved(by: clock)) + 1 }
    filter.recordedFrom = try recordedFrom?.resolved(by: clock).earliest
    filter.recordedBefore = try recordedTo.map {
      clock.latest(of: try $0.resolved(by: clock)) + 1
    }
    try Self.requireSpan(
      filter.occurredFrom, before: filter.occurredBefore, "--from", "--to")
    try Self.requireSpan(
      filter.recordedFrom, before: filter.recordedBefore, "--recorded-from", "--recorded-to")
    filter.limit = try checkedLimit()
    let rows = try context.clinic.history(filter)
    if let key = countBy?.key {
      let counts = HistoryCount.counts(of: rows, by: key)
      return try context.answer(
        text: ListingText.counts(counts, by: key, style: context.style),
        json: try ListingJSON.counts(counts))
    }
    try context.answer(
      text: ListingText.history(rows, style: context.style), json: try ListingJSON.history(rows))
  }

  private static func requireSpan(
    _ from: Int64?, before end: Int64?, _ begins: String, _ ends: String
  ) throws {
    guard let from, let end, from >= end else { return }
    throw ProgramError.usage("\(begins) lies after \(ends); give the earlier time first")
  }

  private func checkedLimit() throws -> Int? {
    guard let limit else { return nil }
    guard limit > 0 else { throw ProgramError.usage("--limit is \(limit); give 1 or more") }
    return limit
  }

  /// One name may stand for a kind in two streams.
  private static func kinds(_ identifier: String) throws -> [EventKind] {
    let kinds = EventKind.all.filter { $0.identifier == Words.hyphenated(identifier) }
    guard !kinds.isEmpty else {
      throw ProgramError.usage(
        "--kind is no event; give one as `candor record --help` lists them, such as vitals-sampled")
    }
    return kinds
  }
}

/// What `history --count-by` counts by.
enum CountBy: String, ExpressibleByArgument, CaseIterable {
  case kind, day, actor

  var key: HistoryCount.Key {
    switch self {
    case .kind: .kind
    case .day: .day
    case .actor: .actor
    }
  }
}
