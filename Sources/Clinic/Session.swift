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
  /// Throws when the person is not signed in any more; an identity file always is.
  var confirm: () throws -> Void = {}

  /// Nil: the person holds no wrap of the keyring key.
  var keyring: UnlockedKeyring? { charts?.keyring }

  /// The one joint at which somebody who is signed in comes to sign: a question may have stood on
  /// the screen for hours, so it is looked again whether they still are.
  func signer(_ meaning: SignatureMeaning) throws -> Signer {
    try confirm()
    return Signer(
      actor: identity.actor, enrolment: enrolment, privateKey: identity.signing, meaning: meaning)
  }
}

extension Session {
  /// The person's own signature, as it is told to them.
  func signature(at signedMicroseconds: Int64) -> Recorded.Signature {
    Recorded.Signature(
      signer: label, meaning: SignatureMeaning.recorded.words,
      signedMicroseconds: signedMicroseconds)
  }

  /// The refusal of what needs a chart's key.
  func opensNothing(_ act: String) -> ClinicError {
    .notPermitted(
      act: act, role: label.role, allowed: "a role that reads charts (candor staff list)")
  }
}

extension Clinic {
  /// Lets a person act: they are active and their key is the one in force here; the keyring is
  /// unlocked if they hold a wrap. A reader finishes what an interrupted suspension, departure or
  /// key replacement has left of the keyring's renewal, and what an interrupted erasure has left.
  ///
  /// - Parameter confirm: asked before every signature; what it throws refuses that.
  /// - Throws: `ClinicError.identityOfAnotherLedger`, `.identityNotInForce`, `.notActive`;
  ///   `KeyError`, `LedgerError`.
  @discardableResult
  public func signIn(
    _ identity: Identity, confirm: @escaping () throws -> Void = {}
  ) throws -> StaffLabel {
    guard identity.ledger == ledger.id else {
      throw ClinicError.identityOfAnotherLedger(handle: identity.handle)
    }
    let (enrolment, house) = try ledger.read { snapshot in
      (try snapshot.enrolment(of: identity.actor), try House.load(from: snapshot))
    }
    guard let enrolment, let label = house.label(of: identity.actor) else {
      throw ClinicError.identityNotInForce(handle: identity.handle)
    }
    try house.requireActive(identity.actor)
    guard [UInt8](enrolment.keys.signingPublicKey) == identity.signingPublicKey else {
      throw ClinicError.identityNotInForce(handle: identity.handle)
    }
    session = Session(
      label: label, identity: identity, enrolment: enrolment.position,
      charts: try chartKeys(of: identity, role: label.role), confirm: confirm)
    try finishRenewalIfPossible()
    finishedErasures = try finishingErasures()
    return label
  }

  /// What the identity opens: a reader's keyring, a device's keys; nil: nothing.
  private func chartKeys(of identity: Identity, role: Role) throws -> ChartKeys? {
    let keyring = try keyring()
    if role == .device {
      return ChartKeys(handed: try keyring.deviceKeys(of: identity), ledger: ledger.id)
    }
    guard try keyring.readers().contains(identity.actor) else { return nil }
    return try ChartKeys(of: identity, in: keyring)
  }

  /// What a killed process has left to be done does not keep anybody from signing in: it is tried
  /// again at the next time.
  private func finishRenewalIfPossible() throws {
    do {
      try finishRenewal()
    } catch KeyError.storage {
    } catch LedgerError.storage, LedgerError.notRecorded, LedgerError.writesStopped {
    }
  }

  /// What an interrupted erasure has left; as little a hindrance.
  ///
  /// - Returns: the erasures that were pending and are no more.
  private func finishingErasures() throws -> [FinishedErasure] {
    guard ErasureTurn.isMarked(in: directory) else { return [] }
    let pending = try ledger.read { try $0.closedCharts() }.filter(\.isPending)
    try? finishErasuresIfLeft()
    return try ledger.read { snapshot in
      try pending.filter { chart in
        if case .erased = try snapshot.custody(of: chart.chart).state { true } else { false }
      }
    }.map { FinishedErasure(chart: $0.chart, intendedPosition: $0.position) }
  }

  /// Whoever was suspended after they signed in does nothing more.
  ///
  /// - Throws: `ClinicError.notActive`.
  func requireActive(_ session: Session) throws {
    try ledger.read { try House.load(from: $0) }.requireActive(session.label.actor)
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
