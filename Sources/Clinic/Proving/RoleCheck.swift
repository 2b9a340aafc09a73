internal import ClinicalRecord
internal import Ledger

/// Follows the ledger as an auditor would, by headers and what is never sealed, and names entries
/// that a program keeping the clinic's rules would not have recorded.
///
/// Whether an append may be made is judged by the staff as it was when the append began; what it
/// says, by what had been said until then. Each of the folds beside staff and policies stands in a
/// file of its own: it is asked about an entry, then learns from it.
final class RoleCheck {
  private var staff = Staff()
  private var staffBefore = Staff()
  private var policies = PolicyHistory()
  private var dataKeys = DataKeysInForce()
  private var devices = DeviceCheck()
  private var accesses = AccessCheck()
  private var custody = CustodyCheck()
  private var append = CheckedAppend()
  /// The last entry of the first append, which enrols the administrator who signs it.
  private var genesisLast: UInt64 = 0

  /// Nil when the entry was its actor's to record and could be said then, and when the append that
  /// it ends was its signers' to sign.
  func problem(with entry: Entry) -> String? {
    let header = entry.header
    if entry.position == 0 { genesisLast = UInt64(header.lastIndex) }
    if header.index == 0 {
      staffBefore = staff
      append = CheckedAppend()
    }
    let kind = header.stream.type.eventStream.flatMap {
      EventKind(stream: $0, number: header.kind)
    }
    let clear = ClearEntry(entry)
    append.take(entry, kind, clear?.staffEvent)
    defer { learn(from: entry, clear) }
    guard entry.position > genesisLast else { return nil }
    let problems = [
      actorProblem(with: entry, kind) ?? sayingProblem(with: entry, clear),
      dataKeys.problem(with: entry, staff: staffBefore),
      append.problem(endedBy: entry, staff: staffBefore),
      custody.problem(with: entry, staff: staffBefore),
      bareProblem(with: header),
    ].compactMap(\.self)
    return problems.isEmpty ? nil : problems.joined(separator: "; ")
  }

  /// What is wrong with the log when the entry looked at last is its last.
  var problemAtEnd: String? { custody.problemAtEnd }

  /// Who said it.
  private func actorProblem(with entry: Entry, _ kind: EventKind?) -> String? {
    let header = entry.header
    guard let member = staffBefore.members[header.actor] else {
      return "actor \(header.actor) was not enrolled as staff"
    }
    if member.status != .active {
      return "actor \(header.actor) was \(member.status.rawValue) and may not record"
    }
    guard let kind else { return introductionProblem(with: header, by: member.role) }
    guard kind.mayBeRecorded(by: member.role) else {
      return "\(kind.name) is not the role \(member.role.words)'s to record"
    }
    guard member.role == .device else { return nil }
    return devices.problem(with: entry, assignment: member.assignment?.value)
  }

  /// A key introduced by who cannot have handed it to the charts' readers closes the chart: its
  /// newest is one that nobody holds.
  private func introductionProblem(with header: EntryHeader, by role: Role) -> String? {
    guard header.stream.type == .ledger, header.kind == LedgerEventKind.dataKeyIntroduced,
      !Permission.holdKeys.holds(for: role)
    else { return nil }
    return "\(header.eventName) is not the role \(role.words)'s to record"
  }

  /// A body about a patient in the clear is read by everybody, and cannot be erased.
  private func bareProblem(with header: EntryHeader) -> String? {
    guard header.stream.type.eventStream?.isPersonal == true, !header.isSealed else { return nil }
    return "it is about a patient, and not sealed"
  }

  /// What was said, by somebody who may say such things.
  private func sayingProblem(with entry: Entry, _ clear: ClearEntry?) -> String? {
    if let clear, let role = staffBefore.role(of: entry.header.actor) {
      return clear.problem(staff: staff, policies: policies, by: role)
        ?? devices.problem(withAssignmentAt: entry, clear, dataKeys)
    }
    return accesses.problem(with: entry)
  }

  private func learn(from entry: Entry, _ clear: ClearEntry?) {
    if let fact = clear?.fact {
      switch fact.value {
      case .staff(let event): staff.evolve(fact.with(event))
      case .policy(let event): policies.evolve(fact.with(event))
      case .chart, .visit, .access, .operations: break
      }
    }
    dataKeys.learn(from: entry)
    devices.learn(from: entry)
    accesses.learn(from: entry)
    custody.learn(from: entry)
  }
}
