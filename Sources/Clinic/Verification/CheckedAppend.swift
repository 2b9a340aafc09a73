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

  /// None until the append's last entry.
  ///
  /// - Parameter staff: as it was before the append.
  func defects(endedBy entry: Entry, staff: Staff) -> [RecordingDefect] {
    guard let block = entry.signatures else { return [] }
    let signatures = block.signatures
    let signers = signatures.map(\.actor)
    let inactive = signers.dropFirst().filter { staff.members[$0]?.status != .active }
    let rules = StaffRules(staff: staff, signers: signers, endedVisits: endedVisits)
    return inactive.map { .signerInactive($0) }
      + staffEvents.compactMap { event in
        rules.defect(of: event).map { .staffRule(event.kind, why: $0.why) }
      }
      + keyDefects(rules) + missingKeys + [secondSignerDefect(block, staff)].compactMap(\.self)
  }

  /// Who gave keys to whom: to somebody new an active administrator, who enrols them in
  /// the same append; to somebody known whoever `StaffRules` lets replace a key, saying so. The
  /// ledger knows no roles and takes a first key from anybody.
  private func keyDefects(_ rules: StaffRules) -> [RecordingDefect] {
    let given = Dictionary(enrolled.map { ($0, 1) }, uniquingKeysWith: +)
    return given.sorted { $0.key < $1.key }.compactMap { actor, count in
      guard count == 1 else { return .severalKeys(actor: actor, count: count) }
      guard rules.staff.members[actor] == nil else {
        let isSaid = staffEvents.contains { $0.replacesKey(of: actor) }
        return isSaid ? nil : .keyReplacedSilently(actor: actor)
      }
      guard let first = rules.signers.first, rules.isActiveAdministrator(first) else {
        return .keyByNoAdministrator(actor: actor)
      }
      let isEnrolled = staffEvents.contains { $0.enrols(actor) }
      return isEnrolled ? nil : .keyOfNobody(actor: actor)
    }
  }

  /// An enrolment or a replacement that only says so renews every chart's key, and gives nobody
  /// one.
  private var missingKeys: [RecordingDefect] {
    staffEvents.filter { $0.givesKey && !enrolled.contains($0.subjectActor) }.map {
      .keyMissing($0.kind, actor: $0.subjectActor)
    }
  }

  /// Nil when the append has the second signer that it needs (S25), and when whoever signed an act
  /// of care as one might: what `SigningPlan.check` asks before it is recorded.
  private func secondSignerDefect(
    _ block: SignatureBlock, _ staff: Staff
  ) -> RecordingDefect? {
    let isSecondSigned = kinds.contains {
      $0.stream == .chart || $0.stream == .visit || $0.stream == .lot || $0.needsSecondSigner
    }
    guard isSecondSigned else { return nil }
    let rule = SigningPlan(of: kinds)
    let seconds = block.signatures.filter { $0.meaning == .secondSigner }.map(\.actor)
    guard let second = seconds.first else {
      return rule.needing.map { .secondSignerMissing($0) }
    }
    let act = rule.actName
    guard seconds.count == 1 else { return .severalSecondSigners(seconds.count, act: act) }
    guard second != block.signatures.first?.actor else {
      return .ownSecondSigner(second, act: act)
    }
    guard let member = staff.members[second] else {
      return .secondSignerUnknown(second, act: act)
    }
    guard member.status == .active, rule.roles.contains(member.role) else {
      return .secondSignerUnfit(act: act, member.role, member.status)
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
