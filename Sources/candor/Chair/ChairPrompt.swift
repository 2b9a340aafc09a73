internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
private import Glibc
internal import Ledger

/// The prompt at the chair: reads a line, does what a command of the program would do, and asks for
/// the next.
///
/// Every line opens the ledger and signs in by itself, as a command does: nothing of one line is
/// held until the next, so that a session that was locked, a key that was replaced and what others
/// have recorded meanwhile count at once.
struct ChairPrompt {
  private let ledger: LedgerOptions
  private let terminal = Terminal.current()
  private var seats = Seats()
  /// One's own acts, the newest last, to be undone.
  private var done: [DoneAct] = []
  private var due = DueVitals()
  /// Where the pre-flight was done.
  private var readySeats: Set<Int> = []
  /// The ledger's, as it was when the prompt was opened.
  private var clock = SystemClock()

  private struct DoneAct {
    let position: UInt64
    let nowMicroseconds: Int64
    let typed: String
    let seat: Int
  }

  /// How long one's own act is undone without a second person: as for `candor retract`.
  private static let undoneWithinMicroseconds: Int64 = 600_000_000

  init(ledger: LedgerOptions) { self.ledger = ledger }

  /// - Throws: where lines come from a pipe, what the first that fails throws, with its number.
  mutating func run() throws {
    try greet()
    var number = 0
    while let line = nextLine() {
      number += 1
      do {
        if try !perform(try ChairLine(line), line) { return }
      } catch {
        guard terminal.isInteractive else { throw Self.failure(error, line: number) }
        tell(error)
      }
    }
  }

  private mutating func greet() throws {
    try signInWhereNobodyIs()
    let context = try ledger.signIn()
    clock = context.clock
    let label = try context.person.label
    let who = "\(label.handle), \(label.role.words)"
    if terminal.isInteractive {
      Output.note("\(who). Type help for what can be typed here.")
    } else {
      try Output.write(who)
    }
  }

  /// Where the prompt is all that a workstation knows, signing in begins there.
  private func signInWhereNobodyIs() throws {
    guard terminal.isInteractive,
      case .nobody = try ActorResolver(options: ledger, context: try ledger.open()).signIn()
    else { return }
    let name = try Prompt().line("Nobody is signed in here. Sign-in name:")
    guard !name.isEmpty else { throw ProgramError.nothingEntered }
    try run(SignIn.self, [name])
  }

  private mutating func nextLine() -> String? {
    guard terminal.isInteractive else { return readLine(strippingNewline: true) }
    lookForDueVitals()
    Output.note("chair>", terminator: " ")
    due.waitForInput()
    let line = readLine(strippingNewline: true)
    if line == nil { Output.note("") }
    return line
  }

  /// What a locked session would show is not asked for.
  private mutating func lookForDueVitals() {
    guard !seats.all.isEmpty else { return due = DueVitals() }
    guard var context = try? ledger.open(),
      case .signedIn(let person, _) = try? ActorResolver(options: ledger, context: context).signIn()
    else { return }
    context.signedIn = person
    due.update(seats, in: context)
  }

  /// - Returns: false for the line that ends it.
  private mutating func perform(_ line: ChairLine, _ typed: String) throws -> Bool {
    if !terminal.isInteractive { try Output.write("chair> \(line.told(typed))") }
    switch line {
    case .nothing: break
    case .end: return false
    case .help: try Output.write(Self.help)
    case .seats:
      let lines = seats.all.map(\.line)
      try Output.write(lines.isEmpty ? "Nobody sits here." : lines.joined(separator: "\n"))
    case .seat(let who, let number): try seat(who, at: number)
    case .leave(let number):
      let left = try seats.leave(number)
      readySeats.remove(number)
      try Output.write("Seat \(number) is free: \(left.name) sat there.")
    case .undo: try undo()
    case .ready(let number, let typed): try ready(number, typed)
    case .acts(let number, let acts):
      for act in acts { try record(act, at: number) }
    case .command(let words): try run(words)
    }
    return true
  }

  private static var help: String {
    """
    Behind a seat's number:
    \(ChairWord.table)
      3 ready: what is missing before the start, in one act; also 3 ready id name birth-date; iv 22; …
      3 nausea 2, 3 ondansetron 4mg iv: any side effect and any drug by its name
      3 EVENT OPTIONS: any event and option of candor record; --at 10:05 for what happened before
    Seats: seat MH-1042 3, leave 3, seats. Besides: undo, \(ChairCommands.names.joined(separator: ", ")), quit.
    """
  }

  // MARK: Seats

  private mutating func seat(_ who: String, at number: Int) throws {
    let context = try ledger.signIn()
    let patient = try context.person.patient(who)
    let isNamed = terminal.outputIsTerminal && context.mayName(patient)
    let seat = Seats.Seat(
      number: number, chart: patient.chart,
      name: isNamed ? RecordReceiptText.person(patient) : RecordReceiptText.number(patient),
      visit: try context.person.visitGoingOn(of: patient.chart))
    try seats.take(seat, in: context.clinic)
    try Output.write(seat.line)
    for other in context.clinic.takenSeats() where other.process != getpid() {
      if other.number == number, other.chart != seat.chart {
        Output.note("Seat \(number) is another patient's at another prompt.")
      } else if other.chart == seat.chart, other.number != number {
        Output.note("At another prompt that patient sits at seat \(other.number).")
      }
    }
  }

