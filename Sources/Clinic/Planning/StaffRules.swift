internal import ClinicalRecord
internal import Ledger

/// Who may sign what is said about a member of staff, beyond the role of whoever says it; the same
/// when it is recorded and when it is verified.
struct StaffRules {
  /// As it was before the append.
  let staff: Staff
  /// Of the append, its actor first.
  let signers: [UInt32]
  /// The visits that the append ends.
  var endedVisits: [StreamKey] = []

  /// What is wrong with an event, and what to do; nil when it may be said.
  func defect(of event: StaffEvent.OneOf_Event) -> (why: String, next: String)? {
    switch event {
    case .staffSuspended, .staffReinstated, .staffDeparted:
      guard signers.first == event.subjectActor else { return nil }
      return ("nobody changes their own standing", "ask another administrator")
    case .staffKeyReplaced(let replaced):
      return replacementDefect(of: replaced.actor)
    case .deviceReleased(let released):
      return releaseDefect(of: released)
    case .staffEnrolled, .staffCredentialed, .deviceAssigned:
      return nil
    }
  }

  func isActiveAdministrator(_ actor: UInt32) -> Bool {
    guard let member = staff.members[actor] else { return false }
    return member.role == .administrator && member.status == .active
  }

  /// A device states what it sees of its visit: it releases nobody but with the visit's end.
  private func releaseDefect(of released: DeviceReleased) -> (why: String, next: String)? {
    guard let first = signers.first, staff.members[first]?.role == .device,
      !endedVisits.contains(where: { staff.releases(atEndOf: $0).contains(released) })
    else { return nil }
    return ("a device releases none but with the end of the visit", "have a person release it")
  }

  /// The old key, or two administrators: nobody takes over somebody else's name alone.
  private func replacementDefect(of actor: UInt32) -> (why: String, next: String)? {
    let administrators = signers.filter(isActiveAdministrator)
    guard signers.first != actor, administrators.count < 2 else { return nil }
    return (
      "a key is replaced by its holder, or by two administrators",
      "have the second one sign (--second NAME)"
    )
  }
}

extension Staff {
  /// The active devices that are assigned to a visit of this chart, by actor number.
  func devices(serving chart: SubjectID) -> [UInt32] {
    everyone.filter { member in
      member.status == .active && member.assignment.map { $0.value.subject == chart } ?? false
    }.map(\.actor)
  }

  /// What a visit's end brings about, whoever records it: a device serves no longer than the visit
  /// lasts.
  func releases(atEndOf visit: StreamKey) -> [DeviceReleased] {
    devices(serving: visit.subject)
      .filter { members[$0]?.assignment?.value.visitNumber == visit.number }
      .map { device in
        var released = DeviceReleased()
        released.actor = device
        return released
      }
  }
}

extension Staff {
  /// The same as steps of a plan.
  func releaseSteps(atEndOf visit: StreamKey, occurred: ClinicalTime) -> [Plan.Step] {
    releases(atEndOf: visit).map { released in
      Plan.Step(
        stream: StreamKey(type: .staff, subject: .none, number: released.actor),
        event: .staff(.deviceReleased(released)), occurred: occurred)
    }
  }
}

extension DeviceAssigned {
  /// Nil when the statement does not hold 16 bytes.
  var subject: SubjectID? { SubjectID(bytes: [UInt8](chart)) }
}
