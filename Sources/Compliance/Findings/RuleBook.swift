/// The rule set: every rule, in the order of the clinic's sentences.
public enum RuleBook {
  /// Grows whenever a verdict could change for the same record and policy.
  public static let version: UInt32 = 1

  public static let rules: [any Rule] = [
    S01HistoryForm(), S02Acknowledgement(), S03MedicationReview(), S05SolidFasting(),
    S06ClearLiquidFasting(), S07MonitoringBeforeStart(), S08VitalsThroughout(),
    S10MoodInfusionTime(),
    S11PainInfusionTime(), S13MonitoredRecovery(), S14StableAtRelease(), S15CareOfADriver(),
    S22QualifiedSupervision(), S26SignedConsent(), S27ConfirmedIdentity(),
  ]

  /// One finding a rule, in the order of the rules.
  public static func findings(for file: CaseFile) -> [Finding] {
    rules.map { $0.finding(in: file) }
  }

  /// The departures from policy that recording an event would make or has made: findings that
  /// are deviations in `after` and were not in `before`.
  ///
  /// Both are judged by the later clock, so that time that merely went by is no one's departure.
  /// Without `before`, every deviation counts. The program asks for the reason of those that
  /// `isOwedAReason` before it records.
  public static func departures(before: CaseFile?, after: CaseFile) -> [Finding] {
    var known: Set<RuleID> = []
    if var before {
      before.nowMicroseconds = after.nowMicroseconds
      known = Set(findings(for: before).filter(\.verdict.isDeviation).map(\.rule))
    }
    return findings(for: after).filter { $0.verdict.isDeviation && !known.contains($0.rule) }
  }

  /// The clinic's sentence behind a finding.
  public static func title(of id: RuleID) -> String {
    rules.lazy.map { type(of: $0) }.first { $0.id == id }?.title ?? id.rawValue
  }
}

/// The rules of the clinic that this rule set judges, by the number of the clinic's sentence.
public enum RuleID: String, CaseIterable, Hashable, Sendable {
  case S1, S2, S3, S5, S6, S7, S8, S10, S11, S13, S14, S15, S22, S26, S27
}

/// One rule of the clinic: a small type in a file of its own under `Rules/`.
public protocol Rule: Sendable {
  static var id: RuleID { get }
  /// The clinic's sentence, short enough for a line of the report.
  static var title: String { get }
  /// Judges occurred times; pure.
  func judgement(of file: CaseFile) -> Judgement
}

extension Rule {
  /// The judgement with the policy, the position and the explanations beside it.
  public func finding(in file: CaseFile) -> Finding {
    let judgement = judgement(of: file)
    return Finding(
      rule: Self.id, verdict: judgement.verdict, statement: judgement.statement,
      measured: judgement.measured, evidence: judgement.evidence,
      explanations: file.explanations(of: Self.id, for: judgement),
      policyName: file.policy.name, policyVersion: file.policy.version,
      computedAt: file.treeSize)
  }
}
