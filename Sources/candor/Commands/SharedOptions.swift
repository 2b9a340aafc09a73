internal import ArgumentParser

/// `candor options`.
struct SharedOptions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "options",
    abstract: "What the options say that all events share: whom, when, why, and who signs.",
    discussion: """
      Every event of `candor record`, `candor transcribe` and `candor check` takes them beside its own.

      Examples:
        candor record weighed --patient MH-1001 --weight 72.6kg --at 08:40
        candor record drug-wasted --patient MH-1001 --drug ketamine --amount 13.7mg --second nurse.reed
      """)

  /// Of the same options of an event: told here once, and completed there all the same.
  static let visibility: ArgumentVisibility =
    NamedCommand.isForCompletions ? .default : .hidden

  @OptionGroup(title: "To whom and when") var statement: StatementOptions
  @OptionGroup(title: "Recording") var recording: RecordingOptions
  @OptionGroup(title: "Second signer") var second: SecondSignerOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws { try Output.write(Self.helpMessage()) }
}
