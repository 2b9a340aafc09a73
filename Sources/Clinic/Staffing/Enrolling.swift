internal import ClinicalRecord
internal import Glibc
internal import Ledger
internal import TransparencyLog

extension Clinic {
  /// Enrols a member of staff: new keys, their proof of possession, and the enrolment signed by the
  /// administrator.
  ///
  /// The identity file is on disk before the enrolment is, so that no enrolment is without its
  /// keys.
  ///
  /// - Throws: `ClinicError.notPermitted`, `.handleTaken`, `.handleMalformed`, `.rejected`;
  ///   `KeyError` when the identity file exists; `LedgerError`.
  public func enroll(_ enrolment: Enrolment) throws -> StaffListing {
    let session = try signedInSession(toDo: "enrolling staff")
    guard Self.isHandle(enrolment.handle) else {
      throw ClinicError.handleMalformed(enrolment.handle)
    }
    let grants = Self.holdsKeys(enrolment.role)
    guard !grants || session.keyring != nil else {
      throw ClinicError.notPermitted(
        act: "let others read charts", role: session.label.role, allowed: "whoever reads charts")
    }
    if let listing = try finishEnrolment(of: enrolment, session: session) { return listing }
    try clearUnfinishedIdentity(at: enrolment.identityPath)
    for _ in 0..<Self.enrolmentAttempts {
      if let identity = try attempt(enrolment, session: session) {
        if grants {
          try grantWrap(to: identity.actor)
        }
        return try listing(of: enrolment.handle)
      }
    }
    throw ClinicError.file(
      path: directory, what: "others kept recording while the enrolment was prepared; try again.")
  }

  /// Whether a role is given a wrap of the keyring key.
  static func holdsKeys(_ role: Role) -> Bool { Permission.holdKeys.holds(for: role) }

  static func isHandle(_ handle: String) -> Bool {
    // A new one begins with a letter, which the format of handles does not ask for.
    Identity.isHandle(handle) && handle.utf8.first.map { (97...122).contains($0) } == true
  }

  private static let enrolmentAttempts = 10

  /// One try on the tree as it is: the identity file names the position of its enrolment, so an
  /// append by somebody else in between calls for another try.
  ///
  /// - Returns: nil when the ledger had moved on.
  private func attempt(_ enrolment: Enrolment, session: Session) throws -> Identity? {
    let (position, actor) = try ledger.read { snapshot in
      let house = try House.load(from: snapshot)
      return (snapshot.head.size, house.staff.nextActorNumber)
    }
    let identity = try Identity.generate(
      ledger: ledger.id, actor: actor, handle: enrolment.handle, enrolment: position)
    try IdentityFile.write(
      identity, to: enrolment.identityPath, protection: .given(enrolment.passphrase))
    do {
      _ = try append(
        AppendRequest(
          id: .timeOrdered(clock.nowMicroseconds()), signers: [try session.signer(.recorded)],
          nowMicroseconds: clock.nowMicroseconds()),
        isSame: { _ in false },
        decide: { try proposals(enrolment, identity: identity, session: session, in: $0) })
      return identity
    } catch EnrolmentRace.ledgerMovedOn {
      unlink(enrolment.identityPath)
      return nil
    } catch let error as LedgerError {
      // Where the outcome is open, the enrolment may be there: its keys must be too.
      if !error.leavesOutcomeOpen { unlink(enrolment.identityPath) }
      throw error
    } catch {
      unlink(enrolment.identityPath)
      throw error
    }
  }

  /// Gives an enrolled person the wrap that an interrupted enrolment did not get to.
  ///
  /// - Returns: nil when nobody of that sign-in name is enrolled.
  /// - Throws: `ClinicError.handleTaken` when there is nothing left to finish.
  private func finishEnrolment(
    of enrolment: Enrolment, session: Session
  ) throws -> StaffListing? {
    guard let known = try staff().first(where: { $0.label.handle == enrolment.handle }) else {
      return nil
    }
    let actor = known.label.actor
    guard known.holdsKeys == false, Self.holdsKeys(known.label.role),
      known.label.role == enrolment.role, session.label.role == .administrator,
      known.status == .active
    else { throw ClinicError.handleTaken(enrolment.handle) }
    try grantWrap(to: actor)
    return try listing(of: enrolment.handle)
  }

  /// Removes the identity file of an enrolment in this ledger that never came to be.
  private func clearUnfinishedIdentity(at path: String) throws {
    guard let label = try? IdentityFile.peek(path), label.ledger == ledger.id else { return }
    let keys = try ledger.read { try $0.enrolment(of: label.actor)?.keys }
    if keys.map({ [UInt8]($0.signingPublicKey) }) != label.signingPublicKey { unlink(path) }
  }

  private func proposals(
    _ enrolment: Enrolment, identity: Identity, session: Session, in draft: borrowing LedgerSnapshot
  ) throws -> [Proposal] {
    guard draft.head.size == identity.enrolment else { throw EnrolmentRace.ledgerMovedOn }
    let house = try House.load(from: draft)
    guard
      !house.staff.members.values.contains(where: { $0.enrolled.value.handle == enrolment.handle })
    else { throw ClinicError.handleTaken(enrolment.handle) }
    let now = clock.now()
    var decision = try Decision(
      file: nil, house: house, actor: session.label.actor, appendPosition: draft.head.size,
      precedingCount: 1,
      nowMicroseconds: now.unixMicroseconds)
    for event in enrolment.events(actor: identity.actor) {
      try decision.take(Statement(chart: nil, event: .staff(event)), occurred: now)
    }
    return [try .enrolment(of: identity, occurred: now.occurred)]
      + (try decision.steps.map { step in
        try .inTheClear(step.event, number: identity.actor, occurred: now.occurred)
      })
  }
}

enum EnrolmentRace: Error { case ledgerMovedOn }

extension LedgerError {
  /// Whether what was to be appended may be in the ledger all the same.
  var leavesOutcomeOpen: Bool {
    switch self {
    case .outcomeUnknown, .writesStopped: true
    default: false
    }
  }
}

extension Enrolment {
  func events(actor: UInt32) -> [StaffEvent.OneOf_Event] {
    var enrolled = StaffEnrolled()
    enrolled.actor = actor
    enrolled.handle = handle
    enrolled.displayName = displayName
    enrolled.role = role
    return [.staffEnrolled(enrolled)]
      + credentials.map { credential in
        var credential = credential
        credential.actor = actor
        return .staffCredentialed(credential)
      }
  }
}
