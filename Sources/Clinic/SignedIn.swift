public import ClinicalRecord
internal import DurableFile
public import Ledger
internal import TransparencyLog

/// Somebody who acts on a clinic, with the key that is in force and the charts' keys if the role
/// holds any.
///
/// Whatever needs a person is asked of this value, so two people's acts never meet in the clinic
/// but in the ledger.
public struct SignedIn {
  public let clinic: Clinic
  public var label: StaffLabel
  var identity: Identity
  /// Position of the enrolment in force.
  var enrolment: UInt64
  /// Nil: neither a wrap of the keyring key nor a data key is held, and no chart opens.
  var charts: ChartKeys?
  /// Throws when the person is not signed in any more; an identity file always is.
  var confirm: () throws -> Void = {}
  /// Who lacked a wrap of the keyring key and was given it by this sign-in.
  var granted: [UInt32] = []
}

extension SignedIn {
  var ledger: Ledger { clinic.ledger }
  var directory: String { clinic.directory }
  var clock: SystemClock { clinic.clock }
  var patience: Patience { clinic.patience }

  var actor: UInt32 { label.actor }
  var role: Role { label.role }

  /// Nil: the person holds no wrap of the keyring key.
  var keyring: UnlockedKeyring? { charts?.keyring }

  /// The one place where somebody who is signed in comes to sign: a question may have stood on the
  /// screen for hours, so it is asked again whether they still are.
  func signer(_ meaning: SignatureMeaning) throws -> Signer {
    try confirm()
    return Signer(
      actor: identity.actor, enrolment: enrolment, privateKey: identity.signing, meaning: meaning)
  }

  /// The person's own signature, as it is told to them.
  func signature(
    _ meaning: SignatureMeaning = .recorded, at signedMicroseconds: Int64
  ) -> Recorded.Signature {
    Recorded.Signature(
      signer: label, meaning: meaning.words, signedMicroseconds: signedMicroseconds)
  }

  /// The charts' keys, for whoever may open bodies.
  func chartReader(toDo: String) throws -> (keyring: UnlockedKeyring, charts: ChartKeys) {
    guard let charts, let keyring = charts.keyring else { throw refusal(opensNothing(toDo)) }
    return (keyring, charts)
  }

  /// The refusal of what needs a chart's key.
  func opensNothing(_ act: String) -> ClinicError {
    .notPermitted(act: act, role: role, allowed: "a role that reads charts (candor staff list)")
  }

  /// Whoever was suspended after they signed in does nothing more.
  ///
  /// - Throws: ``RefusedAct``.
  func requireActive() throws {
    try refusing { try ledger.read { try SiteState.load(from: $0) }.requireActive(actor) }
  }

  /// Whoever is still active, and whose role may do this.
  func require(_ permission: Permission) throws {
    guard permission.holds(for: role) else {
      throw refusal(
        .notPermitted(
          act: permission.rawValue, role: role,
          allowed: permission.roles.map(\.words).sorted().joined(separator: ", ")))
    }
    try requireActive()
  }
}

extension Clinic {
  /// Lets a person act: they are active and their key is the one in force here; the keyring is
  /// unlocked if they hold a wrap. A reader finishes what an interrupted suspension, departure or
  /// key replacement has left of the keyring's renewal, and what an interrupted erasure has left;
  /// both are told.
  ///
  /// - Parameter confirm: asked before every signature; what it throws refuses that.
  /// - Throws: `ClinicError.identityOfAnotherLedger`, `.identityNotInForce`, `.notActive`;
  ///   `KeyError`, `LedgerError`.
  public func signIn(
    _ identity: Identity, confirm: @escaping () throws -> Void = {}
  ) throws -> SignedIn {
    // Whoever opens the keyring holds the key by which the log's tables are believed: what is read
    // before it is used is read without them.
    let unlocked = try? readerKeys(of: identity)
    if let keyring = unlocked?.keyring { try ledger.believeTables(by: keyring.attestationKey) }
    let (enrolment, site) = try ledger.read { snapshot in
      // Whoever signs in may have to record what is never held up; everything else refuses what
      // was not signed.
      (
        try self.enrolment(inForce: identity, in: snapshot),
        try SiteState.load(leavesOutUnsigned: true, from: snapshot)
      )
    }
    guard let label = site.label(of: identity.actor) else {
      throw ClinicError.identityNotInForce(handle: identity.handle)
    }
    try site.requireActive(identity.actor)
    guard let enrolment else { throw ClinicError.identityNotInForce(handle: identity.handle) }
    var person = SignedIn(
      clinic: on(site.clock), label: label, identity: identity, enrolment: enrolment,
      charts: try unlocked ?? chartKeys(of: identity, role: label.role), confirm: confirm)
    if let contradiction = try contradiction() {
      observer.tell(.checkpointContradicted(cause: contradiction.details.problem))
    }
    person.granted = person.finishRenewalIfPossible(site)
    for erasure in try person.finishingErasures() { observer.tell(.erasureFinished(erasure)) }
    return person
  }

