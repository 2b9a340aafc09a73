internal import ClinicalRecord
internal import Ledger

/// Two people in one act: who may sign beside its actor, and whether somebody must (S25).
///
/// The record path asks it inside the write transaction, the verify path with the staff as they
/// stood at the entry.
struct SecondSigning {
  /// The first kind that needs a second signer; nil when none does.
  let needing: EventKind?
  /// Who may be the second signer of all of them.
  let roles: Set<Role>

  init(of kinds: [EventKind]) {
    let needing = kinds.filter(\.needsSecondSigner)
    self.needing = needing.first
    roles = needing.dropFirst().reduce(needing.first?.secondSigners ?? Self.careRecorders) {
      $0.intersection($1.secondSigners)
    }
  }

  /// What is signed, for a sentence: "drug wasted".
  var actName: String { needing?.name ?? "an act of care" }

  /// Whoever records care may witness it; a device and the program see nothing.
  private static let careRecorders: Set<Role> = {
    var roles: Set<Role> = []
    for kind in EventKind.all where kind.stream == .chart || kind.stream == .visit {
      if !kind.isNeverHeldUp { roles.formUnion(kind.recorders) }
    }
    return roles.subtracting([.device, .program])
  }()

  /// - Throws: `ClinicError.secondSignerNeeded` and what else stands against this second signer.
  func check(_ second: UInt32?, beside actor: UInt32, in house: House) throws {
    guard let second else {
      guard let needing else { return }
      throw ClinicError.secondSignerNeeded(event: needing.name, roles: roles)
    }
    let handle = house.label(of: second)?.handle ?? "actor \(second)"
    guard second != actor else { throw ClinicError.secondSignerIsActor(handle: handle) }
    guard let member = house.staff.members[second] else { throw ClinicError.unknownStaff(handle) }
    guard member.status == .active else {
      throw ClinicError.secondSignerInactive(handle: handle, status: member.status)
    }
    let role = member.enrolled.value.role
    guard roles.contains(role) else {
      throw ClinicError.secondSignerOfOtherRole(
        handle: handle, role: role, event: actName, roles: roles)
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
  /// - Throws: `ClinicError.identityOfAnotherLedger`, `.identityNotInForce`,
  ///   `.secondSignerIsActor`.
  func secondSigner(_ identity: Identity, beside actor: UInt32) throws -> Signer {
    guard identity.ledger == ledger.id else {
      throw ClinicError.identityOfAnotherLedger(handle: identity.handle)
    }
    guard identity.actor != actor else {
      throw ClinicError.secondSignerIsActor(handle: identity.handle)
    }
    guard let enrolment = try ledger.read({ try $0.enrolment(of: identity.actor) }),
      [UInt8](enrolment.keys.signingPublicKey) == identity.signingPublicKey
    else { throw ClinicError.identityNotInForce(handle: identity.handle) }
    return Signer(
      actor: identity.actor, enrolment: enrolment.position, privateKey: identity.signing,
      meaning: .secondSigner)
  }
}
