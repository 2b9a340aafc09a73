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
      Opens no body and needs no identity, except to look a record number up or to ask for --owing. Options that are given \
      together must all hold. An entry is late that was recorded more than five minutes after it happened. By a record \
      number, entries of every chart that is merged are shown; by a chart id, of that one.

      With --format csv (RFC 4180) or ndjson (a JSON object a line) the list is written entry by entry; only --sort \
      keeps it. With --follow the answer does not end: whatever any process appends is shown as soon as it is \
      recorded, until Ctrl-C.

      Examples:
        candor history --limit 20
        candor history --patient MH-1001 --kind vitals-sampled --from 2026-03-02
        candor history --second-signer any --corrections --sort actor
        candor history --positions 100..199 --format csv
        candor history --limit 1 --follow --format ndjson
        candor history --count-by kind --from 2026-03-02
      """)

  @Option(
    help: ArgumentHelp(
      "A record number, or the first 8 or more digits of a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String?

  @Option(help: ArgumentHelp("In a visit of this number.", valueName: "number"))
  var visit: UInt32?

  @Option(
    help: ArgumentHelp("Who recorded it: a sign-in name or an actor's number.", valueName: "who"))
  var actor: String?

  @Option(
    help: ArgumentHelp("Who signed beside: the same, or any.", valueName: "who"))
  var secondSigner: String?

  @Option(
    help: ArgumentHelp(
      "An event, such as vitals-sampled or data-key-introduced; once for each.",
      valueName: "event"))
  var kind: [String] = []

  @Option(
    help: ArgumentHelp(
      "What it is about: \(StreamArgument.all.joined(separator: ", ")); once for each.",
      valueName: "stream"))
  var stream: [StreamArgument] = []

  @Option(
    help: ArgumentHelp("What was recorded together: an append id.", valueName: "id"),
    transform: AppendArgument.id)
  var append: AppendID?

  @Option(
    help: ArgumentHelp(
      "From one position to another, such as 100..199, 100.. or 100.",
      valueName: "range"),
    transform: PositionsArgument.range)
  var positions: Range<UInt64>?

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

  @Flag(help: "Only what was recorded late.")
  var late = false

  @Flag(help: "Only corrections of other entries.")
  var corrections = false

  @Flag(help: "Only what a departure without a reason rests on; for who reads findings.")
  var owing = false

  @Option(
    help: ArgumentHelp(
      "As the ledger stood: a number of entries, or a time.", valueName: "size|time"),
    transform: AsOfArgument.init(argument:))
  var asOf: AsOfArgument?

  @Option(help: ArgumentHelp("Only the newest so many.", valueName: "count"))
  var limit: Int?

  @Option(help: "In this order, not that of the ledger.")
  var sort: Listed<HistoryOrder>?

  @Flag(help: "The last first.")
  var reverse = false

  @Flag(help: "Go on with what is appended, until Ctrl-C.")
  var follow = false

  @Option(help: "Instead of the entries, how many there are of each.")
  var countBy: Listed<HistoryCount.Key>?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func validate() throws {
    if let limit, limit < 1 {
      throw ProgramError.usage("--limit is \(limit); give 1 or more")
    }
    if ledger.answerFormat == .html {
      throw LedgerOptions.unwritten(.html, "timelines", here: "text, json, csv or ndjson")
    }
    let isWhole = sort != nil || reverse || countBy != nil || asOf != nil
    if follow, isWhole || ledger.answerFormat == .json {
      throw ProgramError.usage(
        "--follow shows entries as they come: leave out --sort, --reverse, --count-by, --as-of and "
          + "--format json (ndjson has an object a line)")
    }
    if countBy != nil, ![.text, .json].contains(ledger.answerFormat) {
      throw ProgramError.usage("--count-by answers as text or json")
    }
  }

  func run() throws {
    let (context, charts) = try opened()
    let filter = try filter(about: charts, in: context)
    if let countBy { return try count(filter, by: countBy.value, in: context) }
    var output = HistoryOutput(ledger.answerFormat, context)
    guard sort == nil, !reverse else {
      let rows = try (sort?.value ?? .position).sorted(context.clinic.history(filter))
      for row in reverse ? rows.reversed() : rows { try output.add(row) }
      return try output.end()
    }
    var next = try context.clinic.forEachInHistory(filter) { try output.add($0) }
    guard follow else { return try output.end() }
    var later = filter
    later.limit = nil
    repeat {
      next = try context.clinic.forEachInHistory(later, from: next) { try output.add($0) }
      try output.flush()
    } while Output.isReadAfter(milliseconds: Self.millisecondsBetweenLooks)
  }

  private static let millisecondsBetweenLooks: Int32 = 250

  /// Signs in only where keys are needed.
  private func opened() throws -> (CommandContext, Set<SubjectID>) {
    let context = try ledger.open(writing: .text)
    if let patient, let chart = try context.clinic.chart(withIDBeginning: patient) {
      return (owing ? try ledger.signIn(in: context) : context, [chart])
    }
    guard patient != nil || owing else { return (context, []) }
    let signedIn = try ledger.signIn(in: context)
    let charts = try patient.map { who in
      // Whoever holds no keys is refused a number for want of the roster, which it stands in.
      let permission: Permission =
        Permission.holdKeys.holds(for: try signedIn.person.label.role)
        ? .holdKeys : .readRoster
      return try signedIn.person.charts(
        ofPatientWith: try signedIn.person.anyChart(named: who, for: permission))
    }
    return (signedIn, Set(charts ?? []))
  }

  private func filter(
    about charts: Set<SubjectID>, in context: CommandContext
  ) throws -> HistoryFilter {
    var filter = HistoryFilter()
    filter.charts = charts
    filter.visitNumber = visit
    filter.actor = try actor.map { try context.clinic.actor(named: $0) }
    filter.secondSigner = try secondSigner.map {
      $0 == "any" ? .anybody : .actor(try context.clinic.actor(named: $0))
    }
    filter.streams = Set(stream.map(\.type))
    filter.kinds = try kinds()
    filter.append = append
    filter.positions = positions
    let clock = context.times
    filter.occurredFrom = try from?.resolved(by: clock).earliest
    filter.occurredBefore = try to.map { clock.latest(of: try $0.resolved(by: clock)) + 1 }
    filter.recordedFrom = try recordedFrom?.resolved(by: clock).earliest
    filter.recordedBefore = try recordedTo.map {
      clock.latest(of: try $0.resolved(by: clock)) + 1
    }
    try Self.requireSpan(filter.occurredFrom, before: filter.occurredBefore, "--from", "--to")
    try Self.requireSpan(
      filter.recordedFrom, before: filter.recordedBefore, "--recorded-from", "--recorded-to")
    filter.isOnlyLate = late
    filter.isOnlyCorrections = corrections
    filter.asOf = try asOf?.resolved(by: clock)
    filter.limit = limit
    if owing { filter.entries = try context.person.entriesOwingAReason(asOf: filter.asOf) }
    return filter
  }

  private func count(
    _ filter: HistoryFilter, by key: HistoryCount.Key, in context: CommandContext
  ) throws {
    var counting = HistoryCounting(by: key)
    try context.clinic.forEachInHistory(filter) { counting.add($0) }
    switch try ledger.format {
    case .text:
      try Output.write(ListingText.counts(counting.all, by: key, style: context.style))
    case .json: try Output.write(json: try ListingJSON.counts(counting.all))
    }
  }

  private static func requireSpan(
    _ from: Int64?, before end: Int64?, _ begins: String, _ ends: String
  ) throws {
    guard let from, let end, from >= end else { return }
    throw ProgramError.usage("\(begins) lies after \(ends); give the earlier time first")
  }

  /// One name may stand for a kind in two streams.
  private func kinds() throws -> Set<EntryKind> {
    var all: Set<EntryKind> = []
    for name in kind {
      let kinds = EntryKind.named(name)
      guard !kinds.isEmpty else {
        throw ProgramError.usage(
          "--kind is no event; give one as `candor record --help` lists them, such as "
            + "vitals-sampled, or one that `candor history` shows")
      }
      all.formUnion(kinds)
    }
    let streams = Set(stream.map(\.type))
    guard all.isEmpty || streams.isEmpty || all.contains(where: { streams.contains($0.stream) })
    else {
      throw ProgramError.usage("--kind stands in no such --stream; leave one of the two out")
    }
    return all
  }
}

/// Writes a history as it comes.
private struct HistoryOutput {
  private var writer: HistoryWriter
  private let isForPeople: Bool
  private var written = ""

  /// Not one call of the system an entry.
  private static let bytesPerWrite = 1 << 16

  init(_ format: AnswerFormat, _ context: CommandContext) {
    let form: HistoryWriter.Form =
      switch format {
      case .text, .html: .text
      case .json: .json
      case .csv: .csv
      case .ndjson: .ndjson
      }
    writer = HistoryWriter(form, style: context.style)
    isForPeople = format == .text
  }

  mutating func add(_ row: HistoryRow) throws {
    written += try writer.add(row)
    if written.utf8.count >= Self.bytesPerWrite { try write() }
  }

  /// For whoever reads along.
  mutating func flush() throws {
    written += try writer.flush()
    try write()
  }

  mutating func end() throws {
    written += try writer.end()
    try write()
  }

  private mutating func write() throws {
    let text = written
    written = ""
    if isForPeople { try Output.write(text) } else { try Output.write(json: text) }
  }
}

/// What `--stream` takes: "visit", "drug-lot".
struct StreamArgument: ExpressibleByArgument {
  let type: StreamType

  static let all = StreamType.known.compactMap(\.name).map(Words.hyphenated)

  init?(argument: String) {
    let asked = Words.hyphenated(argument)
    guard let type = StreamType.known.first(where: { $0.name.map(Words.hyphenated) == asked })
    else { return nil }
    self.type = type
  }

  static var allValueStrings: [String] { all }
}

/// What `--positions` takes: "100..199", "100..", "..199", "100".
enum PositionsArgument {
  static func range(_ text: String) throws -> Range<UInt64> {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    let numbers = parts.map { UInt64($0) }
    let isWritten = zip(parts, numbers).allSatisfy { $0.isEmpty || $1 != nil }
    guard parts.count <= 2, isWritten, numbers.contains(where: { $0 != nil }) else {
      throw ProgramError.usage(
        "--positions takes the first and the last position, such as 100..199, 100.. or 100")
    }
    let first = numbers[0] ?? 0
    let last = numbers.count == 1 ? first : numbers[1] ?? .max - 1
    guard first <= last, last < .max else {
      throw ProgramError.usage("--positions ends before it begins; give the lower position first")
    }
    return first..<last + 1
  }
}

/// What `--append` takes: the 32 digits that an answer as JSON tells.
enum AppendArgument {
  static func id(_ text: String) throws -> AppendID {
    guard let id = AppendID(hex: text) else {
      throw ProgramError.usage(
        "--append takes an append id, 32 hexadecimal digits (candor history --format json)")
    }
    return id
  }
}

/// One of the values of an enumeration that another module has, by its raw value.
struct Listed<Value>: ExpressibleByArgument
where Value: RawRepresentable & CaseIterable & Sendable, Value.RawValue == String {
  let value: Value

  init?(argument: String) {
    guard let value = Value(rawValue: argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { Value.allCases.map(\.rawValue) }
}
