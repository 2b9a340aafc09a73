internal import ClinicalRecord
public import Ledger
internal import TransparencyLog

/// Who acts, with the key that is in force and the charts' keys if the role holds any.
struct Session {
  var label: StaffLabel
  var identity: Identity
  /// Position of the enrolment in force.
  var enrolment: UInt64
  /// Nil: neither a wrap of the keyring key nor a data key is held, and no chart opens.
  var charts: ChartKeys?

  /// Nil: the person holds no wrap of the keyring key.
  var keyring: UnlockedKeyring? { charts?.keyring }

  func signer(_ meaning: SignatureMeaning) -> Signer {
    Signer(
      actor: identity.actor, enrolment: enrolment, privateKey: identity.signing, meaning: meaning)
  }
}

extension Session {
  /// The refusal of what needs a chart's key.
  func opensNothing(_ act: String) -> ClinicError {
    .notPermitted(
      act: act, role: label.role, allowed: "a role that reads charts (candor staff list)")
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
      session.charts = try ChartKeys(of: identity, in: keyring)
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
    guard let charts = session.charts, let keyring = charts.keyring else {
      throw session.opensNothing(toDo)
    }
    return (session, keyring, charts)
  }
}
