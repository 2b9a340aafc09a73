internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports
internal import SessionKeys

/// Where a command works: an open clinic, its clock, the terminal, and perhaps somebody signed in.
struct CommandContext {
  var clinic: Clinic
  /// Who acts; nil before somebody has signed in, and where nobody has to.
  var signedIn: SignedIn?
  var clock: SystemClock
  var terminal: Terminal
  var format: OutputFormat
  /// The session on this terminal that acts; nil when an identity file does, or nobody.
  var session: SessionRecord?
  /// By such a clock is recorded what is never held up, without a question.
  var clockDoubt: ClockDoubt?

  /// Who acts.
  var person: SignedIn {
    get throws {
      guard let signedIn else { throw Self.nobodySignedIn }
      return signedIn
    }
  }

  fileprivate static let nobodySignedIn = ProgramError.notPermitted(
    "nobody is signed in; candor sign-in NAME, or say who acts with --as NAME or "
      + "$CANDOR_IDENTITY")

  /// Goes on as somebody, by the clock of the policy that their keys believe.
  fileprivate mutating func take(_ person: SignedIn, _ session: SessionRecord?) {
    signedIn = person
    self.session = session
    clinic = person.clinic
    clock = person.clinic.clock
  }

  /// - Throws: `ExitCode` where an answer about many charts had to leave one out, which was told.
  func requireWhole() throws {
    if !clinic.observer.chartsSetAside.isEmpty { throw ExitCode(ExitStatus.badData) }
  }

  /// Whether a patient's name may be shown, which is recorded then.
  func mayName(_ patient: PatientLabel) -> Bool {
    signedIn?.recordDisclosureOfName(patient) ?? false
  }

  var times: LocalClock { LocalClock(clock) }

  var style: TextStyle { TextStyle(width: terminal.width, isColored: terminal.usesColor) }

  /// Nil when there is nobody to ask.
  var prompt: Prompt? { terminal.isInteractive ? Prompt() : nil }

  /// Writes an answer in the format that was asked for.
  func answer(text: @autoclosure () throws -> String, json: @autoclosure () throws -> String) throws
  {
    switch format {
    case .text: try Output.write(try text())
    case .json: try Output.write(json: try json())
    }
  }
}

extension CommandContext {
  /// Asks about a clock that lies far ahead before anything is recorded by it.
  ///
  /// Where there is nobody to ask, Clinic refuses what is recorded.
  fileprivate mutating func confirmClock() throws {
    guard let prompt, clinic.readOnlyCause == nil, let doubt = try clinic.clockDoubt() else {
      return
    }
    Output.note("\(doubt.words). What it stamps cannot be taken back.")
    guard try prompt.confirm("Is the clock right?") else {
      throw ProgramError.no("the clock was not confirmed: nothing was recorded; set it right")
    }
    clinic = clinic.believingClock()
  }
}

extension LedgerOptions {
  /// Opens the clinic, without an identity; with `examining` even when it contradicts itself.
  ///
  /// - Parameter writing: how the command writes its answer; nil: as `--format` says.
  func open(examining: Bool = false, writing: OutputFormat? = nil) throws -> CommandContext {
    let format = try writing ?? format
    let clinic = try Clinic.open(
      directory: try directory(), clock: { try systemClock(on: $0) }, examining: examining,
      patience: try WritersWait.patience(), observer: AtTerminal.observer)
    return CommandContext(
      clinic: acceptClock ? clinic.believingClock() : clinic, signedIn: nil, clock: clinic.clock,
      terminal: .current(), format: format)
  }

  /// Opens the clinic and signs in; who is not named cannot act.
  ///
  /// - Parameter neverHeldUp: neither by a clock that has to be confirmed nor by a time zone that
  ///   is not known here.
  func signIn(neverHeldUp: Bool = false) throws -> CommandContext {
    try signIn(in: open(), neverHeldUp: neverHeldUp)
  }

  /// Signs in to a clinic that is open; who is not named cannot act.
  func signIn(in context: CommandContext, neverHeldUp: Bool = false) throws -> CommandContext {
    var context = context
    if neverHeldUp {
      context.clockDoubt = try context.clinic.clockDoubt()
    } else {
      try context.clinic.requireClock()
      try context.confirmClock()
    }
    let resolver = ActorResolver(options: self, context: context)
    let (person, session): (SignedIn, SessionRecord?)
    switch try resolver.signIn() {
    case .signedIn(let named, let open): (person, session) = (named, open)
    case .closed(let closed): (person, session) = try resolver.reopen(closed)
    case .nobody: throw CommandContext.nobodySignedIn
    }
    context.take(person, session)
    return context
  }

