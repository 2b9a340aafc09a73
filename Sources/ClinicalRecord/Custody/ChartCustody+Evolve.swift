extension ChartCustody {
  /// Takes a fact of the chart's custody stream, in ledger order. Nothing is judged here: what the
  /// ledger holds was said.
  public mutating func evolve(_ fact: Fact<OperationsEvent.OneOf_Event>) {
    switch fact.value {
    case .legalHoldPlaced:
      if case .kept = state { state = .held(since: fact.position) }
    case .legalHoldReleased:
      if case .held = state { state = .kept }
    case .chartErasureIntended:
      if closedAt == nil { state = .erasureIntended(position: fact.position) }
    case .chartErasureCompleted:
      state = .erased(position: closedAt ?? fact.position)
    case .signInRefused, .actRefused, .backupTaken, .ledgerRestored, .ledgerVerified: break
    }
  }
}
