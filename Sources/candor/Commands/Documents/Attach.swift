internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// `candor attach FILE`.
struct Attach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Attach a paper to a chart: a signed form, an identification, a referral.",
    discussion: """
      A PDF, PNG, JPEG, TIFF or HEIC file of at most 16 MiB, told by its first bytes and kept byte for byte, sealed as \
      the chart is. The same file twice adds nothing. What it is about, where the kind does not say it, is asked for \
      (--note), or comes as JSON on standard input: {"detail": "…"}.

      The file itself stays where it is: remove it when it is attached.

      Examples:
        candor attach consent.pdf --patient MH-1001 --kind consent --visit 1
        candor record consent-signed --patient MH-1001 --document 1 …
        candor retract 57   # attached to the wrong chart, or as the wrong thing
      """)

  @Argument(
    help: ArgumentHelp("The file; - is standard input.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "A record number, or the first digits of a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String

  @Option(help: "What it is.")
  var kind: Choice<DocumentAttached.Kind>

  @Option(help: ArgumentHelp("The visit that it belongs to.", valueName: "number"))
  var visit: UInt32?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "When it was received: 10:05 (today), -5m, 2026-03-02T10:05; now when left out.",
      valueName: "time"),
    transform: TimeArgument.init(argument:))
  var at: TimeArgument?

  @Option(help: ArgumentHelp("Read the detail as JSON from standard input: -.", valueName: "-"))
  var json: String?

  @Flag(help: "Ask for a detail too (it never stands on the command line).")
  var note = false

  @Option(
    help: ArgumentHelp(
      "32 hexadecimal digits: the same id with the same file is recorded once.", valueName: "hex"))
  var appendID: String?

  @OptionGroup(title: "Ledger and identity", visibility: SharedOptions.visibility)
  var ledger: LedgerOptions

  func validate() throws {
    guard json == nil || file != "-" else {
      throw ProgramError.usage("the file and --json would both read standard input; name the file")
    }
  }

  func run() throws {
    let appendID = try RecordingOptions.identifier(appendID)
    let context = try ledger.signIn()
    // Before the file is read: whoever may not attach it has nothing to give.
    try context.person.requireRecorder(of: DocumentAttached.kind, about: patient)
    let bytes = try FileInput.bytes(at: file, .attachment, of: "a document")
    let label = try context.person.patient(patient)
    let times = TimeReader(clock: context.times, prompt: context.prompt)
    let occurred = try at.map { try times.read($0, field: "--at", day: .past) }
    let attached = try AttachedFile(
      bytes, kind: kind.term, visit: visit, detail: try detail(in: context))
    let statement = attached.statement(in: label.chart, occurred: occurred)
    let recorded = try Recorder(context: context, appendID: appendID).record(
      statement, reason: nil)
    try RecordReceiptText(
      recorded: recorded, statements: [statement.event], context: context
    ).write()
  }

  /// What it is, where the kind does not say it.
  private func detail(in context: CommandContext) throws -> String {
    if let json {
      guard json == "-" else {
        throw ProgramError.usage("--json reads standard input only; give --json -")
      }
      var object = try JSONValue.object(
        parsing: try FileInput.text(at: "-", .document, of: "a detail"), called: "standard input")
      guard case .string(let text)? = object.removeValue(forKey: "detail"), object.isEmpty else {
        throw ProgramError.badData(
          "standard input is not the detail of a document; give {\"detail\": \"…\"}")
      }
      return text.withLineFeeds.trimmed
    }
    let isNeeded = kind.term == .other
    guard isNeeded || note else { return "" }
    guard let prompt = context.prompt else {
      guard isNeeded else { return "" }
      throw ProgramError.usage(
        "another document needs its detail; give --json - and {\"detail\": \"…\"} on standard input"
      )
    }
    let text = try prompt.line(isNeeded ? "Which document:" : "Detail (Enter: none):")
    if isNeeded, text.isEmpty { throw ProgramError.nothingEntered }
    return text
  }
}
