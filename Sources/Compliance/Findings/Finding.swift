/// A rule's verdict about one visit: a value with its evidence, never a throw.
///
/// It holds no personal data: no names, no free text, only numbers, times and what is missing.
public struct Finding: Hashable, Sendable {
  public var rule: RuleID
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
    rule: RuleID, verdict: Verdict, statement: String, measured: String?, evidence: [UInt64],
    explanations: [UInt64], policyName: String, policyVersion: UInt32, computedAt: UInt64
  ) {
    self.rule = rule
    self.verdict = verdict
    self.statement = statement
    self.measured = measured
    self.evidence = evidence
    self.explanations = explanations
    self.policyName = policyName
    self.policyVersion = policyVersion
    self.computedAt = computedAt
  }

  /// A departure from policy that nobody has given a reason for (DESIGN §8).
  public var isOwedAReason: Bool { verdict.isDeviation && explanations.isEmpty }
}
