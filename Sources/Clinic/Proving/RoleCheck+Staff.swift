internal import ClinicalRecord
internal import Ledger

/// What an entry of a staff stream says, and whether it could be said there.
struct StaffEntry {
  /// Nil for what the program leaves out when it follows the staff, too.
  let fact: Fact<StaffEvent.OneOf_Event>?
  /// Why it does not read as one of its stream.
  private let misplacement: String?

  /// Nil for an entry of another stream.
  init?(_ entry: Entry) {
    guard entry.header.stream.type == .staff else { return nil }
    let stream = entry.header.stream
    guard !entry.header.isSealed else {
      self.init(fact: nil, misplacement: "it is sealed, as nothing about the staff is")
      return
    }
    do {
      guard let fact = try entry.fact(body: entry.body), case .staff(let event) = fact.value else {
        return nil
      }
      let isItsOwn = stream.subject == .none && stream.number == event.subjectActor
      self.init(
        fact: stream.subject == .none ? fact.with(event) : nil,
        misplacement: isItsOwn
          ? nil
          : "\(event.kind.name): it is about actor \(event.subjectActor), "
            + "and does not stand in that actor's stream")
    } catch ClinicError.newerEntry {
      self.init(fact: nil, misplacement: "a newer Candor wrote it, whose rules are not known here")
    } catch {
      self.init(fact: nil, misplacement: "its body does not read as what its header says")
    }
  }

  private init(fact: Fact<StaffEvent.OneOf_Event>?, misplacement: String?) {
    self.fact = fact
    self.misplacement = misplacement
  }

  /// What recording it would have been refused for: the same `decide`.
  ///
  /// - Parameters:
  ///   - staff: as it was just before the entry.
  ///   - role: of whoever says it.
  func problem(staff: Staff, by role: Role) -> String? {
    if let misplacement { return misplacement }
    guard let fact else { return nil }
    do throws(Rejection) {
      _ = try staff.decide(fact.value, occurred: fact.occurred, by: role)
      return nil
    } catch {
      return "\(fact.value.kind.name): \(error.defect)"
    }
  }
}