  /// Opens the clinic, and signs in when somebody is named or signed in.
  func signInIfNamed() throws -> CommandContext {
    var context = try open()
    switch try ActorResolver(options: self, context: context).signIn() {
    case .signedIn(let person, let session): context.take(person, session)
    case .closed(let closed): Output.note("candor: \(closed.error.description)")
    case .nobody: break
    }
    return context
  }

  /// `--ledger` or $CANDOR_LEDGER.
  func directory() throws -> String {
    guard let directory = ledger ?? Environment["CANDOR_LEDGER"], !directory.isEmpty else {
      throw ProgramError.usage("no ledger is named; give --ledger DIR or set CANDOR_LEDGER")
    }
    return directory
  }

  /// The clock, or the one that `--clock` sets; Clinic refuses that outside training.
  ///
  /// - Parameter clinicClock: by which it is read when it has no offset; without a zone, by this
  ///   machine's.
  func systemClock(on clinicClock: ClinicClock = .unnamed) throws -> SystemClock {
    guard let text = clock ?? Environment["CANDOR_CLOCK"], !text.isEmpty else {
      return SystemClock()
    }
    let name = clock == nil ? "CANDOR_CLOCK" : "--clock"
    guard let argument = try TimeArgument.parse(text) else {
      throw ProgramError.usage("\(name) is not a time; give it as 2026-03-02T10:05")
    }
    let machine = SystemClock()
    var times = LocalClock(machine)
    if clinicClock.zone != nil {
      times.offsetMinutes = {
        clinicClock.offsetMinutes(at: $0) ?? machine.localOffsetMinutes(at: $0)
      }
    }
    return SystemClock(standingAt: try argument.resolved(by: times))
  }
}

/// Where the ledger is, who acts, and how answers look: the options of every command.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The ledger's directory; else $CANDOR_LEDGER.", valueName: "dir"),
    completion: .directory)
  var ledger: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Who acts: a sign-in name, or an identity file's path; else $CANDOR_IDENTITY.",
      valueName: "name"))
  var actingAs: String?

  @Option(
    help: ArgumentHelp(
      "Where identity files are; else $CANDOR_IDENTITIES, else ~/.local/share/candor/identities.",
      valueName: "dir"),
    completion: .directory)
  var identities: String?

  @Option(
    help: ArgumentHelp(
      "Read the passphrase from this open file descriptor instead of asking.", valueName: "n"))
  var passphraseFd: Int32?

  @Option(
    name: .customLong("format"),
    help: "How answers are written; csv, ndjson and html only where the command says so.")
  var answerFormat: AnswerFormat = .text

  @Option(
    help: ArgumentHelp(
      "Set the clock, in a training ledger only; else $CANDOR_CLOCK.", valueName: "time"))
  var clock: String?

  @Flag(help: "The clock is right, however long ago the newest entry was recorded.")
  var acceptClock = false
}

extension LedgerOptions {
  /// How an answer is written that is text or one document.
  ///
  /// - Throws: a usage error for a form that only a list of entries has.
  var format: OutputFormat {
    get throws {
      switch answerFormat {
      case .text: return .text
      case .json: return .json
      case .csv: throw Self.unwritten(answerFormat, "history and timelines")
      case .ndjson: throw Self.unwritten(answerFormat, "history")
      case .html: throw Self.unwritten(answerFormat, "timelines")
      }
    }
  }
}

extension LedgerOptions {
  /// - Parameter others: whose answers are written like that.
  /// - Parameter here: what can be given instead.
  static func unwritten(
    _ format: AnswerFormat, _ others: String, here: String = "text or json"
  ) -> ProgramError {
    .usage("--format \(format.rawValue) is for \(others); give \(here) here")
  }
}

/// How an answer is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  /// With stable keys.
  case json
}

/// What `--format` takes.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
  /// RFC 4180.
  case csv
  /// A JSON object a line.
  case ndjson
  /// A page that stands for itself.
  case html
}
