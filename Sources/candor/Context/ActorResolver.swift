internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import SessionKeys

/// Who acts: `--as NAME`, else whoever is signed in on this terminal, else `$CANDOR_IDENTITY`.
///
/// A locked session stands before the variable too: who steps up to a terminal that somebody has
/// left does not sign as a third person without noticing.
struct ActorResolver {
  let options: LedgerOptions
  let context: CommandContext

  /// What came of it.
  enum Outcome {
    /// Signed in; the session is nil for an identity file.
    case signedIn(SignedIn, SessionRecord?)
    /// Nobody is named, and the terminal's session is locked or over.
    case closed(ClosedSession)
    case nobody
  }

  func signIn() throws -> Outcome {
    let place = try SessionLocation.ifAny(context)
    if let name = options.actingAs, !name.isEmpty {
      if let (person, session) = try open(place, of: name) { return .signedIn(person, session) }
      return .signedIn(try useFile(try IdentityLocation(options).path(of: name)), nil)
    }
    switch try place?.standing() ?? .nobody {
    case .open(let record, let identity):
      try refuseConflict(with: record)
      return .signedIn(try use(identity, record, place), record)
    case .locked(let record): return .closed(locked(record))
    case .ended(let record): return .closed(ended(record))
    case .nobody:
      guard let name = Environment["CANDOR_IDENTITY"], !name.isEmpty else { return .nobody }
      return .signedIn(try useFile(try IdentityLocation(options).path(of: name)), nil)
    }
  }

  /// The open session, where the person who is named has it.
  ///
  /// Another's passphrase is asked for however the session is kept, so trouble with that is no
  /// reason to fail.
  private func open(
    _ place: SessionLocation?, of name: String
  ) throws -> (SignedIn, SessionRecord)? {
    guard let place, (try? place.sessions.openRecord())?.handle == name,
      case .open(let record, let identity) = try place.standing()
    else { return nil }
    return (try use(identity, record, place), record)
  }

  /// A key that was replaced, or a person who was suspended, ends the session.
  private func use(
    _ identity: Identity, _ record: SessionRecord, _ place: SessionLocation?
  ) throws -> SignedIn {
    let clock = context.clock
    do {
      return try context.admit(identity) {
        try place?.confirm(record, nowMicroseconds: clock.nowMicroseconds())
      }
    } catch {
      place?.end(of: identity.actor, refusedBy: error)
      throw error
    }
  }

  private func useFile(_ path: String) throws -> SignedIn {
    let source = PassphraseSource(descriptor: options.passphraseFd, terminal: context.terminal)
    return try context.admit(try context.openIdentity(at: path) { try source.existing(for: $0) })
  }

  private func refuseConflict(with record: SessionRecord) throws {
    guard let name = Environment["CANDOR_IDENTITY"], !name.isEmpty else { return }
    let handle = name.contains("/") ? (try? IdentityFile.peek(name))?.handle : name
    guard handle != record.handle else { return }
    throw ProgramError.notPermitted(
      "\(record.handle) is signed in on this terminal, and $CANDOR_IDENTITY names somebody else; "
        + "unset it, say who acts with --as NAME, or candor sign-out")
  }

  private func locked(_ record: SessionRecord) -> ClosedSession {
    let since = context.clockText(record.closedSinceMicroseconds)
    let how = record.lockedMicroseconds == nil ? "idle since \(since)" : "since \(since)"
    return ClosedSession(
      record: record, isOver: false, why: "\(record.handle)'s session is locked (\(how))")
  }

  private func ended(_ record: SessionRecord) -> ClosedSession {
    ClosedSession(
      record: record, isOver: true,
      why: "\(record.handle)'s session ended at \(context.clockText(record.endsMicroseconds)), "
        + "the limit after signing in at \(context.clockText(record.openedMicroseconds))")
  }

