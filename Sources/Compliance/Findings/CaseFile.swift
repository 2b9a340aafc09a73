public import ClinicalRecord

/// Everything that the rules may look at for one visit, as it stood at one position of the ledger.
///
/// For a chart that has no visit yet, pass `Visit()` and visit number 0: S1 and S2 are then judged
/// by the first scheduling.
public struct CaseFile: Sendable {
  public var chart: Chart
  public var visit: Visit
  /// From 1; 0 where the chart has no visit yet.
  public var visitNumber: UInt32
  /// The first start of an infusion in the chart's *earlier* visits.
  public var firstInfusionStart: ClinicalTime?
  public var staff: Staff
  public var policy: Policy
  /// The clock to judge what is still going on by, microseconds since 1970-01-01T00:00:00Z.
  public var nowMicroseconds: Int64
  /// The size of the ledger's tree that these states were folded from.
  public var treeSize: UInt64

  public init(
    chart: Chart, visit: Visit, visitNumber: UInt32, firstInfusionStart: ClinicalTime?,
    staff: Staff, policy: Policy, nowMicroseconds: Int64, treeSize: UInt64
  ) {
    self.chart = chart
    self.visit = visit
    self.visitNumber = visitNumber
    self.firstInfusionStart = firstInfusionStart
    self.staff = staff
    self.policy = policy
    self.nowMicroseconds = nowMicroseconds
    self.treeSize = treeSize
  }
}

extension CaseFile {
  /// Positions of the explanations that speak about a judgement of a rule.
  ///
  /// One that names the rule may be about any entry of the evidence. One that names no rule
  /// speaks for what its entry departs from, and for nothing else that happens to rest on it:
  /// a reason given at the start must not excuse a gap that came later.
  /// A place in an append has become a position by now: whoever folds entries knows where it began.
  func explanations(of rule: RuleID, for judgement: Judgement) -> [UInt64] {
    guard judgement.verdict.isDeviation || judgement.verdict == .noted else { return [] }
    let spoken = (chart[DeviationExplained.self] + visit[DeviationExplained.self]).filter {
      explanation in
      guard case .aboutPosition(let position)? = explanation.value.about else { return false }
      if explanation.value.rules.isEmpty { return judgement.departing.contains(position) }
      return explanation.value.rules.contains(rule.rawValue)
        && (judgement.evidence.contains(position) || judgement.departing.contains(position))
    }
    return Set(spoken.map(\.position)).sorted()
  }
}
