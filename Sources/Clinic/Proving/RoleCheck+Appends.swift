internal import ClinicalRecord
internal import Ledger

/// An append while it is walked: who signed it is known at its last entry.
struct CheckedAppend {
  private var kinds: [EventKind] = []
  private var staffEvents: [StaffEvent.OneOf_Event] = []
  /// Actors who were given keys.
  private var enrolled: [UInt32] = []

  mutating func take(_ entry: Entry, _ event: Fact<StaffEvent.OneOf_Event>?) {
    if let event { staffEvents.append(event.value) }
    let header = entry.header
    if let stream = header.stream.type.eventStream,
      let kind = EventKind(stream: stream, number: header.kind)
    {
      kinds.append(kind)
    }
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
    let rules = StaffRules(staff: staff, signers: signers)
    let replaced = enrolled.filter { actor in
      staff.members[actor] != nil && !staffEvents.contains { $0.replacesKey(of: actor) }
    }
    let problems =
      inactive.map { "actor \($0), who signed it too, was not active" }
      + staffEvents.compactMap { event in
        rules.defect(of: event).map { "\(event.kind.name): \($0.why)" }
      }
      + replaced.map { "it replaces the key of actor \($0) without saying so" }
      + [secondSignerProblem(block, staff)].compactMap(\.self)
    return problems.isEmpty ? nil : problems.joined(separator: "; ")
  }

  /// Nil when the append has the second signer that it needs (S25).
  private func secondSignerProblem(_ block: SignatureBlock, _ staff: Staff) -> String? {
    let rule = SecondSigning(of: kinds)
    guard let needing = rule.needing else { return nil }
    guard let second = block.secondSigner?.actor else {
      return "\(needing.name) needs a second signer, and nobody signed as one"
    }
    guard let member = staff.members[second] else {
      return "actor \(second), the second signer of \(needing.name), was not enrolled as staff"
    }
    guard member.status == .active, rule.roles.contains(member.role) else {
      return "\(needing.name) is not for a second signer of role \(member.role.words), "
        + "\(member.status.rawValue), to sign"
    }
    return nil
  }
}

extension StaffEvent.OneOf_Event {
  fileprivate func replacesKey(of actor: UInt32) -> Bool {
    guard case .staffKeyReplaced(let replaced) = self else { return false }
    return replaced.actor == actor
  }
}
