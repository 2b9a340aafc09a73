internal import ArgumentParser
internal import Clinic
internal import SessionKeys

/// `candor sign-out`.
struct SignOut: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-out",
    abstract: "End the session on this terminal: its keys are forgotten.",
    discussion: """
      Where nobody is signed in, it ends the session that was locked last.

      Example:
        candor sign-out --all
      """)

  @Flag(help: "End every session of this terminal, locked ones too.")
  var all = false

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.open()
    let place = try SessionLocation(context)
    let text: String
    if all {
      let count = place.sessions.signOutAll()
      text = count == 1 ? "Signed out: 1 session." : "Signed out: \(count) sessions."
    } else if let record = try place.sessions.signOut() {
      text = "Signed out: \(record.handle)."
    } else {
      text = "Nobody is signed in on this terminal."
    }
    let answer = SessionAnswer(context: context, place: place)
    try context.answer(
      text: text, json: try JSONValue.object(try answer.json(nil)).text())
  }
}
