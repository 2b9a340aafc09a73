internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// What an entry about the staff or the policy says, neither of which is ever sealed, and whether
/// it could be said there.
struct ClearEntry {
  /// Nil for what the program leaves out when it folds staff and policies, too.
  let fact: Fact<ClinicalEvent>?
  /// Why it does not read as one of its stream.
  private let misplacement: String?

  /// Nil for an entry of another stream.
  init?(_ entry: Entry) {
    let stream = entry.header.stream
    guard stream.type == .staff || stream.type == .policy else { return nil }
    guard !entry.header.isSealed else {
      self.init(
        fact: nil, misplacement: "it is sealed, as nothing about staff and policy is")
      return
    }
    do {
      guard let fact = try entry.fact(body: entry.body) else { return nil }
      self.init(
        fact: stream.subject == .none ? fact : nil,
        misplacement: Self.misplacement(of: fact.value, in: stream))
    } catch ClinicError.newerEntry {
      self.init(fact: nil, misplacement: "a newer Candor wrote it, whose rules are not known here")
    } catch {
      self.init(fact: nil, misplacement: "its body does not read as what its header says")
    }
  }

  private init(fact: Fact<ClinicalEvent>?, misplacement: String?) {
    self.fact = fact
    self.misplacement = misplacement
  }

  private static func misplacement(of event: ClinicalEvent, in stream: StreamKey) -> String? {
    guard case .staff(let said) = event else {
      return stream.subject == .none && stream.number == 0
        ? nil : "\(event.kind.name): it does not stand in the clinic's one stream of policies"
    }
    guard stream.subject == .none, stream.number == said.subjectActor else {
      return "\(event.kind.name): it is about actor \(said.subjectActor), "
        + "and does not stand in that actor's stream"
    }
    return nil
  }

  /// Nil for a policy.
  var staffEvent: StaffEvent.OneOf_Event? {
    guard case .staff(let event)? = fact?.value else { return nil }
    return event
  }

  /// What recording it would have been refused for: the same `decide`.
  ///
  /// - Parameters:
  ///   - staff: as it was just before the entry; `policies` likewise.
  ///   - role: of whoever says it.
  func problem(staff: Staff, policies: PolicyHistory, by role: Role) -> String? {
    if let misplacement { return misplacement }
    guard let fact else { return nil }
    let name = fact.value.kind.name
    do throws(Rejection) {
      switch fact.value {
      case .staff(let event): _ = try staff.decide(event, occurred: fact.occurred, by: role)
      case .policy(let event):
        _ = try policies.decide(event, occurred: fact.occurred, by: role)
        guard event.reads else { return "\(name): its document does not read as a policy" }
      case .chart, .visit, .access, .operations: break
      }
      return nil
    } catch {
      return "\(name): \(error.defect)"
    }
  }
}

extension PolicyEvent.OneOf_Event {
  /// Whether the rules can be held against it.
  fileprivate var reads: Bool {
    switch self {
    case .policyAdopted(let adopted): (try? Policy(json: [UInt8](adopted.document))) != nil
    }
  }
}
