internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor record EVENT`.
struct RecordEvent<Options: EventOptions>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Options.identifier, abstract: Options.help.abstract,
      usage: Options.usage(of: "record"),
      discussion: Options.discussion(of: "record"))
  }

  @OptionGroup(title: "What happened") var options: Options
  @OptionGroup(title: "To whom and when", visibility: SharedOptions.visibility)
  var statement: StatementOptions
  @OptionGroup(title: "Recording", visibility: SharedOptions.visibility)
  var recording: RecordingOptions
  @OptionGroup(title: "Second signer", visibility: SharedOptions.visibility)
  var second: SecondSignerOptions
  @OptionGroup(title: "Ledger and identity", visibility: SharedOptions.visibility)
  var ledger: LedgerOptions

  func run() throws {
    try EventRecording(
      options: options, statement: statement, recording: recording, second: second, ledger: ledger
    ).run()
  }
}

/// What recording an event with its options is, whether it happens now or stood on paper.
struct EventRecording<Options: EventOptions> {
  var options: Options
  var statement: StatementOptions
  var recording: RecordingOptions
  var second: SecondSignerOptions
  var ledger: LedgerOptions
  /// Nil for what is recorded here first.
  var paper: PaperOptions?

  func run() throws {
    let appendID = try recording.identifier()
    if statement.json != nil, recording.reason != nil {
      throw ProgramError.usage(
        "--json - and --reason - would both read standard input; put \"reason\" into the JSON")
    }
    let context = try ledger.signIn(neverHeldUp: Options.Event.kind.isNeverHeldUp)
    // Before the first question: whoever may not record it has nothing to answer.
    try context.person.requireRecorder(of: Options.Event.kind, about: statement.patient)
    // Under an append id it may be on record by this very command.
    if appendID == nil { try options.checkBeforeAsking(context.person) }
    let transcription = try paper?.transcription(in: context)
    var reason = try recording.statedReason()
    var statement = statement
    if transcription != nil, let prompt = context.prompt { try statement.askWhen(prompt) }
    var draft = try StatementDraft(
      statement, kind: Options.Event.kind, context: context,
      missing: context.prompt.map { .asked($0) } ?? .refused)
    let event = try options.event(from: &draft.fields)
    reason = reason ?? draft.reason
    // What was recorded under this id before is not asked about again.
    if try appendID.map({ try context.clinic.positions(of: $0) == nil }) ?? true,
      let stated = event.statement as? Options.Event
    {
      try options.confirm(stated, in: context)
    }
    let request = try PreflightList.shown(
      with: try draft.statement(event, in: options.place), in: context,
      isAsked: options.showsRules, isRepeatable: appendID != nil)
    var recorder = Recorder(
      context: context, appendID: appendID,
      second: try second.signature(for: [request.event.kind], in: context, ledger),
      isAgain: recording.again, signers: second, ledger: ledger)
    recorder.transcription = transcription
    try RecordReceiptText(
      recorded: try recorder.record(
        request, reason: reason, reasonsByRule: draft.reasonsByRule),
      statements: [request.event], context: context
    ).write()
  }
}
