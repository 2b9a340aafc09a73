/// The rule set: every rule, in the order of DOMAIN §1.
public enum RuleBook {
  /// Grows whenever a verdict could change for the same record and policy.
  public static let version: UInt32 = 1

  public static let rules: [any Rule] = [
    HistoryFormOnFile(), AcknowledgementOfOngoingCare(), MedicationListReview(), SolidFasting(),
    ClearLiquidFasting(), MonitoringBeforeStart(), VitalsThroughout(), MoodInfusionTime(),
    PainInfusionTime(), MonitoredRecovery(), StableAtRelease(), CareOfADriver(),
    QualifiedSupervision(), SignedConsent(), ConfirmedIdentity(),
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
  /// `isOwedAReason` before it records (DESIGN §8).
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
