internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor whoami`.
struct WhoAmI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami",
    abstract: "Who acts, in which role, in which ledger.",
    discussion: """
      Opens the identity with its passphrase, so it also tells whether that is right.

      Example:
        candor whoami --as nurse.lee
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let desk = try ledger.signIn()
    guard let label = desk.clinic.signedIn else {
      throw ProgramError.internal("signing in left nobody signed in; report it")
    }
    let origin = desk.clinic.origin
    try desk.answer(
      text:
        "\(names(label)), \(label.role.words), actor \(label.actor) in \(origin)",
      json: try JSONValue.object([
        "actor": .integer(Int64(label.actor)), "handle": .string(label.handle),
        "display_name": .string(label.displayName), "role": .string(label.role.identifier),
        "origin": .string(origin), "ledger_id": .string(desk.clinic.ledgerID),
        "training": .bool(desk.clinic.isTraining),
      ]).text())
  }

  private func names(_ label: StaffLabel) -> String {
    label.displayName == label.handle ? label.handle : "\(label.handle), \(label.displayName)"
  }
}
