internal import ClinicalRecord

/// S10: a 45-minute infusion for depression and mood, give or take the policy's tolerance, by
/// running time. One that was stopped early for a stated cause is noted, not a departure.
public struct S10MoodInfusionTime: Rule {
  public static let id = RuleID.S10
  public static func title(under policy: Policy) -> String {
    "\(policy.moodInfusionMinutes) minutes of infusion for depression and mood"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    if file.indication == .chronicPain {
      return Judgement(.notApplicable, "The visit treats chronic pain.")
    }
    guard let start = file.visit.start else { return file.withoutStart }
    guard let stop = file.visit.stop else { return file.withoutStop(start) }
    let running = file.runningTime(start, stop)
    let ideal = file.policy.moodInfusionMinutes
    let tolerance = file.policy.moodInfusionToleranceMinutes
    let isTooShort = running.longestMicroseconds < Int64(ideal - tolerance) * Interval.minute
    let isTooLong = running.shortestMicroseconds > Int64(ideal + tolerance) * Interval.minute
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      Judgement(
        verdict, text, measured: running.measured(of: "\(ideal) ± \(tolerance) min"),
        evidence: file.runningTimeEvidence(start, stop), departing: [stop.position])
    }
    if file.indication == .unspecified {
      return judge(.deviationMissingEvidence, "There is no evidence of what the visit treats.")
    }
    if isTooLong {
      return judge(.deviation, "The infusion ran \(running.text), longer than the policy's time.")
    }
    guard isTooShort else { return judge(.met, "The infusion ran \(running.text).") }
    if let cause = cause(stop.value.cause) {
      return judge(.noted, "The infusion was stopped early, after \(running.text), \(cause).")
    }
    return judge(.deviation, "The infusion ran \(running.text), shorter than the policy's time.")
  }

  /// Why it was stopped early; nil where no cause explains it.
  private func cause(_ cause: InfusionStopped.Cause) -> String? {
    switch cause {
    case .patientRequest: "at the patient's request"
    case .safety: "for safety"
    case .equipment: "because of the equipment"
    case .completed, .unspecified, .UNRECOGNIZED: nil
    }
  }
}
