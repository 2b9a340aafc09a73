internal import ClinicalRecord

/// S16: no operating a vehicle for at least 24 hours after the stop: the patient acknowledges the
/// instruction before the discharge. That the patient is reported to have driven before is noted.
public struct S16NoDriving: Rule {
  public static let id = RuleID.S16
  public static func title(under policy: Policy) -> String {
    "No driving for \(hoursText(policy.drivingHours)), acknowledged before the discharge"
  }

  /// What the acknowledgement of the schema names.
  private static let acknowledgedHours = 24

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    var judgement = instruction(in: file)
    guard let drive = earlyDrive(in: file) else { return judgement }
    judgement.evidence = Set(judgement.evidence + [drive.position]).sorted()
    judgement.statement += " \(drive.text)"
    // What the staff did or left out stays what it is.
    if !judgement.verdict.isDeviation { judgement.verdict = .noted }
    return judgement
  }

  /// The first drive that is reported of the time in which there was to be none.
  private func earlyDrive(in file: CaseFile) -> (position: UInt64, text: String)? {
    guard let stop = file.visit.stop?.reference else { return nil }
    let hours = file.policy.drivingHours
    let reports = file.chart[DrivingReported.self].filter { report in
      let drove = Interval(report.value.droveAt)
      return stop.interval.canPrecede(drove)
        && stop.interval.longest(to: drove) < Int64(hours) * Interval.hour
    }
    guard let report = reports.min(by: { $0.value.droveAt.unixUs < $1.value.droveAt.unixUs })
    else { return nil }
    let drove = ClinicalTime(report.value.droveAt)
    let after = elapsedText(stop.interval.counted(to: Interval(drove)))
    return (
      report.position,
      "The patient is reported to have driven at \(drove.dateText), \(after) after the stop, less "
        + "than \(hours) h."
    )
  }

  /// What was said to the patient.
  private func instruction(in file: CaseFile) -> Judgement {
    guard let start = file.visit.start else { return file.withoutStart }
    let hours = file.policy.drivingHours
    guard hours > 0 else {
      return Judgement(.notApplicable, "The policy asks for no time without driving.")
    }
    let instructions = file.visit[InstructionsAcknowledged.self]
    guard let discharge = file.visit.discharge?.reference else {
      if let leaving = file.otherLeaving { return leaving.noted }
      return file.withoutRelease(
        start,
        Judgement(
          .notYetDue, "The patient has not been discharged.",
          evidence: instructions.map(\.position)))
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
