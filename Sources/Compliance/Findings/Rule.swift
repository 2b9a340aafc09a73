/// One rule of the clinic: a small type in a file of its own under `Rules/`.
public protocol Rule: Sendable {
  static var id: RuleID { get }
  /// The clinic's sentence, short enough for a line of the report.
  static var title: String { get }
  /// The act that makes the rule due.
  static var dueAt: Act { get }
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
