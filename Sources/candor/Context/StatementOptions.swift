internal import ArgumentParser
internal import Ledger

/// About whom, when, and what comes as JSON.
struct StatementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A record number, or the first digits of a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var patient: String?

  @Option(
    help: ArgumentHelp("The visit; when left out, the one of that time.", valueName: "number"))
  var visit: UInt32?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "When it happened: 10:05 (today), -5m, 2026-03-02T10:05; now when left out.",
      valueName: "time"),
    transform: TimeArgument.init(argument:))
  var at: TimeArgument?

  @Option(
    help: ArgumentHelp("Read the event's fields as JSON from standard input: -.", valueName: "-"))
  var json: String?

  @Flag(help: "Ask for a note too (it never stands on the command line).")
  var note = false
}

extension StatementOptions {
  /// Asks for the time where none is given: a paper has one of its own.
  mutating func askWhen(_ prompt: Prompt) throws {
    guard at == nil else { return }
    at = try prompt.answer("When it happened, as the paper says:") { text in
      try TimeArgument(argument: text)
    }
  }
}

/// The options of whatever is recorded.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read why policy is departed from, from standard input: - (asked for on a terminal, rule by rule).",
      valueName: "-"))
  var reason: String?

  @Option(
    help: ArgumentHelp(
      "32 hexadecimal digits: the same id with the same statement is recorded once.",
      valueName: "hex"))
  var appendID: String?

  @Flag(help: "Record it though the same is on record: it happened twice.")
  var again = false

  func identifier() throws -> AppendID? { try Self.identifier(appendID) }

  static func identifier(_ text: String?) throws -> AppendID? {
    guard let text else { return nil }
    guard let id = AppendID(hex: text) else {
      throw ProgramError.usage("--append-id is not 32 hexadecimal digits, not all zero")
    }
    return id
  }

  /// What `--reason -` reads.
  func statedReason() throws -> String? {
    guard let reason else { return nil }
    guard reason == "-" else {
      throw ProgramError.usage(
        "--reason takes no text, which would stay on the command line; give --reason - and the reason on standard input"
      )
    }
    let terminal = Terminal.current()
    let text =
      terminal.isInteractive
      ? try Prompt().line("Reason:")
      : try FileInput.text(at: "-", .lines, of: "a reason").withLineFeeds.trimmed
    guard !text.isEmpty else { throw ProgramError.nothingEntered }
    return text
  }
}

/// WHO: a record number, or the first digits of a chart id. A name is refused without being
/// repeated.
enum PatientArgument {
  static func checked(_ text: String) throws -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isPlain, (1...32).contains(text.utf8.count), text.contains(where: \.isNumber) else {
      throw ProgramError.usage(
        "what was given for the patient is neither a record number nor the first digits of a chart id; "
          + "search by name with `candor patients -`, where nothing stays on the command line")
    }
    return text
  }
}
