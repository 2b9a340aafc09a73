extension Chart {
  /// Takes a fact of the chart's stream, in ledger order. Nothing is judged here: what the ledger
  /// holds was said.
  public mutating func evolve(_ fact: Fact<ChartEvent.OneOf_Event>) {
    switch fact.value {
    case .intakeReceived(let event): intake = intake ?? fact.with(event)
    case .historyFormReceived(let event): historyForms.append(fact.with(event))
    case .acknowledgementOfOngoingCareReceived(let event):
      acknowledgements.append(fact.with(event))
    case .medicationListReviewed(let event): medicationReviews.append(fact.with(event))
    case .candidacyDetermined(let event): candidacies.append(fact.with(event))
    case .consentSigned(let event): consents.append(fact.with(event))
    case .consentWithdrawn(let event): consentWithdrawals.append(fact.with(event))
    case .infusionScheduled(let event): schedulings.append(fact.with(event))
    case .visitOpened(let event): visits.append(fact.with(event))
    case .deviationExplained(let event): explanations.append(fact.with(event))
    }
  }
}
