internal import ClinicalRecord

/// S21: maintenance for depression follows the first 4 to 6 infusions, by need and by other
/// therapies: at least 4 are completed, and a plan from before it says how the patient has
/// responded and which other therapies were considered.
public struct S21Maintenance: Rule {
  public static let id = RuleID.S21
  public static func title(under policy: Policy) -> String {
    "Maintenance after \(policy.courseMinimumInfusions) infusions, by response and other therapies"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard file.indication == .depression else {
      return Judgement(.notApplicable, "The visit does not treat depression.")
    }
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    guard let course = file.depressionCourse, !course.infusions.contains(where: \.isOwn) else {
      return Judgement(.notApplicable, "The infusion is one of the course.")
    }
    let completed = file.infusions(for: .depression).prefix { !$0.isOwn }.filter(\.isCompleted)
    let least = file.policy.courseMinimumInfusions
    let plans = file.chart[MaintenancePlanned.self].inOrder().filter {
      $0.value.indication == .depression
    }
    let evidence = completed.map(\.position) + [start.position]
    func judge(_ verdict: Verdict, _ text: String, _ plan: UInt64? = nil) -> Judgement {
      Judgement(
        verdict, text, measured: "\(completed.count) of \(least) completed infusions",
        evidence: evidence + [plan].compactMap(\.self), departing: [start.position])
    }
    guard completed.count >= least else {
      return judge(
        .deviation,
        "It is maintenance after \(infusionsText(completed.count)) that were completed, fewer than "
          + "\(least).")
    }
    let before = plans.filter { $0.reference.interval.canPrecede(start.interval) }
    if let plan = before.last, let gap = plan.value.gap {
      return judge(
        .deviationMissingEvidence,
        "The plan of \(plan.occurred.dateText) does not say \(gap).", plan.position)
    }
    var judgement = Precondition(
      subject: "The maintenance", verb: "was planned", act: start, actName: "this infusion"
    ).judgement(
      PriorEvidence(of: (before.isEmpty ? plans : before).map(\.reference), before: start))
    judgement.measured = judge(.met, "").measured
    judgement.evidence = Set(judgement.evidence + evidence).sorted()
    judgement.departing = [start.position]
    return judgement
  }
}

extension MaintenancePlanned {
  /// What it leaves out; nil for nothing.
  fileprivate var gap: String? {
    let isAnswered = response != .notAssessed && response != .unspecified
    switch (isAnswered, !otherTherapies.isEmpty) {
    case (true, true): return nil
    case (false, true): return "how the patient has responded"
    case (true, false): return "which other therapies were considered"
    case (false, false):
      return "how the patient has responded, nor which other therapies were considered"
    }
  }
}
