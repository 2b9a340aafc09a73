internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// What an entry about the staff or the policy says, neither of which is ever sealed, and whether
/// it could be said there.
struct ClearEntry {
  /// Nil for what the program leaves out when it folds staff and policies, too.
  let fact: Fact<ClinicalEvent>?
  /// Why it does not read as one of its stream.
  private let misplacement: RecordingDefect?

  /// Nil for an entry of another stream.
  init?(_ entry: Entry) {
    let stream = entry.header.stream
    guard stream.type == .staff || stream.type == .policy else { return nil }
    guard !entry.header.isSealed else {
      self.init(fact: nil, misplacement: .sealedThoughClear)
      return
    }
    do {
      guard let fact = try entry.fact(body: entry.body) else { return nil }
      self.init(
        fact: stream.subject == .none ? fact : nil,
        misplacement: Self.misplacement(of: fact.value, in: stream))
    } catch ClinicError.newerEntry {
      self.init(fact: nil, misplacement: .newerCandor)
    } catch {
      self.init(fact: nil, misplacement: .bodyUnreadable)
    }
  }

  private init(fact: Fact<ClinicalEvent>?, misplacement: RecordingDefect?) {
    self.fact = fact
    self.misplacement = misplacement
  }

  private static func misplacement(
    of event: ClinicalEvent, in stream: StreamKey
  ) -> RecordingDefect? {
    guard case .staff(let said) = event else {
      return stream.subject == .none && stream.number == 0
        ? nil : .policyMisplaced(event.kind)
    }
    guard stream.subject == .none, stream.number == said.subjectActor else {
      return .staffMisplaced(event.kind, about: said.subjectActor)
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
  func defect(staff: Staff, policies: PolicyHistory, by role: Role) -> RecordingDefect? {
    if let misplacement { return misplacement }
    guard let fact else { return nil }
    let kind = fact.value.kind
    do throws(Rejection) {
      switch fact.value {
      case .staff(let event): _ = try staff.decide(event, occurred: fact.occurred, by: role)
      case .policy(let event):
        _ = try policies.decide(event, occurred: fact.occurred, by: role)
        guard event.reads else { return .policyUnreadable(kind) }
      case .chart, .visit, .access, .operations, .lot, .document: break
      }
      return nil
    } catch {
      return .rejected(kind, error)
    }
  }
}

extension PolicyEvent.OneOf_Event {
  /// Whether the rules can be held against it.
  fileprivate var reads: Bool {
    switch self {
    case .policyAdopted(let adopted): (try? Policy(json: [UInt8](adopted.document))) != nil
    case .drugBookOpened: true
    }
  }
}
