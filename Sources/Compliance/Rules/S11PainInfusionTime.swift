internal import ClinicalRecord

/// S11: up to 4 hours of infusion for chronic pain, by running time.
public struct S11PainInfusionTime: Rule {
  public static let id = RuleID.S11
  public static func title(under policy: Policy) -> String {
    "At most \(durationText(minutes: policy.painInfusionMaximumMinutes)) of infusion for chronic "
      + "pain"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard file.indication == .chronicPain || file.indication == .unspecified else {
      return Judgement(.notApplicable, "The visit does not treat chronic pain.")
    }
    guard let start = file.visit.start else { return file.withoutStart }
    guard let stop = file.visit.stop else { return file.withoutStop(start) }
    let running = file.runningTime(start, stop)
    let limit = file.policy.painInfusionMaximumMinutes
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      Judgement(
        verdict, text, measured: running.measured(of: "at most \(limitText(minutes: limit))"),
        evidence: file.runningTimeEvidence(start, stop), departing: [stop.position])
    }
    if file.indication == .unspecified {
      return judge(.deviationMissingEvidence, "There is no evidence of what the visit treats.")
    }
    guard running.shortestMicroseconds <= Int64(limit) * Interval.minute else {
      return judge(.deviation, "The infusion ran \(running.text), longer than the policy allows.")
    }
    return judge(.met, "The infusion ran \(running.text).")
  }
}
