public import ClinicalRecord
internal import Glibc
internal import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Enrols a member of staff: new keys, their proof of possession, and the enrolment signed by the
  /// administrator.
  ///
  /// The identity file is on disk before the enrolment is, so that no enrolment is without its
  /// keys.
  ///
  /// - Throws: `ClinicError.notPermitted`, `.handleTaken`, `.handleMalformed`, `.rejected`,
  ///   `.passphraseNeeded`, `.leftUnfinished`; `KeyError` when the identity file exists;
  ///   `LedgerError`.
  public func enroll(_ enrolment: Enrolment) throws -> StaffListing {
    guard Clinic.isHandle(enrolment.handle) else {
      throw ClinicError.handleMalformed(enrolment.handle)
    }
    let grants = Clinic.holdsKeys(enrolment.role)
    guard !grants || keyring != nil else {
      throw refusal(
        .notPermitted(
          act: "let others read charts", role: role, allowed: "whoever reads charts"))
    }
    try clinic.requireProtection(
      enrolment.passphrase, of: enrolment.handle, role: enrolment.role)
    if let listing = try finishEnrolment(of: enrolment) { return listing }
    try clearUnfinishedIdentity(at: enrolment.identityPath)
    for _ in 0..<Self.enrolmentAttempts {
      if let identity = try attempt(enrolment) {
        if grants {
          try finishing(recordedAt: identity.enrolment) { try grantWrap(to: identity.actor) }
        }
        return try clinic.listing(of: enrolment.handle)
      }
    }
    throw ClinicError.file(
      path: directory, what: "others kept recording while the enrolment was prepared; try again.")
  }

  private static let enrolmentAttempts = 10

  /// One try on the tree as it is: the identity file names the position of its enrolment, so an
  /// append by somebody else in between calls for another try.
  ///
  /// - Returns: nil when the ledger had moved on.
  private func attempt(_ enrolment: Enrolment) throws -> Identity? {
    let (position, actor) = try ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      return (snapshot.head.size, site.staff.nextActorNumber)
    }
    let identity = try Identity.generate(
      ledger: ledger.id, actor: actor, handle: enrolment.handle, enrolment: position)
    try IdentityFile.write(
      identity, to: enrolment.identityPath, protection: clinic.protection(enrolment.passphrase))
    do {
      let order = WriteOrder(
        signers: try signers(nil), nowMicroseconds: clock.nowMicroseconds())
      _ = try write(order) { draft, site in
        guard draft.head.size == identity.enrolment else { throw EnrolmentRace.ledgerMovedOn }
        let taken = site.staff.members.values.contains {
          $0.enrolled.value.handle == enrolment.handle
        }
        guard !taken else { throw ClinicError.handleTaken(enrolment.handle) }
        return Decided(
          try proposals(
            enrolling: identity, enrolment.events(actor: identity.actor), by: self.actor,
            second: nil, on: site, in: draft))
      }
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

  /// Gives an enrolled person the wrap that an interrupted enrolment did not get to, unless signing
  /// in has just done so.
  ///
  /// - Returns: nil when nobody of that sign-in name is enrolled.
  /// - Throws: `ClinicError.handleTaken` when there is nothing left to finish.
  private func finishEnrolment(of enrolment: Enrolment) throws -> StaffListing? {
    guard let known = try clinic.staff().first(where: { $0.label.handle == enrolment.handle })
    else {
      return nil
    }
    let actor = known.label.actor
    let wasGranted = granted.contains(actor)
    guard known.holdsKeys == false || wasGranted, Clinic.holdsKeys(known.label.role),
      known.label.role == enrolment.role, role == .administrator,
      known.status == .active
    else { throw ClinicError.handleTaken(enrolment.handle) }
    if !wasGranted { try grantWrap(to: actor) }
    return try clinic.listing(of: enrolment.handle)
  }

  /// Removes the identity file of an enrolment in this ledger that never came to be.
  private func clearUnfinishedIdentity(at path: String) throws {
    guard let label = try? IdentityFile.peek(path), label.ledger == ledger.id else { return }
    let keys = try ledger.read { try $0.enrolment(of: label.actor)?.keys }
    if keys.map({ [UInt8]($0.signingPublicKey) }) != label.signingPublicKey { unlink(path) }
  }

  /// The entries of an append that gives somebody keys: the keys first, then what is said about
  /// the person.
  func proposals(
    enrolling identity: Identity, _ events: [StaffEvent.OneOf_Event], by actor: UInt32,
    second: UInt32?, on site: SiteState, in draft: borrowing LedgerSnapshot
  ) throws -> [Proposal] {
    let now = clock.now()
    let act = Act(
      statements: events.map { Statement(chart: nil, event: .staff($0)) }, actor: actor,
      secondSigner: second)
    let plan = try Plan(
      act, on: site, chart: nil, at: Plan.Place(now, in: draft, precedingCount: 1))
    try plan.requireRecordable()
    return [try .enrolment(of: identity, occurred: now.occurred)]
      + (try plan.steps.map { step in
        try .inTheClear(step.event, number: identity.actor, occurred: now.occurred)
      })
  }
}

extension Clinic {
  /// Whether a role is given a wrap of the keyring key.
  static func holdsKeys(_ role: Role) -> Bool { Permission.holdKeys.holds(for: role) }

  static func isHandle(_ handle: String) -> Bool {
    // A new one begins with a letter, which the format of handles does not ask for.
    Identity.isHandle(handle) && handle.utf8.first.map { (97...122).contains($0) } == true
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

/// A new member of staff, device or program.
public struct Enrolment: Sendable {
  public var handle: String
  public var displayName: String
  public var role: Role
  /// Credentials recorded in the same append (S22); their `actor` is filled in.
  public var credentials: [StaffCredentialed]
  /// Nil: stored without a passphrase (devices and training).
  public var passphrase: [UInt8]?
  public var identityPath: String

  public init(
    handle: String, displayName: String, role: Role, credentials: [StaffCredentialed] = [],
    passphrase: [UInt8]?, identityPath: String
  ) {
    self.handle = handle
    self.displayName = displayName
    self.role = role
    self.credentials = credentials
    self.passphrase = passphrase
    self.identityPath = identityPath
  }
}
