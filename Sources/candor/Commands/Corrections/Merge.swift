internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import Reports

/// `candor merge WHO --into WHO`.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Two charts are of one patient: one leads to the other from then on.",
    discussion: """
      Both record numbers lead to the chart that survives, and what is recorded from then on goes there; what happened in \
      a visit of the other is still recorded in that visit. Nothing is moved or rewritten: timeline and reports show the \
      visits as A/1, B/1, and --as-of an earlier time shows two charts. A legal hold on either keeps both, and an erasure \
      erases both. Two people sign it; the reason is asked for, or read with --reason - or as "reason" in --json -. \
      `candor unmerge` takes it back.

      Example:
        candor merge MH-1002 --into MH-1001 --second dr.okafor
      """)

  @Argument(
    help: "The record number, or the first digits of the chart id, that is to lead to the other.",
    transform: PatientArgument.checked)
  var who: String

  @Option(
    help: ArgumentHelp("Which survives: a record number, or a chart id.", valueName: "who"),
    transform: PatientArgument.checked)
  var into: String

  @OptionGroup(title: "Recording") var merging: MergeOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    try context.person.requireRecorder(of: ChartMerged.kind, about: who)
    let read = try merging.readReason(in: context)
    let merged = try context.person.chart(named: who, followsMerges: false)
    let survivor = try context.person.chart(named: into)
    try Merger(context: context, options: merging, ledger: ledger).record(
      ChartMerge(
        merged, into: survivor, reason: read ?? "", appendID: try merging.correction.identifier()),
      reason: read)
  }
}

/// `candor unmerge WHO`.
struct Unmerge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unmerge",
    abstract: "Two charts are of two patients after all: each is its own again.",
    discussion: """
      Each chart keeps what was recorded in it. What was recorded since the merge stands in the chart that survived it: \
      what of that is the other patient's is retracted there and recorded anew.

      Example:
        candor unmerge MH-1002 --second dr.okafor
      """)

  @Argument(
    help: "The record number, or the first digits of the chart id, that was merged.",
    transform: PatientArgument.checked)
  var who: String

  @OptionGroup(title: "Recording") var merging: MergeOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    try context.person.requireRecorder(of: ChartUnmerged.kind, about: who)
    let read = try merging.readReason(in: context)
    let merged = try context.person.chart(named: who, followsMerges: false)
    let identifier = try merging.correction.identifier()
    // Said once more, it is found by its id: the charts are two by now.
    let survivor = try context.person.survivor(ofMerged: merged, appendID: identifier)
    try Merger(context: context, options: merging, ledger: ledger).record(
      ChartMerge(
        merged, into: survivor, isUndone: true, reason: read ?? "", appendID: identifier),
      reason: read)
  }
}

/// What `merge` and `unmerge` take beside the charts.
struct MergeOptions: ParsableArguments {
  @OptionGroup var correction: CorrectionOptions

  @Flag(help: "Without being asked whether it is so: for programs.")
  var yes = false

  @Option(
    help: ArgumentHelp(
      "Who signs beside you, here and now: a sign-in name, or an identity file's path.",
      valueName: "name"))
  var second: String?

  @Option(
    help: ArgumentHelp(
      "Read the second signer's passphrase from this open file descriptor instead of asking.",
      valueName: "n"))
  var secondPassphraseFd: Int32?

  /// - Throws: a usage error where nobody can be asked and nothing says yes.
  func readReason(in context: CommandContext) throws -> String? {
    guard yes || context.prompt != nil else {
      throw ProgramError.usage("there is no terminal to ask on whether it is so; give --yes")
    }
    return try correction.readReason()
  }
}

extension CorrectionOptions {
  /// The append id that was given.
  func identifier() throws -> AppendID? { try RecordingOptions.identifier(appendID) }
}

/// Shows both patients, asks, has a second person sign, and records it.
private struct Merger {
  var context: CommandContext
  var options: MergeOptions
  var ledger: LedgerOptions

  func record(_ merge: ChartMerge, reason read: String?) throws {
    var merge = merge
    // What stands against it is said before anything is asked.
    let isRecorded = try merge.appendID.map { try context.clinic.positions(of: $0) != nil } ?? false
    if !isRecorded {
      var trial = merge
      trial.reason = trial.reason.isEmpty ? "-" : trial.reason
      try context.person.previewMerge(trial, second: nil)
    }
    try announce(merge)
    merge.reason = try CorrectionOptions.reason(
      read,
      merge.isUndone
        ? "Why are they two patients (Enter: do not record)?"
        : "Why are they one patient (Enter: do not record)?", in: context)
    if !options.yes, let prompt = context.prompt {
      let question = merge.isUndone ? "Take them apart?" : "Merge them?"
      guard try prompt.confirm(question) else {
        throw ProgramError.no("it was not confirmed: nothing was recorded")
      }
    }
    let recorded = try context.person.merge(merge, second: try identity(for: merge, isRecorded))
    try RecordReceiptText(
      recorded: recorded, statements: [], context: context
    ).write(adding: recorded.wasAlreadyRecorded ? [] : [try outcome(of: merge)])
  }

  /// Both identities, for whoever may read them, while a slip can still be mended.
  private func announce(_ merge: ChartMerge) throws {
    guard context.terminal.isInteractive else { return }
    let merged = try context.person.label(of: merge.merged)
    let survivor = try context.person.label(of: merge.survivor)
    Output.note(merge.isUndone ? "Takes apart:" : "Merges:")
    Output.note("  \(who(merged))")
    Output.note(merge.isUndone ? "and:" : "into:")
    Output.note("  \(who(survivor))")
    if !merge.isUndone, !merged.birthDate.isEmpty, merged.birthDate != survivor.birthDate {
      Output.note("Their birth dates differ.")
    }
  }

  private func who(_ patient: PatientLabel) -> String {
    context.mayName(patient)
      ? RecordReceiptText.person(patient) : RecordReceiptText.number(patient)
  }

  /// Of whoever signs beside the recorder, once they have seen what they sign.
  private func identity(for merge: ChartMerge, _ isRecorded: Bool) throws -> Identity? {
    guard let name = try options.second ?? named(merge.kind) else { return nil }
    let path = try IdentityLocation(ledger).path(of: name)
    let label = try IdentityFile.peek(path)
    if !isRecorded { try context.person.previewMerge(merge, second: label) }
    if context.terminal.isInteractive {
      Output.note("\(label.handle) signs as second signer:")
      Output.note("  \(merge.kind.name): \(merge.reason)")
    }
    let source = PassphraseSource(
      descriptor: options.secondPassphraseFd, terminal: context.terminal)
    return try context.openIdentity(at: path) {
      try source.existing(for: $0, option: "--second-passphrase-fd")
    }
  }

  private func named(_ kind: EventKind) throws -> String? {
    guard let prompt = context.prompt else { return nil }
    let name = try prompt.line("Second signer of \(kind.name) (sign-in name):")
    guard !name.isEmpty else { throw ProgramError.nothingEntered }
    return name
  }

  private func outcome(of merge: ChartMerge) throws -> String {
    let merged = RecordReceiptText.number(try context.person.label(of: merge.merged))
    let survivor = RecordReceiptText.number(try context.person.label(of: merge.survivor))
    return merge.isUndone
      ? "\(merged) and \(survivor) are two charts again; what was recorded since the merge stands "
        + "in \(survivor)."
      : "\(merged) leads to \(survivor) from now on."
  }
}
