internal import Clinic
internal import ClinicalRecord
internal import Ledger
internal import SessionKeys

/// Opens a session again that is locked or over, by its PIN or the passphrase.
struct SessionOpening {
  let context: CommandContext
  let place: SessionLocation
  let options: LedgerOptions
  let secrets: SignInSecrets

  /// Unlocks a session: whoever it belongs to may act, and says what only they know.
  ///
  /// - Throws: `SessionError.wrongPIN`, `.endedByPIN`; `KeyError.wrongPassphrase`; what
  ///   ``CommandContext/admit(_:confirm:)`` throws.
  func unlock(_ locked: SessionRecord) throws -> Identity {
    let identity = try identity(of: locked)
    try admit(identity)
    try place.sessions.unlock(
      with: identity, limits: place.limits, nowMicroseconds: place.nowMicroseconds)
    return identity
  }

  /// Signs somebody in anew whose session is over, without a PIN.
  ///
  /// - Throws: as ``unlock(_:)``, but nothing of PINs.
  func signInAgain(_ handle: String) throws -> Identity {
    let identity = try identity(byPassphraseOf: handle)
    try admit(identity)
    _ = try place.sessions.open(
      identity, pin: nil, limits: place.limits, nowMicroseconds: place.nowMicroseconds)
    return identity
  }

  private func identity(of locked: SessionRecord) throws -> Identity {
    guard locked.hasPIN,
      let pin = PIN(try secrets.secret("PIN of \(locked.handle), or the passphrase:"))
    else { return try identity(byPassphraseOf: locked.handle) }
    do throws(SessionError) {
      return try place.sessions.identity(
        of: locked, pin: pin, nowMicroseconds: place.nowMicroseconds)
    } catch {
      // A wrong PIN is recorded as a refused sign-in.
      switch error {
      case .wrongPIN, .endedByPIN:
        context.clinic.recordRefusedSignIn(as: locked.actor, cause: .wrongPin)
      default: break
      }
      throw error
    }
  }

  private func identity(byPassphraseOf handle: String) throws -> Identity {
    try context.openIdentity(at: try IdentityLocation(options).path(of: handle)) {
      try secrets.secret("Passphrase of \($0):")
    }
  }

  /// Whose key was replaced meanwhile, or who was suspended, is not let in.
  private func admit(_ identity: Identity) throws {
    do {
      _ = try context.admit(identity)
    } catch {
      place.end(of: identity.actor, refusedBy: error)
      throw error
    }
  }
}
