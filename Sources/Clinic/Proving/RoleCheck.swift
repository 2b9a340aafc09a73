internal import ClinicalRecord
internal import Ledger

/// Follows the staff through the ledger as an auditor would, by headers and what is never sealed,
/// and names entries that a program keeping the clinic's rules would not have recorded.
///
/// Whether an append may be made is judged by the staff as it was when the append began.
final class RoleCheck {
  private var staff = Staff()
  private var staffBefore = Staff()
  private var dataKeys = DataKeysInForce()
  private var devices = DeviceCheck()
  private var append = CheckedAppend()
  /// The last entry of the first append, which enrols the administrator who signs it.
  private var genesisLast: UInt64 = 0

  /// Nil when the entry was its actor's to record, and when the append that it ends was its
  /// signers' to sign.
  func problem(with entry: Entry) -> String? {
    if entry.position == 0 { genesisLast = UInt64(entry.header.lastIndex) }
    if entry.header.index == 0 {
      staffBefore = staff
      append = CheckedAppend()
    }
    let event = staffEvent(of: entry)
    append.take(entry, event)
    defer { learn(from: entry, event) }
    guard entry.position > genesisLast else { return nil }
    let problems = [
      actorProblem(with: entry), dataKeys.problem(with: entry, staff: staffBefore),
      append.problem(endedBy: entry, staff: staffBefore),
    ].compactMap(\.self)
    return problems.isEmpty ? nil : problems.joined(separator: "; ")
  }

  private func actorProblem(with entry: Entry) -> String? {
    let header = entry.header
    guard let member = staffBefore.members[header.actor] else {
      return "actor \(header.actor) was not enrolled as staff"
    }
    if member.status != .active {
      return "actor \(header.actor) was \(member.status.rawValue) and may not record"
    }
    guard let stream = header.stream.type.eventStream,
      let kind = EventKind(stream: stream, number: header.kind)
    else { return nil }
    guard kind.mayBeRecorded(by: member.role) else {
      return "\(kind.name) is not the role \(member.role.words)'s to record"
    }
    guard member.role == .device else { return nil }
    return devices.problem(with: entry, assignment: member.assignment?.value)
  }

  private func learn(from entry: Entry, _ event: Fact<StaffEvent.OneOf_Event>?) {
    if let event { staff.evolve(event) }
    dataKeys.learn(from: entry)
    devices.learn(from: entry)
  }

  private func staffEvent(of entry: Entry) -> Fact<StaffEvent.OneOf_Event>? {
    guard entry.header.stream.type == .staff, let fact = try? entry.fact(body: entry.body),
      case .staff(let event) = fact.value
    else { return nil }
    return fact.with(event)
  }
}
