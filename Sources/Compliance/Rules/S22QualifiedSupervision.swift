internal import ClinicalRecord

/// S22: the infusion is under the supervision of a highly qualified physician: assigned before
/// the start, with a recorded specialty of the policy and a credential that is valid on every
/// local day of the infusion; the administering person is named. A handover is judged likewise.
public struct S22QualifiedSupervision: Rule {
  public static let id = RuleID.S22
  public static func title(under policy: Policy) -> String {
    "Supervised by a qualified physician"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    let assignments = file.visit[SupervisorAssigned.self].inOrder()
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    guard let first = assignments.first else {
      return Judgement(
        .deviationMissingEvidence,
        "There is no evidence of who supervised the infusion and who administered it.",
        evidence: [start.position])
    }
    guard
      let atStart = assignments.last(where: { $0.reference.interval.canPrecede(start.interval) })
    else {
      return Judgement(
        .deviation,
        "The supervisor was assigned at \(first.occurred.dateText), after the start at "
          + "\(start.occurred.dateText).",
        evidence: [first.position, start.position])
    }
    let end = file.visit.stop?.reference ?? start
    let handovers = assignments.filter {
      atStart.reference.isBefore($0.reference) && $0.reference.interval.canPrecede(end.interval)
    }
    let checks = ([atStart] + handovers).map { assignment in
      let from = atStart.position == assignment.position ? start : assignment.reference
      return SupervisionCheck(
        assignment, from: LocalClock(from.occurred).date, through: LocalClock(end.occurred).date,
        start: start, in: file)
    }
    return judgement(of: checks, evidence: [start.position, end.position])
  }

  private func judgement(of checks: [SupervisionCheck], evidence: [UInt64]) -> Judgement {
    let all = evidence + checks.flatMap(\.evidence)
    let contrary = checks.flatMap(\.contrary)
    let missing = checks.flatMap(\.missing)
    let complaints = (contrary + missing).joined(separator: " ")
    if !contrary.isEmpty { return Judgement(.deviation, complaints, evidence: all) }
    if !missing.isEmpty { return Judgement(.deviationMissingEvidence, complaints, evidence: all) }
    let handovers = checks.count - 1
    let text =
      "Supervised by a physician of an accepted specialty, with a credential valid throughout"
      + (handovers > 0 ? ", handed over \(timesText(handovers))" : "")
    return checks.contains(where: \.isLate)
      ? Judgement(
        .metOnLateEvidence,
        "\(text); the assignment or the credential was recorded after the start.",
        evidence: all)
      : Judgement(.met, "\(text).", evidence: all)
  }
}
