internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor transcribe …`.
struct Transcribe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcribe",
    abstract: "Enter what stands on paper, as after a downtime: who wrote it, and on what.",
    discussion: """
      The events, options and rules of candor record, each with the time that the paper says. Whoever types it in signs \
      it, the author is named beside it, and both are in the timeline; the author can stand by it later (candor cosign).

      Examples:
        candor attach downtime.pdf --patient MH-1001 --kind downtime-form
        candor transcribe weighed --patient MH-1001 --weight 72.6kg --at 09:10 \\
              --author nurse.reed --paper downtime-form --paper-document 1
        candor transcribe --batch morning.ndjson --author nurse.reed --paper flow-sheet
      """,
    groupedSubcommands: EventPhases.groups(
      of: NamedCommand.only(of: EventCommands.ofPatients, under: "transcribe")
    ) { $0.transcribeCommand })

  @Option(
    help: ArgumentHelp(
      "Transcribe the lines of this file, or of standard input: -; each has its time.",
      valueName: "file"),
    completion: .file(extensions: ["ndjson"]))
  var batch: String?

  @OptionGroup(title: "The paper") var paper: PaperOptions
  @OptionGroup var options: RecordingOptions
  @OptionGroup(title: "Second signer", visibility: SharedOptions.visibility)
  var second: SecondSignerOptions
  @OptionGroup(title: "Ledger and identity", visibility: SharedOptions.visibility)
  var ledger: LedgerOptions

  func run() throws {
    guard let batch else {
      throw ProgramError.usage(
        "no event is named; give one, such as `candor transcribe weighed`, or --batch")
    }
    let context = try ledger.signIn()
    let appendID = try options.identifier()
    let transcription = try paper.transcription(in: context)
    let batched = try Batch(
      context: context, text: try FileInput.text(at: batch, .bulk, of: "a batch"))
    try batched.record(
      appendID: appendID, reason: try options.statedReason(), isAgain: options.again,
      second: second, ledger, from: transcription)
  }
}

/// `candor transcribe EVENT`.
struct TranscribeEvent<Options: EventOptions>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Options.identifier, abstract: Options.help.abstract,
      usage: Options.usage(of: "transcribe"), discussion: Options.discussion(of: "transcribe"))
  }

  @OptionGroup(title: "What the paper says") var options: Options
  @OptionGroup(title: "The paper") var paper: PaperOptions
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
      options: options, statement: statement, recording: recording, second: second, ledger: ledger,
      paper: paper
    ).run()
  }
}

/// Who wrote a paper, and what it is. A batch and the events share them: what is missing is asked
/// for, or named.
struct PaperOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Who wrote the paper: a sign-in name.", valueName: "name"))
  var author: String?

  @Option(help: "What the paper is.")
  var paper: Choice<TranscribedFromPaper.Source>?

  @Option(
    help: ArgumentHelp(
      "The paper itself, where it is attached: its number in candor documents.",
      valueName: "number"))
  var paperDocument: UInt32?

  func transcription(in context: CommandContext) throws -> Transcription {
    let author = try author(in: context)
    let source = try source(in: context)
    return Transcription(
      author: author, source: source, documentNumber: paperDocument,
      note: source == .other ? try note(in: context) : "")
  }

  private func author(in context: CommandContext) throws -> UInt32 {
    if let author { return try context.clinic.staffMember(author).actor }
    guard let prompt = context.prompt else {
      throw ProgramError.usage("a paper has an author; give --author with a sign-in name")
    }
    return try prompt.answer("Who wrote the paper (sign-in name):") { text in
      try context.clinic.staffMember(text).actor
    }
  }

  private func source(in context: CommandContext) throws -> TranscribedFromPaper.Source {
    if let paper { return paper.term }
    let list = Choice<TranscribedFromPaper.Source>.allValueStrings
    guard let prompt = context.prompt else {
      throw ProgramError.usage("what the paper is, is missing; give --paper \(list[0])")
    }
    return try prompt.answer(
      "What the paper is (\(Choice<TranscribedFromPaper.Source>.numbered)):"
    ) { text in try Choice<TranscribedFromPaper.Source>.parse(text) }
  }

  /// Which paper it is, where the list does not name it.
  private func note(in context: CommandContext) throws -> String {
    guard let prompt = context.prompt else {
      throw ProgramError.usage(
        "which other paper it is, is asked for on a terminal alone; name it there, or give --paper "
          + "\(TranscribedFromPaper.Source.handwrittenNote.identifier)")
    }
    let text = try prompt.line("Which paper:")
    guard !text.isEmpty else { throw ProgramError.nothingEntered }
    return text
  }
}
