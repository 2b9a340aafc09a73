internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Reports

/// `candor review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Emergency accesses that nobody has reviewed; with a position, review one.",
    discussion: """
      The list comes from headers alone and needs no identity; looks that a full disk could not record yet are named \
      behind it. A review is signed by somebody else than whoever \
      looked, and speaks for all that was opened in the same act. `candor show POSITION` tells the reason that was \
      given.

      Examples:
        candor review
        candor review 412 --outcome justified
        candor review 412 --json - < review.json

      As JSON: {"outcome": "not-justified", "note": "…"}
      """)

  @Argument(help: "The emergency access to review, by its position.")
  var position: UInt64?

  @Option(help: "What came of it; asked for on a terminal.")
  var outcome: Choice<EmergencyAccessReviewed.Outcome>?

  @Option(
    help: ArgumentHelp(
      "Read a note from standard input: - (asked for on a terminal).", valueName: "-"))
  var note: String?

  @Option(
    help: ArgumentHelp("Read outcome and note as JSON from standard input: -.", valueName: "-"))
  var json: String?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func validate() throws {
    for (name, value) in [("--note", note), ("--json", json)] {
      guard value == nil || value == "-" else {
        throw ProgramError.usage("\(name) reads standard input only; give \(name) -")
      }
    }
    guard note == nil || json == nil else {
      throw ProgramError.usage("--note and --json both read standard input; give one of them")
    }
    guard position != nil || (outcome == nil && note == nil && json == nil) else {
      throw ProgramError.usage(
        "no emergency access is named; give its position, as candor review lists them")
    }
  }

  func run() throws {
    guard let position else { return try list() }
    let context = try ledger.signIn()
    try context.person.requireReviewable(position)
    if context.prompt != nil, json == nil, let sentence = try context.person.show(position).sentence
    {
      Output.note(sentence)
    }
    let stated = try ReviewStatement(
      outcome: outcome?.term, note: note, json: json, context: context)
    let reviewed = try context.person.review(position, outcome: stated.outcome, note: stated.note)
    let signed = SignatureText(signatures: [reviewed.signature], context: context).lines
    try context.answer(
      text: AccessText.reviewed(reviewed, outcome: stated.outcome) + signed.joined(separator: "\n"),
      json: try AccessJSON.reviewed(reviewed, outcome: stated.outcome))
  }

  private func list() throws {
    let context = try ledger.open()
    let rows = try context.clinic.waitingEmergencies()
    let spool = try context.clinic.spoolState()
    try context.answer(
      text: AccessText.waiting(rows, spool: spool, style: context.style),
      json: try ListingJSON.unreviewed(rows, spool: spool))
    if let damage = spool.damage { Output.note("candor: \(damage.words)") }
    for file in spool.keptFiles {
      Output.note(
        "candor: Of the spool for emergencies, bytes that did not read were put aside: \(file) "
          + "(candor doctor).")
    }
  }
}
