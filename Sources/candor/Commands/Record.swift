internal import ArgumentParser

/// `candor record …`.
struct Record: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record what happened: one sub-command per event, or a batch.",
    discussion: """
      What is missing is asked for on a terminal. What departs from policy needs a reason: it is asked for, or read \
      with --reason -; as JSON, {"reasons": {"S5": "…"}} gives one a rule. No consent, no confirmed identity and \
      "not a candidate" each need their own, and a prescriber's signature. Stopping, oxygen, rescue drugs, adverse events, emergency calls and transfers are never held up.

      Examples:
        candor record vitals-sampled --patient MH-1001 --hr 72 --bp 118/76 --spo2 98
        candor record infusion-stopped --patient MH-1001 --cause completed --at -2m
        candor record intake-received --json - < intake.json
        candor record --batch vitals.ndjson

      The same twice within a minute is asked about, or needs --again (or an --append-id of its own).

      A batch holds one JSON object a line (here broken in two) and is recorded whole or not at all; a line that is on \
      record already, at its own time, is left out:
        {"event": "vitals-sampled", "patient": "MH-1001", "visit": 1,
         "at": "10:05", "data": {"heart_rate_bpm": 72}}
      """,
    groupedSubcommands: EventPhases.groups(
      of: NamedCommand.only(of: EventCommands.all, under: "record")
    ) { $0.recordCommand })

  @Option(
    help: ArgumentHelp(
      "Record the lines of this file, or of standard input: -.", valueName: "file"),
    completion: .file(extensions: ["ndjson"]))
  var batch: String?

  @OptionGroup var options: RecordingOptions
  @OptionGroup(title: "Second signer", visibility: SharedOptions.visibility)
  var second: SecondSignerOptions
  @OptionGroup(title: "Ledger and identity", visibility: SharedOptions.visibility)
  var ledger: LedgerOptions

  func run() throws {
    guard let batch else {
      throw ProgramError.usage(
        "no event is named; give one, such as `candor record weighed` (`candor record --help` lists them), or --batch"
      )
    }
    let context = try ledger.signIn()
    let appendID = try options.identifier()
    let batched = try Batch(
      context: context, text: try FileInput.text(at: batch, .bulk, of: "a batch"))
    try batched.record(
      appendID: appendID, reason: try options.statedReason(), isAgain: options.again,
      second: second, ledger)
  }
}
