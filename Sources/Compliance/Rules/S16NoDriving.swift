internal import ClinicalRecord

/// S16: no operating a vehicle for at least 24 hours after the stop: the patient acknowledges the
/// instruction before the discharge.
public struct S16NoDriving: Rule {
  public static let id = RuleID.S16
  public static func title(under policy: Policy) -> String {
    "No driving for \(hoursText(policy.drivingHours)), acknowledged before the discharge"
  }

  /// What the acknowledgement of the schema names.
  private static let acknowledgedHours = 24

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard file.visit.start != nil else { return file.withoutStart }
    let hours = file.policy.drivingHours
    guard hours > 0 else {
      return Judgement(.notApplicable, "The policy asks for no time without driving.")
    }
    let instructions = file.visit[InstructionsAcknowledged.self]
    guard let discharge = file.visit.discharge?.reference else {
      if let transfer = file.visit.transfer { return .transferred(transfer.reference) }
      return Judgement(
        .notYetDue, "The patient has not been discharged.", evidence: instructions.map(\.position))
    }
    let named = instructions.filter { $0.value.drivingRule == .yes }
    let evidence = instructions.map(\.position) + [discharge.position]
    if named.isEmpty, instructions.contains(where: { $0.value.drivingRule == .no }) {
      return Judgement(
        .deviation,
        "The patient did not acknowledge the instruction not to drive for \(hours) h.",
        evidence: evidence)
    }
    if hours > Self.acknowledgedHours, !named.isEmpty {
      return Judgement(
        .deviationMissingEvidence,
        "There is no evidence of an instruction not to drive for \(hours) h; what was acknowledged "
          + "says \(Self.acknowledgedHours) h.",
        evidence: evidence)
    }
    if named.isEmpty, !instructions.isEmpty {
      return Judgement(
        .deviationMissingEvidence,
        "Instructions were acknowledged; there is no evidence that no driving for \(hours) h was "
          + "among them.",
        evidence: evidence)
    }
    return Precondition(
      subject: "The instruction not to drive for \(hours) h", verb: "was acknowledged",
      act: discharge, actName: "the discharge"
    ).judgement(PriorEvidence(of: named.map(\.reference), before: discharge))
  }
}