  /// The visit may have begun by what was recorded since. One that has ended keeps its seat until
  /// somebody leaves it: what is done afterwards is of that visit.
  private mutating func bindAgain(_ number: Int) throws {
    let seat = try seats.seat(number)
    let context = try ledger.signIn()
    let visit = try context.person.visitGoingOn(of: seat.chart)
    try seats.bind(number, to: visit, in: context.clinic)
  }

  // MARK: Acts

  private mutating func record(_ act: ChairAct, at number: Int) throws {
    var seat = try seats.seat(number)
    if seat.visit == nil {
      try bindAgain(number)
      seat = try seats.seat(number)
    }
    guard let event = EventCommands.options(of: act.word.event.identifier) else {
      throw EventCommands.unknown(act.word.event.identifier)
    }
    if act.word.isConfirmed, terminal.isInteractive {
      guard try Prompt().confirm("Seat \(number), \(seat.name): \(act.typed)?") else {
        throw ProgramError.no("it was not confirmed: nothing was recorded")
      }
    }
    // Of a chart that nobody has arrived for, the visit is the record's own choice.
    let arrives = act.word.event == Arrived.kind
    let about = arrives ? ["--patient", seat.chart.description] : seat.arguments
    let noted = AtTerminal.observer.appends.count
    if act.text != nil {
      try recordText(act, at: seat)
    } else {
      // What was shown at the pre-flight is shown again as it stands now, and the start keeps it.
      let shows = act.word.event == InfusionStarted.kind && readySeats.contains(number)
      try run(event.recordCommand, act.options + (shows ? ["--preflight"] : []) + about)
    }
    remember(since: noted, act.typed, at: number)
    if arrives { try bindAgain(number) }
  }

  /// What says a name, which is no command's option.
  private func recordText(_ act: ChairAct, at seat: Seats.Seat) throws {
    let context = try ledger.signIn()
    try context.person.requireRecorder(of: act.word.event, about: seat.chart.description)
    let statement = Statement(
      chart: seat.chart, visitNumber: seat.visit, event: try act.event(in: context))
    let recorded = try Recorder(context: context, signers: nil, ledger: ledger).record([statement])
    try RecordReceiptText(
      recorded: recorded, statements: [statement.event], context: context
    ).write()
  }

  private mutating func ready(_ number: Int, _ typed: String) throws {
    var seat = try seats.seat(number)
    if seat.visit == nil {
      try bindAgain(number)
      seat = try seats.seat(number)
    }
    let noted = AtTerminal.observer.appends.count
    let readiness = ChairReadiness(seat: seat, context: try ledger.signIn(), ledger: ledger)
    try readiness.record(typed)
    remember(since: noted, "ready", at: number)
    readySeats.insert(number)
  }

  private mutating func remember(since noted: Int, _ typed: String, at seat: Int) {
    guard let append = AtTerminal.observer.appends.dropFirst(noted).first else { return }
    done.append(
      DoneAct(
        position: append.positions.lowerBound, nowMicroseconds: clock.nowMicroseconds(),
        typed: typed, seat: seat))
  }

  /// Retracts one's own last act with all that was recorded in it.
  private mutating func undo() throws {
    guard let last = done.last else {
      throw ProgramError.notFound("nothing was recorded here that could be undone")
    }
    let age = clock.nowMicroseconds() - last.nowMicroseconds
    guard age <= Self.undoneWithinMicroseconds else {
      throw ProgramError.usage(
        "that was recorded more than ten minutes ago; candor retract \(last.position) tells why")
    }
    try Output.write("Undoing at seat \(last.seat): \(last.typed)")
    try run(Retract.self, ["--append", "\(last.position)"])
    done.removeLast()
    if seats.all.contains(where: { $0.number == last.seat }) { try bindAgain(last.seat) }
  }

  // MARK: Commands

  private func run(_ words: [String]) throws {
    guard let command = ChairCommands.named(words[0]) else { return }
    var arguments = Array(words.dropFirst())
    if ChairCommands.isAboutPatient(command), let first = arguments.first, let number = Int(first),
      let seat = try? seats.seat(number)
    {
      arguments[0] = seat.chart.description
    }
    try run(command, arguments)
  }

  private func run(_ command: any ParsableCommand.Type, _ arguments: [String]) throws {
    let all = arguments + ledger.repeated
    do {
      var parsed = try command.parseAsRoot(all)
      try RepeatedOption.refuse(in: all, of: command.configuration.commandName)
      try parsed.run()
    } catch {
      RefusedCommand.record(error, arguments: ["chair"])
      guard Failure(error).exitCode == nil else { throw error }
      // The parser's own: help, what it cannot read, and an answer that was given and is no.
      let said = command.message(for: error)
      switch command.exitCode(for: error) {
      case .success: try Output.write(said)
      case .validationFailure:
        throw ProgramError.usage(ParserMessage.withoutValues(said, typed: all))
      default: break
      }
    }
  }

  // MARK: What went wrong

  private func tell(_ error: any Error) { Output.note("candor: \(Failure(error).message)") }

  private static func failure(_ error: any Error, line: Int) -> any Error {
    let failure = Failure(error)
    return ProgramError(
      exitCode: failure.exitCode ?? ExitStatus.usage,
      description: "line \(line): \(failure.sentence); nothing after it was recorded")
  }
}

extension LedgerOptions {
  /// What a command at the chair is given of these.
  fileprivate var repeated: [String] {
    [("--ledger", ledger), ("--as", actingAs), ("--identities", identities), ("--clock", clock)]
      .flatMap { name, value in value.map { [name, $0] } ?? [] }
      + (acceptClock ? ["--accept-clock"] : [])
  }
}
