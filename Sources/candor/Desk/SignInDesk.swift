internal import Clinic
internal import ClinicalRecord
internal import Ledger

// The one place of the program where an identity file is opened and where somebody is let in:
// whoever is refused at either is recorded, by the program.

extension Desk {
  /// Opens an identity file with its passphrase.
  ///
  /// A wrong one is recorded as a refused sign-in; after the third within 15 minutes nothing is
  /// tried for a while that grows.
  ///
  /// - Parameter secret: asks for the passphrase of that sign-in name.
  func openIdentity(
    at path: String, secret: (_ handle: String) throws -> [UInt8]
  ) throws -> Identity {
    let label = try IdentityFile.peek(path)
    let isOurs = label.ledger.description == clinic.ledgerID
    if isOurs, label.isSealed, let until = try clinic.passphraseWaitsUntil(actor: label.actor) {
      throw ProgramError.notPermitted(
        "the passphrase of \(label.handle) was wrong too often: it is not tried again before "
          + secondsText(until))
    }
    do {
      return try IdentityFile.read(path) { try secret(label.handle) }
    } catch KeyError.wrongPassphrase(let path) {
      if isOurs { clinic.recordRefusedSignIn(as: label.actor, cause: .wrongPassphrase) }
      throw KeyError.wrongPassphrase(path: path)
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
