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
    let identity = try identity(of: locked, secrets, context, place)
    try signIn(identity, context, place)
    try place.sessions.unlock(
      with: identity, limits: place.limits, nowMicroseconds: place.nowMicroseconds)
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

  /// Nil when what was said is no PIN, or when the session has none.
  private func pin(of locked: SessionRecord, _ secrets: SignInSecrets) throws -> PIN? {
    guard locked.hasPIN else { return nil }
    return PIN(try secrets.secret("PIN of \(locked.handle), or the passphrase:"))
  }

  private func identity(
    of locked: SessionRecord, _ secrets: SignInSecrets, _ context: CommandContext,
    _ place: SessionLocation
  ) throws -> Identity {
    if let pin = try pin(of: locked, secrets) {
      return try identity(of: locked, pin, context, place)
    }
    return try context.openIdentity(at: try IdentityLocation(ledger).path(of: locked.handle)) {
      try secrets.secret("Passphrase of \($0):")
    }
  }

  /// A wrong PIN is recorded as a refused sign-in.
  private func identity(
    of locked: SessionRecord, _ pin: PIN, _ context: CommandContext, _ place: SessionLocation
  ) throws -> Identity {
    do throws(SessionError) {
      return try place.sessions.identity(
        of: locked, pin: pin, nowMicroseconds: place.nowMicroseconds)
    } catch {
      switch error {
      case .wrongPIN, .endedByPIN:
        context.clinic.recordRefusedSignIn(as: locked.actor, cause: .wrongPin)
      default: break
      }
      throw error
    }
  }

  /// Whose key was replaced meanwhile, or who was suspended, is not unlocked.
  private func signIn(_ identity: Identity, _ context: CommandContext, _ place: SessionLocation)
    throws
  {
    do {
      try context.admit(identity)
    } catch {
      place.end(of: identity.actor, refusedBy: error)
      throw error
    }
  }
}
