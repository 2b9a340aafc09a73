internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor staff suspend`.
struct StaffSuspend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suspend",
    abstract: "Suspend somebody: they record nothing and sign in nowhere from here on.",
    discussion: """
      The keyring is renewed without them, and every chart gets a new data key with its next entry: what is recorded \
      from here on does not open for them. What they have read before stays known to them. An administrator does it, \
      and nobody does it to themself.

      Example:
        candor staff suspend nurse.lee --cause leave --as admin
      """)

  @Argument(help: "The sign-in name.")
  var handle: String

  @Option(help: "Why.")
  var cause: Choice<StaffSuspended.Cause>

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let recorded = try context.person.suspend(handle, cause: cause.term)
    try RecordReceiptText(recorded: recorded, statements: [], context: context).write()
  }
}

/// `candor staff reinstate`.
struct StaffReinstate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reinstate",
    abstract: "End a suspension.",
    discussion: """
      Whose role reads or seals charts is given the keyring's key again. Repeated after an interruption, it finishes.

      Example:
        candor staff reinstate nurse.lee --as admin
      """)

  @Argument(help: "The sign-in name.")
  var handle: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    if let recorded = try context.person.reinstate(handle) {
      try RecordReceiptText(recorded: recorded, statements: [], context: context).write()
    } else {
      let label = try context.clinic.staffMember(handle)
      try context.answer(
        text: "Reinstated before; the keyring's key was given to \(handle) again.",
        json: try JSONValue.object([
          "actor": .integer(Int64(label.actor)), "handle": .string(handle),
          "already_recorded": .bool(true),
        ]).text())
    }
  }
}

/// `candor staff depart`.
struct StaffDepart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "depart",
    abstract: "Somebody has left, for good; otherwise as suspend.",
    discussion: """
      The number and the sign-in name are never given to anybody else.

      Example:
        candor staff depart nurse.lee --as admin
      """)

  @Argument(help: "The sign-in name.")
  var handle: String

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let recorded = try context.person.depart(handle)
    try RecordReceiptText(recorded: recorded, statements: [], context: context).write()
  }
}
