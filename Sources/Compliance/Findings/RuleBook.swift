internal import ClinicalRecord

/// The rule set: every rule, in the order of the clinic's sentences.
public enum RuleBook {
  /// Grows whenever a verdict could change for the same record and policy.
  public static let version: UInt32 = 6

  public static let rules: [any Rule] = [
    S01HistoryForm(), S02Acknowledgement(), S03MedicationReview(), S04ConsentToStop(),
    S05SolidFasting(), S06ClearLiquidFasting(), S07MonitoringBeforeStart(), S08VitalsThroughout(),
    S09Alertness(), S10MoodInfusionTime(), S11PainInfusionTime(), S12FirstVisitTime(),
    S13MonitoredRecovery(), S14StableAtRelease(), S15CareOfADriver(), S16NoDriving(),
    S17SideEffects(), S18AntiemeticForNausea(), S19CourseLength(), S20ScoredOutcome(),
    S21Maintenance(), S22QualifiedSupervision(), S23NoPrescription(), S24DosesWithinLimits(),
    S25EveryMilligram(), S26SignedConsent(), S27ConfirmedIdentity(), S28Candidacy(),
  ]

  /// The clinic's sentences that no rule judges, which every report names: with the rules, all of
  /// its numbers.
  public static let unjudged: [UnjudgedRule] = []

  /// One finding a rule, in the order of the rules.
  public static func findings(for file: CaseFile) -> [Finding] {
    rules.map { $0.finding(in: file) }
  }

  /// The same, and whether they stay what they are while nothing is recorded: time alone changes
  /// only what a rule looked at the clock for.
  public static func settlingFindings(
    for file: CaseFile
  ) -> (findings: [Finding], isSettled: Bool) {
    var file = file
    var later = file
    later.nowMicroseconds &+= farMicroseconds
    let watch = ClockWatch()
    file.clockWatch = watch
    var isSettled = true
    let findings = rules.map { rule in
      let looksBefore = watch.looks
      let finding = rule.finding(in: file)
      if isSettled, watch.looks > looksBefore { isSettled = rule.finding(in: later) == finding }
      return finding
    }
    return (findings, isSettled)
  }

  /// A hundred years: what is due by then at the latest is due.
  private static let farMicroseconds: Int64 = 100 * 366 * 86_400 * 1_000_000

  /// The rules' titles, with the numbers of a policy.
  public static func titles(under policy: Policy) -> [RuleID: String] {
    Dictionary(
      rules.map { (type(of: $0).id, type(of: $0).title(under: policy)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The departures from policy that recording an event would make or has made: findings that
  /// are deviations in `after` and were not in `before`.
  ///
  /// Both are judged by the later clock, so that time that merely went by is no one's departure;
  /// nor is it that of whoever records late that a visit is not ended yet. Without `before`, every
  /// deviation counts. The program asks for the reason of those that `isOwedAReason` before it
  /// records.
  public static func departures(before: CaseFile?, after: CaseFile) -> [Finding] {
    let then = before.map { before in
      var before = before
      before.nowMicroseconds = after.nowMicroseconds
      return before.whileOpen
    }
    let now = after.whileOpen
    // Most rules find nothing wrong. What was before is judged by the others alone.
    return rules.compactMap { rule in
      guard rule.mayDepart(in: now) else { return nil }
      let finding = rule.finding(in: now)
      guard finding.verdict.isDeviation else { return nil }
      if let then, rule.judgement(of: then).verdict.isDeviation { return nil }
      return finding
    }
  }
}

extension CaseFile {
  /// The same, judged no later than a visit lasts that nobody has ended yet.
  fileprivate var whileOpen: CaseFile {
    guard let arrival = visit.arrival, visit.isLeftOpen(at: nowMicroseconds) else { return self }
    var file = self
    file.nowMicroseconds = arrival.occurred.unixMicroseconds + Visit.longestMicroseconds
    return file
  }
}

/// A sentence of the clinic that the rule set does not judge.
public struct UnjudgedRule: Hashable, Sendable {
  /// "S4": the number of the clinic's sentence.
  public var id: String
  /// Short enough for a line of the report.
  public var title: String

  init(_ id: String, _ title: String) {
    self.id = id
    self.title = title
  }
}

/// The rules of the clinic that this rule set judges, by the number of the clinic's sentence.
public enum RuleID: String, CaseIterable, Hashable, Sendable {
  case S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12, S13, S14, S15, S16, S17, S18, S19, S20
  case S21, S22, S23, S24, S25, S26, S27, S28

  /// The number of the clinic's sentence.
  public var number: Int { Int(rawValue.dropFirst()) ?? 0 }
}

/// One rule of the clinic: a small type in a file of its own under `Rules/`.
public protocol Rule: Sendable {
  static var id: RuleID { get }
  /// The clinic's sentence with the policy's numbers, short enough for a line of the report.
  static func title(under policy: Policy) -> String
  /// Judges occurred times; pure.
  func judgement(of file: CaseFile) -> Judgement
  /// False only where the judgement is no deviation, for a rule that is asked more quickly than it
  /// judges: of thousands of vital signs it need not say all that they come to.
  func mayDepart(in file: CaseFile) -> Bool
}

extension Rule {
  public func mayDepart(in file: CaseFile) -> Bool { true }

  /// The judgement with the policy, the position and the explanations beside it.
  public func finding(in file: CaseFile) -> Finding {
    let judgement = judgement(of: file)
    return Finding(
      rule: Self.id, title: Self.title(under: file.policy), verdict: judgement.verdict,
      statement: judgement.statement,
      measured: judgement.measured, evidence: file.citing(judgement.evidence),
      explanations: file.explanations(of: Self.id, for: judgement),
      policyName: file.policy.name, policyVersion: file.policy.version,
      computedAt: file.treeSize)
  }
}
