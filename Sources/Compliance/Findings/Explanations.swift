internal import ClinicalRecord

extension CaseFile {
  /// Positions of the explanations that speak about a judgement of a rule.
  ///
  /// One that names the rule may be about any entry of the evidence. One that names no rule
  /// speaks for what its entry departs from, and for nothing else that happens to rest on it:
  /// a reason given at the start must not excuse a gap that came later.
  /// A place in an append has become a position by now: whoever folds entries knows where it began.
  func explanations(of rule: RuleID, for judgement: Judgement) -> [UInt64] {
    guard judgement.verdict.isDeviation || judgement.verdict == .noted else { return [] }
    let spoken = (chart.explanations + visit.explanations).filter { explanation in
      guard case .aboutPosition(let position)? = explanation.value.about else { return false }
      if explanation.value.rules.isEmpty { return judgement.departing.contains(position) }
      return explanation.value.rules.contains(rule.rawValue)
        && (judgement.evidence.contains(position) || judgement.departing.contains(position))
    }
    return Set(spoken.map(\.position)).sorted()
  }
}