  /// Where an identity is enrolled, when its key is the one in force; nil when it is not.
  ///
  /// - Throws: `ClinicError.identityOfAnotherLedger`.
  func enrolment(
    inForce identity: Identity, in reader: borrowing LedgerSnapshot
  ) throws -> UInt64? {
    guard identity.ledger == ledger.id else {
      throw ClinicError.identityOfAnotherLedger(handle: identity.handle)
    }
    guard let enrolment = try reader.enrolment(of: identity.actor),
      [UInt8](enrolment.keys.signingPublicKey) == identity.signingPublicKey
    else { return nil }
    return enrolment.position
  }

  /// What the identity opens: a reader's keyring, a device's keys; nil: nothing.
  private func chartKeys(of identity: Identity, role: Role) throws -> ChartKeys? {
    if role == .device {
      return ChartKeys(handed: try keyring().deviceKeys(of: identity), ledger: ledger.id)
    }
    return try readerKeys(of: identity)
  }

  /// What somebody with a wrap of the keyring key opens; nil for who has none.
  private func readerKeys(of identity: Identity) throws -> ChartKeys? {
    let keyring = try keyring()
    guard identity.ledger == ledger.id, try keyring.readers().contains(identity.actor) else {
      return nil
    }
    return try ChartKeys(of: identity, in: keyring)
  }

  /// The same clinic by the clock of the policy that is believed.
  private func on(_ clinicClock: ClinicClock) -> Clinic {
    guard clinicClock != clock.clinicClock else { return self }
    var clinic = self
    clinic.clock = clock.on(clinicClock)
    return clinic
  }
}

extension SignedIn {
  /// What a killed process has left to be done does not keep anybody from signing in: it is told,
  /// and tried again at the next time.
  ///
  /// - Returns: who was given a wrap.
  fileprivate func finishRenewalIfPossible(_ site: SiteState) -> [UInt32] {
    do {
      let change = try finishRenewal(site)
      if change.isRenewed, let generation = keyring?.generation {
        clinic.observer.tell(.renewalFinished(generation: generation))
      }
      let handles = change.granted.compactMap { site.label(of: $0)?.handle }
      if !handles.isEmpty { clinic.observer.tell(.wrapsGranted(handles: handles)) }
      return change.granted
    } catch KeyError.keyringReadOnly, LedgerError.readOnly {
      return []
    } catch {
      clinic.observer.tell(.workLeft(cause: Doctor.problem(of: error)))
      return []
    }
  }

  /// What an interrupted erasure has left; as little a hindrance.
  ///
  /// - Returns: the erasures that were pending and are no more.
  fileprivate func finishingErasures() throws -> [FinishedErasure] {
    guard ErasureLock.isMarked(in: directory) else { return [] }
    let pending = try ledger.read { try $0.closedCharts() }.filter(\.isPending)
    do { try finishErasuresIfLeft() } catch {
      clinic.observer.tell(.workLeft(cause: Doctor.problem(of: error)))
    }
    return try ledger.read { snapshot in
      try pending.filter { chart in
        if case .erased = try snapshot.custody(of: chart.chart).state { true } else { false }
      }
    }.map { FinishedErasure(chart: $0.chart, intendedPosition: $0.position) }
  }
}
