internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import SessionKeys

/// `candor unlock`.
struct Unlock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock",
    abstract: "Unlock a session on this terminal, by its PIN or the passphrase.",
    discussion: """
      Without a name, the session that was locked or left last. Whoever else was signed in here is locked. 4 to 8 digits \
      are taken as the PIN; the third wrong one ends the session.

      Example:
        candor unlock nurse.reed
      """)

  @Argument(help: "The sign-in name.")
  var name: String?

  @OptionGroup(title: "Ledger and identity") var ledger: LedgerOptions

  func run() throws {
    let context = try ledger.open()
    let place = try SessionLocation(context)
    let locked = try session(at: place)
    let secrets = SignInSecrets(descriptor: ledger.passphraseFd, terminal: context.terminal)
    // Nobody else's session is touched before it is known that this person may act.
    _ = try SessionOpening(context: context, place: place, options: ledger, secrets: secrets)
      .unlock(locked)
    let answer = SessionAnswer(context: context, place: place)
    guard let record = try place.sessions.openRecord() else {
      throw ProgramError.internal("unlocking left nobody signed in; report it")
    }
    try context.answer(
      text: (["Unlocked: \(record.handle)"] + (try answer.lines(record))).joined(separator: "\n"),
      json: try JSONValue.object(try answer.json(record)).text())
  }

  /// The one that is named, else the last one.
  private func session(at place: SessionLocation) throws -> SessionRecord {
    // What was left too long is locked by looking.
    let standing = try place.standing()
    let locked = try place.locked()
    if let name {
      if case .open(let record, _) = standing, record.handle == name {
        throw ProgramError.usage("\(name) is signed in already; nothing is locked")
      }
      guard let record = locked.first(where: { $0.handle == name }) else {
        throw SessionError.notLocked(handle: name)
      }
      return record
    }
    guard let record = locked.first else {
      throw ProgramError.notPermitted(
        "no session is locked on this terminal; sign in with candor sign-in NAME")
    }
    return record
  }
}
