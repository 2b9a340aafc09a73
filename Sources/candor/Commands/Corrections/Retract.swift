internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor retract POSITION …`.
struct Retract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract",
    abstract: "Entries that were entered in error: they stay visible, and count no more.",
    discussion: """
      The reason is asked for, or read with --reason - or as "reason" in --json -. What rests on an entry has to be \
      retracted with it, in one act; what stands in the drug book, too, is, and what says that it was transcribed. An entry of one's own needs nobody else for ten minutes; later, somebody else's, \
      or a drug that was given or destroyed, needs a second signer. `candor reinstate` takes it back.

      Examples:
        candor retract 83 --reason -
        candor retract 81 90 --second nurse.reed
        candor retract --append 81
        candor retract 94 --second pharm.ito
      """)

  @Argument(help: ArgumentHelp("The positions of the entries.", valueName: "position"))
  var positions: [UInt64]

  @Flag(help: "With everything about the patient that was recorded in the same act.")
  var append = false

  @OptionGroup(title: "Recording") var correction: CorrectionOptions
  @OptionGroup(title: "Second signer") var second: SecondSignerOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let read = try correction.readReason()
    let entries = try context.person.correctable(
      positions, wholeAppend: append, withPapers: true
    ).filter { positions.contains($0.position) || !$0.isPaper || $0.retractedBy == nil }
    let text = CorrectionText(context: context, entries: entries)
    text.announce()
    let reason = try CorrectionOptions.reason(
      read, "Why was it entered in error (Enter: do not record)?", in: context)
    // The newest first, as it would be undone.
    let statements = try entries.reversed().map {
      try $0.statement(.enteredInError, reason: reason)
    }
    let recorded = try Corrector(
      context: context, options: correction, second: second, ledger: ledger
    ).record(statements, reason: reason)
    try text.write(recorded, statements)
  }
}

/// `candor reinstate POSITION …`.
struct Reinstate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reinstate",
    abstract: "Entries that were not entered in error after all: they count again.",
    discussion: """
      Takes back what `candor retract` said, with a reason and the signers that it would take.

      Example:
        candor reinstate 83 --reason -
      """)

  @Argument(help: ArgumentHelp("The positions of the entries.", valueName: "position"))
  var positions: [UInt64]

  @OptionGroup(title: "Recording") var correction: CorrectionOptions
  @OptionGroup(title: "Second signer") var second: SecondSignerOptions
  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let read = try correction.readReason()
    let entries = try context.person.correctable(positions, withPapers: true)
      .filter { positions.contains($0.position) || !$0.isPaper || $0.retractedBy != nil }
    let text = CorrectionText(context: context, entries: entries)
    text.announce()
    let reason = try CorrectionOptions.reason(
      read, "Why does it count again (Enter: do not record)?", in: context)
    let statements = try entries.map { try $0.statement(.reinstated, reason: reason) }
    let recorded = try Corrector(
      context: context, options: correction, second: second, ledger: ledger
    ).record(statements, reason: reason)
    try text.write(recorded, statements)
  }
}

/// `candor cosign POSITION`.
struct CoSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cosign",
    abstract: "Sign what others have recorded: you have read it and stand by it.",
    discussion: """
      For a physician, prescriber, nurse or pharmacist who did not sign the entry when it was recorded.

      Example:
        candor cosign 81 --as dr.stone
      """)

  @Argument(help: "The entry's position.")
  var position: UInt64

  @Option(
    help: ArgumentHelp(
      "32 hexadecimal digits: the same id with the same statement is recorded once.",
      valueName: "hex"))
  var appendID: String?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let entries = try context.person.correctable([position]).filter { $0.position == position }
    let text = CorrectionText(context: context, entries: entries, heading: "Says:")
    text.announce()
    let statements = try entries.map { try $0.statement(.coSigned) }
    let recorded = try context.person.record(
      RecordRequest(
        appendID: try RecordingOptions.identifier(appendID), statements: statements))
    try text.write(recorded, statements)
  }
}
