internal import ArgumentParser
internal import Ledger

/// The options of whatever is recorded.
struct RecordingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read why policy is departed from, from standard input: - (asked for on a terminal).",
      valueName: "-"))
  var reason: String?

  @Option(
    help: ArgumentHelp(
      "32 hexadecimal digits: the same id with the same statement is recorded once.",
      valueName: "hex"))
  var appendID: String?

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
      ? try Prompt().line("Reason:") : try FileInput.text(at: "-").trimmed
    guard !text.isEmpty else { throw ProgramError.nothingEntered }
    return text
  }
}
