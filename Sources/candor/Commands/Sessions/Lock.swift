internal import ArgumentParser
internal import Clinic
internal import SessionKeys

/// `candor lock`.
struct Lock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Lock the session on this terminal: nobody acts until it is unlocked.",
    discussion: """
      Example:
        candor lock
      """)

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.open()
    let place = try SessionLocation(context)
    let locked = try place.sessions.lock(nowMicroseconds: place.nowMicroseconds)
    let answer = SessionAnswer(context: context, place: place)
    try context.answer(
      text: locked.map { "Locked: \($0.handle). Unlock with candor unlock." }
        ?? "Nobody is signed in on this terminal.",
      json: try JSONValue.object(try answer.json(nil)).text())
  }
}
