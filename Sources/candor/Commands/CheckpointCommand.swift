internal import ArgumentParser
internal import Clinic

/// `candor checkpoint`.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign the size and root of the ledger as it is, for keeping elsewhere.",
    discussion: """
      Prints a C2SP signed note. It is also kept outside the ledger's directory, and a ledger that contradicts the one \
      kept there is not signed. Only a checkpoint held elsewhere reveals a ledger that was rolled back whole.

      A ledger that contradicts the one kept there records what is never held up, and nothing that can wait. Two people \
      go on with it by --accept-rollback and --second: that is one entry, which names what is given up, the old \
      checkpoint is set aside, beside the new one, with its size in its name, and from then on this machine refuses the \
      ledger that it came from. Never accept a rollback for a drill.

      Examples:
        candor checkpoint > monday.checkpoint
        candor checkpoint --accept-rollback --as dr.okafor --second admin --ledger ~/restored
      """)

  @Flag(help: "Sign a restored copy that takes the ledger's place, although entries are lost.")
  var acceptRollback = false

  @OptionGroup(title: "Second signer") var second: SecondPerson

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let signed = try context.person.checkpoint(
      acceptingRollback: acceptRollback,
      second: acceptRollback ? try second.identity(in: context, ledger) : nil)
    if let aside = signed.setAside { Output.note("The checkpoint before is kept as \(aside)") }
    try context.answer(text: signed.note, json: try json(of: signed).text())
  }

  private func json(of signed: SignedCheckpoint) -> JSONValue {
    var fields: [String: JSONValue] = ["checkpoint": .string(signed.note)]
    if let aside = signed.setAside { fields["set_aside"] = .string(aside) }
    return .object(fields)
  }
}
