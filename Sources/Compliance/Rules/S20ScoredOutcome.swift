internal import ClinicalRecord

/// S20: patients know within one or two infusions whether it helps: a score from before the first
/// infusion, and one since, both on record before the third.
///
/// A score is the pain's where pain is treated, and PHQ-9 or GAD-7 for everything else.
public struct S20ScoredOutcome: Rule {
  public static let id = RuleID.S20
  public static func title(under policy: Policy) -> String {
    "Scored before the first infusion, and again within \(policy.scoredWithinInfusions)"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    let infusions = file.infusions(for: file.indication)
    let due = file.policy.scoredWithinInfusions
    guard let index = infusions.firstIndex(where: \.isOwn), let first = infusions.first,
      index == due
    else {
      return Judgement(
        .notApplicable, "It is due before infusion \(due + 1); this is another one.")
    }
    let scores = file.chart[OutcomeScored.self].filter {
      $0.value.scale.isOutcome(of: file.indication)
    }.map(\.reference)
    let (before, since) = (
      scores.filter { $0.interval.canPrecede(first.interval) },
      scores.filter { !$0.interval.canPrecede(first.interval) }
    )
    let evidence = [first.position, start.position]
    guard let baseline = before.sorted(by: { $0.isBefore($1) }).last else {
      return Judgement(
        .deviationMissingEvidence,
        "There is no evidence of a score before the first infusion at "
          + "\(first.occurred.dateText), so that nobody can tell what has changed.",
        evidence: evidence + since.map(\.position), departing: [start.position])
    }
    var judgement = Precondition(
      subject: "A score since the first infusion", verb: "was taken", act: start,
      actName: "infusion \(due + 1)"
    ).judgement(PriorEvidence(of: since, before: start))
    judgement.statement =
      "The first score was taken at \(baseline.occurred.dateText). " + judgement.statement
    judgement.evidence = Set(judgement.evidence + evidence + [baseline.position]).sorted()
    judgement.departing = [start.position]
    if judgement.verdict == .met, baseline.recordedMicroseconds > start.firstRecordedMicroseconds {
      judgement.verdict = .metOnLateEvidence
      judgement.statement += " The first score was recorded after the start."
    }
    return judgement
  }
}

extension OutcomeScored.Scale {
  /// Whether it tells how far a treatment helps.
  func isOutcome(of indication: Indication) -> Bool {
    switch self {
    case .pain: indication == .chronicPain
    case .phq9, .gad7: indication != .chronicPain
    case .cSsrs, .unspecified, .UNRECOGNIZED: false
    }
  }
}
