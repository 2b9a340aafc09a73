internal import ClinicalRecord
internal import Ledger

/// An append while it is walked: who signed it is known at its last entry.
struct CheckedAppend {
  private var kinds: [EventKind] = []
  private var staffEvents: [StaffEvent.OneOf_Event] = []
  /// Actors who were given keys.
  private var enrolled: [UInt32] = []
  private var endedVisits: [StreamKey] = []

  /// - Parameters:
  ///   - kind: of the entry; nil for the ledger's own and those of a newer Candor.
  ///   - event: what the entry says about the staff.
  mutating func take(_ entry: Entry, _ kind: EventKind?, _ event: StaffEvent.OneOf_Event?) {
    if let event { staffEvents.append(event) }
    let header = entry.header
    if let kind { kinds.append(kind) }
    if header.endsVisit { endedVisits.append(header.stream) }
    if header.stream.type == .ledger, header.kind == LedgerEventKind.actorKeyEnrolled {
      enrolled.append(header.stream.number)
    }
  }

  /// Nil until the append's last entry.
  ///
  /// - Parameter staff: as it was before the append.
  func problem(endedBy entry: Entry, staff: Staff) -> String? {
    guard let block = entry.signatures else { return nil }
    let signatures = block.signatures
    let signers = signatures.map(\.actor)
    let inactive = signers.dropFirst().filter { staff.members[$0]?.status != .active }
    let rules = StaffRules(staff: staff, signers: signers, endedVisits: endedVisits)
    let problems =
      inactive.map { "actor \($0), who signed it too, was not active" }
      + staffEvents.compactMap { event in
        rules.defect(of: event).map { "\(event.kind.name): \($0.why)" }
      }
      + keyProblems(rules) + missingKeyProblems
      + [secondSignerProblem(block, staff)].compactMap(\.self)
    return problems.isEmpty ? nil : problems.joined(separator: "; ")
  }

  /// Who gave keys to whom (DESIGN §6): to somebody new an active administrator, who enrols them in
  /// the same append; to somebody known whoever `StaffRules` lets replace a key, saying so. The
  /// ledger knows no roles and takes a first key from anybody.
  private func keyProblems(_ rules: StaffRules) -> [String] {
    let given = Dictionary(enrolled.map { ($0, 1) }, uniquingKeysWith: +)
    return given.sorted { $0.key < $1.key }.compactMap { actor, count in
      guard count == 1 else { return "it enrols \(count) keys for actor \(actor)" }
      guard rules.staff.members[actor] == nil else {
        let isSaid = staffEvents.contains { $0.replacesKey(of: actor) }
        return isSaid ? nil : "it replaces the key of actor \(actor) without saying so"
      }
      guard let first = rules.signers.first, rules.isActiveAdministrator(first) else {
        return "it enrols a key for actor \(actor), and no active administrator recorded it"
      }
      let isEnrolled = staffEvents.contains { $0.enrols(actor) }
      return isEnrolled
        ? nil : "it enrols a key for actor \(actor), whom it does not enrol as staff"
    }
  }

  /// An enrolment or a replacement that only says so renews every chart's key, and gives nobody
  /// one.
  private var missingKeyProblems: [String] {
    staffEvents.filter { $0.givesKey && !enrolled.contains($0.subjectActor) }.map {
      "\($0.kind.name): it enrols no key for actor \($0.subjectActor)"
    }
  }

  /// Nil when the append has the second signer that it needs (S25), and when whoever signed an act
  /// of care as one might: what `SecondSigning.check` asks before it is recorded.
  private func secondSignerProblem(_ block: SignatureBlock, _ staff: Staff) -> String? {
    let isSecondSigned = kinds.contains {
      $0.stream == .chart || $0.stream == .visit || $0.needsSecondSigner
    }
    guard isSecondSigned else { return nil }
    let rule = SecondSigning(of: kinds)
    let seconds = block.signatures.filter { $0.meaning == .secondSigner }.map(\.actor)
    guard let second = seconds.first else {
      return rule.needing.map { "\($0.name) needs a second signer, and nobody signed as one" }
    }
    let act = rule.actName
    guard seconds.count == 1 else { return "\(seconds.count) signed as second signer of \(act)" }
    guard second != block.signatures.first?.actor else {
      return "actor \(second) recorded \(act), and signed as its second signer alone"
    }
    guard let member = staff.members[second] else {
      return "actor \(second), the second signer of \(act), was not enrolled as staff"
    }
    guard member.status == .active, rule.roles.contains(member.role) else {
      return "\(act) is not for a second signer of role \(member.role.words), "
        + "\(member.status.rawValue), to sign"
    }
    return nil
  }
}

extension StaffEvent.OneOf_Event {
  /// Whether new keys of the actor are part of it.
  fileprivate var givesKey: Bool { enrols(subjectActor) || replacesKey(of: subjectActor) }

  fileprivate func enrols(_ actor: UInt32) -> Bool {
    guard case .staffEnrolled(let enrolled) = self else { return false }
    return enrolled.actor == actor
  }

  fileprivate func replacesKey(of actor: UInt32) -> Bool {
    guard case .staffKeyReplaced(let replaced) = self else { return false }
    return replaced.actor == actor
  }
}
