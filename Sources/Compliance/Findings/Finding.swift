/// A rule's verdict about one visit: a value with its evidence, never a throw.
///
/// It holds no personal data: no names, no free text, only numbers, times and what is missing.
public struct Finding: Hashable, Sendable {
  public var rule: RuleID
  /// The clinic's sentence with the numbers of the policy that it was judged by.
  public var title: String
  public var verdict: Verdict
  /// One or two sentences that say why.
  public var statement: String
  /// What was measured against what the policy asks: "4 h 00 min of 6 h".
  public var measured: String?
  /// Positions of the entries that the verdict rests on, ascending.
  public var evidence: [UInt64]
  /// Positions of the `deviation explained` entries that speak about it, ascending.
  public var explanations: [UInt64]
  public var policyName: String
  public var policyVersion: UInt32
  /// The size of the ledger's tree that the finding was computed from.
  public var computedAt: UInt64

  public init(
    rule: RuleID, title: String, verdict: Verdict, statement: String, measured: String?,
    evidence: [UInt64], explanations: [UInt64], policyName: String, policyVersion: UInt32,
    computedAt: UInt64
  ) {
    self.rule = rule
    self.title = title
    self.verdict = verdict
    self.statement = statement
    self.measured = measured
    self.evidence = evidence
    self.explanations = explanations
    self.policyName = policyName
    self.policyVersion = policyVersion
    self.computedAt = computedAt
  }

  /// A departure from policy that nobody has given a reason for.
  public var isOwedAReason: Bool { verdict.isDeviation && explanations.isEmpty }
}

/// What a rule says about one visit. The raw value is the wording of every report.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
  case met
  /// True by occurred times, but recorded after the act that it should have preceded.
  case metOnLateEvidence = "met on late evidence"
  /// Something on record contradicts the rule.
  case deviation = "deviation (contrary evidence)"
  /// It was due and nothing on record shows it; that is never written as "not done".
  case deviationMissingEvidence = "deviation (missing evidence)"
  /// About the patient's course, not a departure of the staff.
  case noted
  case notYetDue = "not yet due"
  case notApplicable = "not applicable"

  /// Whether this is a departure from policy, for which a reason is asked.
  public var isDeviation: Bool {
    switch self {
    case .deviation, .deviationMissingEvidence: true
    case .met, .metOnLateEvidence, .noted, .notYetDue, .notApplicable: false
    }
  }
}

/// What a rule concludes, before the policy, the position and the explanations are put beside it.
public struct Judgement: Hashable, Sendable {
  public var verdict: Verdict
  public var statement: String
  public var measured: String?
  /// Positions of the entries that the verdict rests on.
  public var evidence: [UInt64]
  /// The entries that depart from the rule: an explanation that names no rule speaks for this
  /// finding only if it is about one of these. Without it, all of the evidence.
  public var departing: [UInt64]

  /// Evidence in any order and with doubles; without `departing`, all of it departs.
  public init(
    _ verdict: Verdict, _ statement: String, measured: String? = nil, evidence: [UInt64] = [],
    departing: [UInt64]? = nil
  ) {
    self.verdict = verdict
    self.statement = statement
    self.measured = measured
    // Sorted first: evidence comes in ascending pieces, and there is a monitor's hour of it.
    self.evidence = evidence.sorted().reduce(into: []) { kept, position in
      if kept.last != position { kept.append(position) }
    }
    self.departing = departing ?? evidence
  }
}