  /// Asks on the terminal for what opens a session again, so that the command goes on and nothing
  /// is typed twice. A slip is asked for again, as often as it may be tried.
  ///
  /// - Throws: ``ClosedSession/error`` where nobody can be asked.
  func reopen(_ closed: ClosedSession) throws -> (SignedIn, SessionRecord) {
    guard context.terminal.isInteractive, options.passphraseFd == nil,
      let place = try SessionLocation.ifAny(context)
    else { throw closed.error }
    Output.note("\(closed.why).")
    var isOver = closed.isOver
    while true {
      let opening = SessionOpening(
        context: context, place: place, options: options,
        secrets: SignInSecrets(descriptor: nil, terminal: context.terminal))
      do {
        let identity =
          isOver
          ? try opening.signInAgain(closed.record.handle) : try opening.unlock(closed.record)
        guard let record = try place.sessions.openRecord() else {
          throw ProgramError.internal("opening the session left nobody signed in; report it")
        }
        return (try use(identity, record, place), record)
      } catch SessionError.endedByPIN(let handle) {
        Output.note("  \(SessionError.endedByPIN(handle: handle))")
        isOver = true
      } catch let error as SessionError {
        guard case .wrongPIN = error else { throw error }
        Output.note("  \(error)")
      } catch KeyError.wrongPassphrase {
        Output.note("  Wrong passphrase.")
      }
    }
  }
}

/// The terminal's session, where it is locked or over.
struct ClosedSession {
  let record: SessionRecord
  /// It has come to its limit: only the passphrase opens another.
  let isOver: Bool
  /// A sentence without its full stop.
  let why: String

  /// For whoever cannot be asked.
  var error: ProgramError {
    .notPermitted("\(why): \(isOver ? "candor sign-in \(record.handle)" : "candor unlock")")
  }
}

// The one place of the program where an identity file is opened and where somebody is let in:
// whoever is refused at either is recorded, by the program.

extension CommandContext {
  /// Opens an identity file with its passphrase.
  ///
  /// A wrong one is recorded as a refused sign-in; after the third within 15 minutes nothing is
  /// tried for a while that grows. A replacement of the key that was interrupted is finished.
  ///
  /// - Parameter secret: asks for the passphrase of that sign-in name.
  func openIdentity(
    at path: String, secret: (_ handle: String) throws -> [UInt8]
  ) throws -> Identity {
    let label = try label(at: path)
    let isOurs = label.ledger.description == clinic.ledgerID
    if isOurs, label.isSealed, let until = try clinic.passphraseWaitsUntil(actor: label.actor) {
      throw ProgramError.notPermitted(
        "the passphrase of \(label.handle) was wrong too often: it is not tried again before "
          + secondsText(until))
    }
    do {
      return try clinic.openIdentity(at: path, passphrase: secret)
    } catch KeyError.wrongPassphrase(let path) {
      if isOurs { clinic.recordRefusedSignIn(as: label.actor, cause: .wrongPassphrase) }
      throw KeyError.wrongPassphrase(path: path)
    }
  }

  /// Of the identity file, or of the one that an interrupted replacement has left beside it.
  private func label(at path: String) throws -> IdentityLabel {
    do { return try IdentityFile.peek(path) } catch KeyError.fileMissing {
      return try IdentityFile.peek(PendingReplacement.nextPath(of: path))
    }
  }

  /// Lets a person act; a suspended one, or one whose key was replaced, is recorded.
  ///
  /// - Parameter confirm: asked before every signature; what it throws refuses that.
  func admit(
    _ identity: Identity, confirm: @escaping () throws -> Void = {}
  ) throws -> SignedIn {
    do {
      return try clinic.signIn(identity, confirm: confirm)
    } catch let error as ClinicError {
      if let cause = SignInRefused.Cause(of: error) {
        clinic.recordRefusedSignIn(as: identity.actor, cause: cause)
      }
      throw error
    }
  }

  /// "10:05:30" as local clocks show it, with the date unless it is today's.
  private func secondsText(_ microseconds: Int64) -> String {
    var time = localTime(microseconds)
    time.precision = .second
    let parts = time.iso8601.prefix(19).split(separator: "T")
    let isToday = time.localDate == localTime(clock.nowMicroseconds()).localDate
    return isToday ? String(parts.last ?? "") : parts.joined(separator: " ")
  }
}

extension SignInRefused.Cause {
  /// Nil for an error that says nothing about the person.
  fileprivate init?(of error: ClinicError) {
    switch error {
    case .identityNotInForce: self = .keyNotInForce
    case .notActive: self = .notActive
    default: return nil
    }
  }
}
