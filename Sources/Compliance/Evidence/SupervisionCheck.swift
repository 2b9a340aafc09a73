internal import ClinicalRecord

/// One supervisor over the days of an infusion that were theirs (S22).
struct SupervisionCheck {
  var contrary: [String] = []
  var missing: [String] = []
  /// The assignment, or a credential that it rests on, was recorded after the start was.
  var isLate: Bool
  var evidence: [UInt64]

  /// - Parameter start: what everything should have been on record before.
  init(
    _ assignment: Fact<SupervisorAssigned>, from: LocalDate, through: LocalDate,
    start: EntryReference,
    in file: CaseFile
  ) {
    evidence = [assignment.position]
    // A handover during the infusion cannot be on record before its start.
    isLate =
      assignment.reference.interval.canPrecede(start.interval)
      && assignment.recordedMicroseconds > start.firstRecordedMicroseconds
    if assignment.value.administeringActor == 0 {
      missing.append("There is no evidence of who administered the infusion.")
    }
    let supervisor = file.staff.members[assignment.value.supervisorActor]
    if let role = supervisor?.role, role != .physician {
      contrary.append("The supervisor's role is \(role.words) and not physician.")
    }
    guard let member = supervisor,
      !member.credentials.isEmpty
    else {
      missing.append("There is no evidence of the supervisor's specialty and credential.")
      return
    }
    let accepted = member.credentials.filter {
      file.policy.supervisorSpecialties.contains($0.value.specialty)
    }
    guard !accepted.isEmpty else {
      evidence += member.credentials.map(\.position)
      contrary.append("The supervisor's recorded specialty is none that the policy accepts.")
      return
    }
    evidence += accepted.map(\.position)
    judgeDays(from, through, accepted, start: start)
  }

  /// Every day has to be covered; two credentials may meet at midnight.
  private mutating func judgeDays(
    _ from: LocalDate, _ through: LocalDate, _ credentials: [Fact<StaffCredentialed>],
    start: EntryReference
  ) {
    var day = from
    repeat {
      let covering = credentials.filter { $0.value.isValid(on: day) }
      if covering.isEmpty {
        contrary.append("The supervisor's credential was not valid on \(day).")
        return
      }
      if covering.allSatisfy({ $0.recordedMicroseconds > start.firstRecordedMicroseconds }) {
        isLate = true
      }
      day = LocalDate(daysSinceEpoch: day.daysSinceEpoch + 1)
    } while day <= through
  }
}
