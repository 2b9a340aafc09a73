internal import Clinic
internal import Ledger
internal import SessionKeys

/// Who acts: `--as NAME`, else whoever is signed in on this terminal, else `$CANDOR_IDENTITY`.
///
/// A locked session stands before the variable too: who steps up to a terminal that somebody has
/// left does not sign as a third person without noticing.
struct Acting {
  let options: LedgerOptions
  let desk: Desk

  /// What came of it.
  enum Outcome {
    /// Signed in; the session is nil for an identity file.
    case signedIn(SignedIn, SessionRecord?)
    /// Nobody is named, and the terminal's session is locked or over.
    case closed(ProgramError)
    case nobody
  }

  func signIn() throws -> Outcome {
    let place = try SessionPlace.ifAny(desk)
    if let name = options.actingAs, !name.isEmpty {
      if let (person, session) = try open(place, of: name) { return .signedIn(person, session) }
      return .signedIn(try useFile(try IdentityPlace(options).path(of: name)), nil)
    }
    switch try place?.standing() ?? .nobody {
    case .open(let record, let identity):
      try refuseConflict(with: record)
      return .signedIn(try use(identity, record, place), record)
    case .locked(let record): return .closed(locked(record))
    case .ended(let record): return .closed(ended(record))
    case .nobody:
      guard let name = Environment["CANDOR_IDENTITY"], !name.isEmpty else { return .nobody }
      return .signedIn(try useFile(try IdentityPlace(options).path(of: name)), nil)
    }
  }

  /// The open session, where the person who is named has it.
  ///
  /// Another's passphrase is asked for however the session is kept, so trouble with that is no
  /// reason to fail.
  private func open(
    _ place: SessionPlace?, of name: String
  ) throws -> (SignedIn, SessionRecord)? {
    guard let place, (try? place.sessions.openRecord())?.handle == name,
      case .open(let record, let identity) = try place.standing()
    else { return nil }
    return (try use(identity, record, place), record)
  }

  /// A key that was replaced, or a person who was suspended, ends the session.
  private func use(
    _ identity: Identity, _ record: SessionRecord, _ place: SessionPlace?
  ) throws -> SignedIn {
    let clock = desk.clock
    do {
      return try desk.admit(identity) {
        try place?.confirm(record, nowMicroseconds: clock.nowMicroseconds())
      }
    } catch {
      place?.end(of: identity.actor, refusedBy: error)
      throw error
    }
  }

  private func useFile(_ path: String) throws -> SignedIn {
    let source = PassphraseSource(descriptor: options.passphraseFd, terminal: desk.terminal)
    return try desk.admit(try desk.openIdentity(at: path) { try source.existing(for: $0) })
  }

  private func refuseConflict(with record: SessionRecord) throws {
    guard let name = Environment["CANDOR_IDENTITY"], !name.isEmpty else { return }
    let handle = name.contains("/") ? (try? IdentityFile.peek(name))?.handle : name
    guard handle != record.handle else { return }
    throw ProgramError.notPermitted(
      "\(record.handle) is signed in on this terminal, and $CANDOR_IDENTITY names somebody else; "
        + "unset it, say who acts with --as NAME, or candor sign-out")
  }

  private func locked(_ record: SessionRecord) -> ProgramError {
    let since = desk.clockText(record.closedSinceMicroseconds)
    let how = record.lockedMicroseconds == nil ? "idle since \(since)" : "since \(since)"
    return .notPermitted("\(record.handle)'s session is locked (\(how)): candor unlock")
  }

  private func ended(_ record: SessionRecord) -> ProgramError {
    .notPermitted(
      "\(record.handle)'s session ended at \(desk.clockText(record.endsMicroseconds)), the limit "
        + "after signing in at \(desk.clockText(record.openedMicroseconds)): "
        + "candor sign-in \(record.handle)")
  }
}
