internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor amend POSITION`.
struct Amend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: "What an entry should have said: the original stays visible beside it.",
    discussion: """
      Takes the options and the JSON of the event's own `candor record`; what is not given stays as the entry says, and \
      null in JSON clears a field. --at corrects the time: a bare 10:05 is of the entry's own day. With nothing given, \
      each field is asked for on a terminal. The rules are held against it as if it were recorded, and it counts from then \
      on. What stands in the drug book, too, is amended there in the same act. The reason is asked for, or read with --reason - or as "reason" in --json - ("correction_reason" for an \
      explanation). An entry of one's own needs nobody else for ten minutes; later, somebody else's, or a drug that was \
      given or destroyed, needs a second signer.

      Examples:
        candor amend 81 --dose 36.3mg --second nurse.reed
        candor amend 83 --bp 118/76 --reason -
        candor amend 90 --at 10:30
        candor amend 94 --amount 40mg --second pharm.ito
      """)

  @Argument(help: "The entry's position.")
  var position: UInt64

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("As for candor record of that event.", valueName: "event-options"))
  var eventOptions: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("When it happened, where that was wrong.", valueName: "time"),
    transform: TimeArgument.init(argument:))
  var at: TimeArgument?

  @Flag(help: "Ask for the note too (it never stands on the command line).")
  var note = false

  @OptionGroup(title: "Recording") var correction: CorrectionOptions
  @OptionGroup(title: "Second signer") var second: SecondSignerOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let entries = try context.person.correctable([position])
    guard let entry = entries.first(where: { $0.position == position }) else { return }
    let draft = try AmendmentDraft(of: entry, in: context)
    let (fields, read) = try correction.read(
      entry.original.kind.name == DeviationExplained.name ? "correction_reason" : "reason")
    let text = CorrectionText(context: context, entries: [entry])
    text.announce()
    let occurred = try at.map { try draft.time($0) } ?? entry.occurred
    let isAsked = eventOptions.isEmpty && fields == nil && (at == nil || note)
    let event = try draft.event(
      eventOptions, json: fields, occurred: occurred, asksAnew: isAsked, wantsRemarks: note)
    guard event != entry.event || occurred != entry.occurred || correction.appendID != nil else {
      throw ProgramError.usage(
        "nothing is different from what entry \(position) says; give what is, as for candor record "
          + entry.original.kind.identifier)
    }
    let now = CorrectionText.line(
      event.sentence(occurred: occurred), at: occurred, position: position)
    if context.terminal.isInteractive {
      Output.note("  Now:  \(now)")
      for change in try draft.changes(to: event) { Output.note("        \(change)") }
    }
    let reason = try CorrectionOptions.reason(
      read, "Why is it amended (Enter: do not record)?", in: context)
    let statements = try entries.amending(
      position, to: event, occurred: occurred, reason: reason)
    let recorded = try Corrector(
      context: context, options: correction, second: second, ledger: ledger
    ).record(statements, reason: reason)
    try text.write(recorded, statements, now: now)
  }
}

/// What an entry is to say, put together from what it says and what is given.
private struct AmendmentDraft {
  let entry: CorrectableEntry
  let context: CommandContext
  private let options: any EventOptions.Type

  init(of entry: CorrectableEntry, in context: CommandContext) throws {
    guard entry.original.kind != DocumentAttached.kind else {
      throw ProgramError.badData(
        "entry \(entry.position) attached a document, and no other takes its place: retract it "
          + "(candor retract \(entry.position)), and attach the file as what it is")
    }
    guard let options = EventCommands.options(of: entry.original.kind.identifier) else {
      throw ProgramError.badData(
        "entry \(entry.position) (\(entry.original.kind.name)) follows from what was recorded with it: "
          + "amend that (candor show \(entry.position) names the act)")
    }
    self.entry = entry
    self.context = context
    self.options = options
  }

  /// A bare time of day is of the entry's own day.
  func time(_ argument: TimeArgument) throws -> ClinicalTime {
    try TimeReader(clock: context.times).read(
      argument.on(entry.occurred.localDate), field: "--at", day: .past)
  }

  /// - Parameter asksAnew: nothing is given: each field is asked for, and Enter keeps it.
  func event(
    _ arguments: [String], json: [String: JSONValue]?, occurred: ClinicalTime, asksAnew: Bool,
    wantsRemarks: Bool
  ) throws -> ClinicalEvent {
    let prompt = asksAnew || wantsRemarks ? context.prompt : nil
    var reader = FieldReader(
      json: json, missing: prompt.map { .asked($0) } ?? .refused,
      times: TimeReader(clock: context.times, occurred: occurred), wantsRemarks: wantsRemarks,
      actor: { [context] in try context.clinic.staffMember($0).actor })
    let given = try parsed(options, arguments)
    try checkPlace(given.place)
    return try given.amended(entry.event, from: &reader)
  }

  /// Where it stands in the drug book is no matter of an amendment, but of a drawing.
  private func checkPlace(_ place: LotOptions) throws {
    switch entry.original {
    case .visit(.drugDrawn): return
    case .lot:
      guard place.lot != nil else { return }
      throw ProgramError.usage(
        "an entry stays in its lot; leave out --lot, or retract it and record it of the other lot")
    case .chart, .visit, .access, .staff, .policy, .operations, .document:
      guard place.lot != nil || place.vial != nil else { return }
      throw ProgramError.usage(
        "lot and vial follow from what was drawn; leave out --lot and --vial, and amend the drawing"
      )
    }
  }

  /// The fields that say something else now, for a terminal alone: no sentence holds all of them.
  func changes(to event: ClinicalEvent) throws -> [String] {
    let before = try JSONValue.object(parsing: try entry.event.json(), called: "the entry")
    let after = try JSONValue.object(parsing: try event.json(), called: "the amendment")
    return try Set(before.keys).union(after.keys).sorted().compactMap { name in
      guard before[name] != after[name] else { return nil }
      return "\(name): \(try before[name]?.text() ?? "nothing") → "
        + "\(try after[name]?.text() ?? "nothing")"
    }
  }

  private func parsed<Options: EventOptions>(
    _: Options.Type, _ arguments: [String]
  ) throws -> any EventOptions {
    do { return try Options.parse(arguments) } catch {
      // The parser would repeat what was typed, which may be anything.
      throw ProgramError.usage(
        "what follows the position is not what \(Options.identifier) takes; see candor record "
          + "\(Options.identifier) --help")
    }
  }
}

extension TimeArgument {
  /// The same with a day, where none was given.
  fileprivate func on(_ date: LocalDate) -> TimeArgument {
    switch self {
    case .timeOfDay(let hour, let minute, let second):
      return .wall(
        WallTime(date: date, hour: hour, minute: minute, second: second ?? 0),
        precision: second == nil ? .minute : .second)
    case .timeOfDayAt(let hour, let minute, let second, let offset):
      let wall = WallTime(date: date, hour: hour, minute: minute, second: second ?? 0)
      return .instant(
        ClinicalTime(
          unixMicroseconds: wall.microseconds - Int64(offset) * 60_000_000,
          utcOffsetMinutes: offset, precision: second == nil ? .minute : .second))
    case .ago, .instant, .wall: return self
    }
  }
}
