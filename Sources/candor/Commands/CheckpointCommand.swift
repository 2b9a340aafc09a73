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

      Example:
        candor checkpoint > monday.checkpoint
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let desk = try ledger.signIn()
    let note = try desk.clinic.checkpoint()
    try desk.answer(
      text: note, json: try JSONValue.object(["checkpoint": .string(note)]).text())
  }
}
