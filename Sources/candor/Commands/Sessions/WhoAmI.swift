internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// `candor whoami`.
struct WhoAmI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami",
    abstract: "Who acts, in which role, in which ledger, and for how long.",
    discussion: """
      Tells of the session on this terminal when it locks and when it ends, and whose are locked. With --as it opens the \
      identity with its passphrase, so it also tells whether that is right.

      Example:
        candor whoami --as nurse.lee
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.signIn()
    let label = try context.person.label
    let origin = context.clinic.origin
    let answer = try SessionLocation.ifAny(context).map {
      SessionAnswer(context: context, place: $0)
    }
    let lines =
      try context.session.map { try answer?.lines($0) ?? [] } ?? answer?.lockedLines() ?? []
    var json: [String: JSONValue] = [
      "actor": .integer(Int64(label.actor)), "handle": .string(label.handle),
      "display_name": .string(label.displayName), "role": .string(label.role.identifier),
      "origin": .string(origin), "ledger_id": .string(context.clinic.ledgerID),
      "training": .bool(context.clinic.isTraining),
    ]
    json.merge(try answer?.json(context.session) ?? [:]) { $1 }
    try context.answer(
      text: (["\(names(label)), \(label.role.words), actor \(label.actor) in \(origin)"] + lines)
        .joined(separator: "\n"),
      json: try JSONValue.object(json).text())
  }

  private func names(_ label: StaffLabel) -> String {
    label.displayName == label.handle ? label.handle : "\(label.handle), \(label.displayName)"
  }
}
