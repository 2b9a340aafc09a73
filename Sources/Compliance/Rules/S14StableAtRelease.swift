internal import ClinicalRecord

/// S14: the patient is released once determined to be stable: an assessment between half an hour
/// after the stop and the discharge says so, and no later one contradicts it. One that says that
/// stability was not assessed says neither.
public struct S14StableAtRelease: Rule {
  public static let id = RuleID.S14
  public static func title(under policy: Policy) -> String {
    "Assessed as stable before the release"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start else { return file.withoutStart }
    guard let discharge = file.visit.discharge?.reference else {
      if let leaving = file.otherLeaving { return leaving.noted }
      return file.withoutRelease(
        start,
        Judgement(
          .notYetDue, "The patient has not been discharged.",
          evidence: file.visit[DischargeAssessed.self].map(\.position)))
    }
    guard let stop = file.visit.stop?.reference else { return file.withoutStop(start) }
    return judgement(of: file, stop: stop, discharge: discharge)
  }

  private func judgement(of file: CaseFile, stop: EntryReference, discharge: EntryReference)
    -> Judgement
  {
    let minutes = file.policy.recoveryMinutes
    let assessments = file.visit[DischargeAssessed.self].inOrder()
    let assessed = assessments.filter { $0.value.stability != .notAssessed }
    let before = assessed.filter { $0.reference.interval.canPrecede(discharge.interval) }
    func judge(_ verdict: Verdict, _ text: String, _ assessment: EntryReference? = nil) -> Judgement
    {
      Judgement(
        verdict, text,
        measured: assessment.map {
          "\(elapsedText(stop.interval.counted(to: $0.interval))) after the stop"
        },
        evidence: assessments.map(\.position) + [stop.position, discharge.position],
        departing: assessments.map(\.position) + [discharge.position])
    }
    guard let last = before.last else {
      guard let after = assessed.first?.reference else {
        let said = assessments.isEmpty ? "" : "; what is on record says not assessed"
        return judge(
          .deviationMissingEvidence,
          "There is no evidence of an assessment before the discharge at "
            + "\(discharge.occurred.clockText)\(said).")
      }
      return judge(
        .deviation,
        "The first assessment, at \(after.occurred.clockText(beside: discharge.occurred)), came "
          + "after the discharge at \(discharge.occurred.clockText(beside: after.occurred)).", after
      )
    }
    let at = last.occurred.clockText(beside: discharge.occurred)
    guard last.value.stability == .yes else {
      return judge(
        .deviation, "The last assessment before the discharge, at \(at), says not stable.",
        last.reference)
    }
    guard stop.interval.longest(to: last.reference.interval) >= Int64(minutes) * Interval.minute
    else {
      return judge(
        .deviation,
        "Assessed as stable at \(at), before \(limitText(minutes: minutes)) had passed since the "
          + "stop.", last.reference)
    }
    let isLate = last.recordedMicroseconds > discharge.firstRecordedMicroseconds
    let text =
      "Assessed as stable at \(at), before the discharge at \(discharge.occurred.clockText)"
    return isLate
      ? judge(.metOnLateEvidence, "\(text), but recorded after it.", last.reference)
      : judge(.met, "\(text).", last.reference)
  }
}
