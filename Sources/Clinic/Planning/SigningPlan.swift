internal import ClinicalRecord
internal import Ledger

/// Two people in one act: whether somebody must sign beside its actor, who may, and what stands
/// against whoever is to.
///
/// A controlled drug is not wasted, no hold released and no chart erased on one person's word. The
/// plan asks it before anything is written, a prepared append when it is opened, signed and
/// appended, verification with the staff as they stood at the entry.
struct SigningPlan: Sendable {
  /// The first kind that needs a second signer; nil when none does.
  let needing: EventKind?
  /// Who may be the second signer of all of them.
  let roles: Set<Role>
  /// What stands against recording it with these signers; nil where nothing does, or nobody was
  /// asked about.
  private(set) var problem: ClinicError?

  init(of kinds: [EventKind]) {
    let needing = kinds.filter(\.needsSecondSigner)
    self.needing = needing.first
    roles = needing.dropFirst().reduce(needing.first?.secondSigners ?? Self.careRecorders) {
      $0.intersection($1.secondSigners)
    }
  }

  /// - Parameter second: nil: nobody signs beside the actor.
  init(of kinds: [EventKind], actor: UInt32, second: UInt32?, on site: SiteState) {
    self.init(of: kinds)
    problem = problem(of: second, beside: actor, on: site, kinds)
  }

  /// What is signed, for a sentence: "drug wasted".
  var actName: String { needing?.name ?? "an act of care" }

  /// Whether all that stands against it is that nobody is to sign beside the actor.
  var isOnlyMissing: Bool {
    if case .secondSignerNeeded? = problem { true } else { false }
  }

  /// Whoever records care may witness it; a device and the program see nothing.
  private static let careRecorders: Set<Role> = {
    var roles: Set<Role> = []
    for kind in EventKind.all where kind.stream == .chart || kind.stream == .visit {
      if !kind.isNeverHeldUp { roles.formUnion(kind.recorders) }
    }
    return roles.subtracting([.device, .program])
  }()

  private func problem(
    of second: UInt32?, beside actor: UInt32, on site: SiteState, _ kinds: [EventKind]
  ) -> ClinicError? {
    guard let second else {
      return needing.map { .secondSignerNeeded(event: $0.name, roles: roles) }
    }
    let handle = site.label(of: second)?.handle ?? "actor \(second)"
    guard second != actor else { return .secondSignerIsActor(handle: handle) }
    guard let member = site.staff.members[second] else { return .unknownStaff(handle) }
    guard member.status == .active else {
      return .secondSignerInactive(handle: handle, status: member.status)
    }
    // Who may replace a key is a rule of the staff, and no role's.
    if kinds == [StaffKeyReplaced.kind] { return nil }
    let role = member.enrolled.value.role
    guard roles.contains(role) else {
      return .secondSignerOfOtherRole(handle: handle, role: role, event: actName, roles: roles)
    }
    return nil
  }
}

extension SignatureBlock {
  /// Whoever signed as second signer; nil when nobody did.
  var secondSigner: Signature? { signatures.first { $0.meaning == .secondSigner } }
}

extension Clinic {
  /// The signer of an identity whose key is the one in force here.
  ///
  /// - Throws: `ClinicError.identityOfAnotherLedger`, `.identityNotInForce`.
  func signer(_ identity: Identity, _ meaning: SignatureMeaning) throws -> Signer {
    let enrolment = try ledger.read { try self.enrolment(inForce: identity, in: $0) }
    guard let enrolment else { throw ClinicError.identityNotInForce(handle: identity.handle) }
    return Signer(
      actor: identity.actor, enrolment: enrolment, privateKey: identity.signing, meaning: meaning)
  }
}

extension SignedIn {
  /// Whoever signs beside this person.
  ///
  /// - Throws: `ClinicError.identityOfAnotherLedger`, `.secondSignerIsActor`,
  ///   `.identityNotInForce`.
  func secondSigner(_ identity: Identity) throws -> Signer {
    guard identity.ledger == ledger.id else {
      throw ClinicError.identityOfAnotherLedger(handle: identity.handle)
    }
    guard identity.actor != actor else {
      throw ClinicError.secondSignerIsActor(handle: identity.handle)
    }
    return try clinic.signer(identity, .secondSigner)
  }

  /// Everybody who signs an act: this person first.
  func signers(_ second: Signer?) throws -> [Signer] {
    [try signer(.recorded)] + (second.map { [$0] } ?? [])
  }
}

extension SignatureMeaning {
  /// As a person reads it (21 CFR 11.50).
  var words: String {
    switch self {
    case .recorded: "recorded"
    case .secondSigner: "second signer"
    case .coSigned: "co-signed"
    case .reviewed: "reviewed"
    }
  }
}
