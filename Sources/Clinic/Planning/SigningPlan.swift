internal import ClinicalRecord
internal import Compliance
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
  private(set) var roles: Set<Role>
  /// Why somebody has to sign though no kind asks for it.
  private(set) var causes: [SigningCause] = []
  /// What stands against recording it with these signers; nil where nothing does, or nobody was
  /// asked about.
  private(set) var problem: ClinicError?

  /// - Parameter corrections: those that need a second signer for what they correct, which a kind
  ///   does not tell.
  init(of kinds: [EventKind], corrections: [WitnessedCorrection] = []) {
    let needs =
      kinds.filter(\.needsSecondSigner).map { ($0, $0.secondSigners) }
      + corrections.map { ($0.kind, $0.roles ?? Self.careRecorders) }
    needing = needs.first?.0
    roles = needs.dropFirst().reduce(needs.first?.1 ?? Self.careRecorders) {
      $0.intersection($1.1)
    }
  }

  /// - Parameter second: nil: nobody signs beside the actor.
  init(
    of kinds: [EventKind], corrections: [WitnessedCorrection] = [], actor: UInt32, second: UInt32?,
    on site: SiteState
  ) {
    self.init(of: kinds, corrections: corrections)
    problem = problem(of: second, beside: actor, on: site, kinds)
  }

  /// Somebody has to sign for these causes, too, unless the actor's own signature does.
  ///
  /// They rest on the chart and on the policy, so they are asked when an act is planned, and never
  /// when it is verified.
  mutating func require(
    _ asked: [SigningCause], actor: UInt32, role: Role, second: UInt32?, on site: SiteState
  ) {
    causes = asked.filter { !$0.isSatisfied(by: role) }
    guard !causes.isEmpty else { return }
    roles = causes.reduce(roles) { $0.intersection($1.roles) }
    guard let second else {
      if problem == nil { problem = .held(.signatureNeeded(causes, roles: roles)) }
      return
    }
    guard problem == nil, let other = site.staff.members[second]?.role, !roles.contains(other)
    else { return }
    problem = .secondSignerOfOtherRole(
      handle: site.label(of: second)?.handle ?? "actor \(second)", role: other, event: actName,
      roles: roles)
  }

  /// Whether what stands against it is that nobody signs for the causes.
  var isHeldByCauses: Bool {
    if case .held? = problem { true } else { false }
  }

  /// Whether somebody has to sign beside the actor.
  var isNeeded: Bool { needing != nil || !causes.isEmpty }

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

/// A correction that nobody makes alone.
struct WitnessedCorrection: Sendable {
  /// Of the correction.
  let kind: EventKind
  /// Who may sign beside its actor; nil: whoever records care.
  let roles: Set<Role>?

  /// How long one's own slip is corrected alone.
  static let graceMicroseconds: Int64 = 10 * 60 * 1_000_000

  /// Nil where the correction needs no second signer: of an entry of one's own that was recorded a
  /// moment ago, and that gives or destroys no drug.
  ///
  /// - Parameters:
  ///   - original: as it was made.
  ///   - standing: as it stands; nil where it is entered in error.
  ///   - replacement: what it is to say; nil where it is not amended.
  init?(
    _ kind: EventKind, of original: Fact<ClinicalEvent>, standing: Fact<ClinicalEvent>?,
    replacement: ClinicalEvent?, by actor: UInt32, nowMicroseconds: Int64
  ) {
    self.kind = kind
    let said = [original.value, standing?.value, replacement].compactMap(\.self)
    if said.contains(where: \.givesOrDestroysDrug) {
      roles = DrugWasted.kind.secondSigners
      return
    }
    roles = nil
    let isOwn = original.actor == actor && standing.map { $0.actor == actor } ?? true
    // Not a difference of the two: both may be any number.
    let isRecent =
      original.recordedMicroseconds
      >= nowMicroseconds.subtractingReportingOverflow(Self.graceMicroseconds).partialValue
    if isOwn && isRecent { return nil }
  }
}

extension ClinicalEvent {
  /// Whether it says how much of a drug there is, or went into a patient or away.
  fileprivate var givesOrDestroysDrug: Bool {
    switch self {
    case .visit(.infusionStarted), .visit(.bolusGiven), .visit(.antiemeticGiven),
      .visit(.rescueDrugGiven), .visit(.drugWasted), .visit(.drugDrawn), .visit(.drugReturned),
      .visit(.drugMissing):
      true
    case .visit(.infusionStopped(let stopped)): stopped.hasGivenMg || stopped.givenMg > 0
    // How much there is of a controlled drug, and what became of it.
    case .lot: true
    case .chart, .visit, .access, .staff, .policy, .operations, .document: false
    }
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
  func signers(
    _ second: Signer?, as meaning: SignatureMeaning = .recorded
  ) throws -> [Signer] {
    [try signer(meaning)] + (second.map { [$0] } ?? [])
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
