internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// What holds for every chart: the staff and the policies, folded from their streams, which are
/// never sealed.
struct House: Sendable {
  var staff = Staff()
  private(set) var policies = PolicyHistory()
  /// What the adopted documents say, by the position of the adoption.
  private var documents: [UInt64: Policy] = [:]

  /// - Parameter size: entries at or beyond this position do not count; nil: all do.
  static func load(
    below size: UInt64? = nil, from reader: borrowing LedgerSnapshot
  ) throws -> House {
    var house = House()
    var facts: [Fact<ClinicalEvent>] = []
    for stream in try reader.streams(of: .none)
    where stream.type == .staff || stream.type == .policy {
      for entry in try reader.stream(stream) where entry.position < size ?? .max {
        if let fact = try entry.fact(body: entry.body) { facts.append(fact) }
      }
    }
    for fact in facts.sorted(by: { $0.position < $1.position }) { try house.evolve(fact) }
    return house
  }

  mutating func evolve(_ fact: Fact<ClinicalEvent>) throws {
    switch fact.value {
    case .staff(let event): staff.evolve(fact.with(event))
    case .policy(let event):
      policies.evolve(fact.with(event))
      switch event {
      case .policyAdopted(let adoption):
        documents[fact.position] = try Policy(json: [UInt8](adoption.document))
      }
    case .chart, .visit, .access, .operations: break
    }
  }

  /// The policy in force for an entry at a position; the first one for what came before any.
  func policy(at position: UInt64) throws -> Policy {
    guard let adoption = policies.inForce(at: position), let policy = documents[adoption.position]
    else { throw ClinicError.noPolicy }
    return policy
  }

  /// An event's sentence, with the staff by name.
  func sentence(of event: ClinicalEvent, occurred: ClinicalTime) -> String {
    guard case .visit(.supervisorAssigned(let assigned)) = event else {
      return event.sentence(occurred: occurred)
    }
    return "Supervisor assigned: \(name(of: assigned.supervisorActor)); "
      + "\(name(of: assigned.administeringActor)) administers"
  }

  private func name(of actor: UInt32) -> String {
    guard let label = label(of: actor) else { return "actor \(actor)" }
    return label.displayName.isEmpty ? label.handle : label.displayName
  }

  /// - Throws: `ClinicError.notActive` for who is suspended or departed.
  func requireActive(_ actor: UInt32) throws(ClinicError) {
    guard let member = staff.members[actor], member.status != .active else { return }
    throw .notActive(handle: member.handle, status: member.status)
  }

  func label(of actor: UInt32) -> StaffLabel? {
    guard let member = staff.members[actor]?.enrolled.value else { return nil }
    return StaffLabel(
      actor: actor, handle: member.handle, displayName: member.displayName, role: member.role)
  }
}
