extension PolicyHistory {
  /// Takes a fact of the policy stream, in ledger order. Nothing is judged here: what the ledger
  /// holds was said.
  public mutating func evolve(_ fact: Fact<PolicyEvent.OneOf_Event>) {
    switch fact.value {
    case .policyAdopted(let event): adoptions.append(fact.with(event))
    }
  }
}
