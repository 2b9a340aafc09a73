internal import ClinicalRecord
public import Ledger
internal import TransparencyLog

/// Who acts, with the key that is in force and the charts' keys if the role holds any.
struct Session {
  var label: StaffLabel
  var identity: Identity
  /// Position of the enrolment in force.
  var enrolment: UInt64
  /// Nil: the person holds no wrap of the keyring key and opens no chart.
  var keyring: UnlockedKeyring?
  var charts: ChartKeys?

  func signer(_ meaning: SignatureMeaning) -> Signer {
    Signer(
      actor: identity.actor, enrolment: enrolment, privateKey: identity.signing, meaning: meaning)
  }
}

extension Clinic {
  /// Lets a person act: their key must be the one in force here; the keyring is unlocked if they
  /// hold a wrap.
  ///
  /// - Throws: `ClinicError.identityOfAnotherLedger`, `.identityNotInForce`; `KeyError`,
  ///   `LedgerError`.
  @discardableResult
  public func signIn(_ identity: Identity) throws -> StaffLabel {
    guard identity.ledger == ledger.id else {
      throw ClinicError.identityOfAnotherLedger(handle: identity.handle)
    }
    let (enrolment, label) = try ledger.read { snapshot in
      (
        try snapshot.enrolment(of: identity.actor),
        try House.load(from: snapshot).label(of: identity.actor)
      )
    }
    guard let enrolment, let label,
      [UInt8](enrolment.keys.signingPublicKey) == identity.signingPublicKey
    else { throw ClinicError.identityNotInForce(handle: identity.handle) }
    let keyring = try keyring()
    var session = Session(label: label, identity: identity, enrolment: enrolment.position)
    if try keyring.readers().contains(identity.actor) {
      let unlocked = try keyring.unlock(with: identity)
      session.keyring = unlocked
      session.charts = ChartKeys(keyring: unlocked, ledger: ledger.id)
    }
    self.session = session
    return label
  }

  func signedInSession(toDo: String) throws -> Session {
    guard let session else { throw ClinicError.notSignedIn(toDo: toDo) }
    return session
  }

  /// The session with its charts' keys, for whoever may open bodies.
  func chartReader(toDo: String) throws -> (
    session: Session, keyring: UnlockedKeyring, charts: ChartKeys
  ) {
    let session = try signedInSession(toDo: toDo)
    guard let keyring = session.keyring, let charts = session.charts else {
      throw ClinicError.notPermitted(
        act: toDo, role: session.label.role, allowed: "a role that reads charts (candor staff list)"
      )
    }
    return (session, keyring, charts)
  }
}
