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
    self.evidence = Array(Set(evidence)).sorted()
    self.departing = departing ?? evidence
  }
}
