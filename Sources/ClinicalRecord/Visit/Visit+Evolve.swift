extension Visit {
  /// Takes a fact of the visit's stream, in ledger order. Nothing is judged here: what the ledger
  /// holds was said.
  public mutating func evolve(_ fact: Fact<VisitEvent.OneOf_Event>) {
    switch fact.value {
    case .arrived(let event): arrive(fact.with(event))
    case .identityConfirmed(let event): identityConfirmations.append(fact.with(event))
    case .weighed(let event): weights.append(fact.with(event))
    case .fastingChecked(let event): fastingChecks.append(fact.with(event))
    case .driverNamed(let event): driversNamed.append(fact.with(event))
    case .supervisorAssigned(let event): supervisors.append(fact.with(event))
    case .ivPlaced(let event): ivPlacements.append(fact.with(event))
    case .monitorApplied(let event): monitors.append(fact.with(event))
    case .infusionStarted(let event): start(fact.with(event))
    case .infusionPaused(let event): pause(fact.with(event))
    case .infusionResumed(let event): resume(fact.with(event))
    case .infusionStopped(let event): stop(fact.with(event))
    case .recoveryStarted(let event): recoveryStart = recoveryStart ?? fact.with(event)
    case .vitalsSampled(let event): vitals.append(fact.with(event))
    case .sideEffectNoted(let event): sideEffects.append(fact.with(event))
    case .sideEffectResolved(let event): sideEffectResolutions.append(fact.with(event))
    case .antiemeticGiven(let event): antiemeticsGiven.append(fact.with(event))
    case .antiemeticDeclined(let event): antiemeticsDeclined.append(fact.with(event))
    case .oxygenGiven(let event): oxygenGiven.append(fact.with(event))
    case .rescueDrugGiven(let event): rescueDrugsGiven.append(fact.with(event))
    case .adverseEventNoted(let event): adverseEvents.append(fact.with(event))
    case .emergencyCalled(let event): emergencyCalls.append(fact.with(event))
    case .transferred(let event): transfer(fact.with(event))
    case .dischargeAssessed(let event): dischargeAssessments.append(fact.with(event))
    case .instructionsAcknowledged(let event): instructions.append(fact.with(event))
    case .discharged(let event): discharge(fact.with(event))
    case .drugWasted(let event): drugsWasted.append(fact.with(event))
    case .deviationExplained(let event): explanations.append(fact.with(event))
    }
  }

  // The stage only ever moves on: what is recorded late finds its place by its time, not by moving
  // the visit back.

  private mutating func arrive(_ fact: Fact<Arrived>) {
    arrival = arrival ?? fact
    if stage == .notArrived { stage = .arrived }
  }

  private mutating func start(_ fact: Fact<InfusionStarted>) {
    start = start ?? fact
    if stage == .arrived { stage = .infusing }
  }

  private mutating func pause(_ fact: Fact<InfusionPaused>) {
    pauses.append(fact)
    if stage == .infusing { stage = .paused }
  }

  private mutating func resume(_ fact: Fact<InfusionResumed>) {
    resumptions.append(fact)
    if stage == .paused { stage = .infusing }
  }

  private mutating func stop(_ fact: Fact<InfusionStopped>) {
    stop = stop ?? fact
    if stage == .infusing || stage == .paused { stage = .recovering }
  }

  /// The first one ended the visit; it is never held up, so there may be more of them on the
  /// stream.
  private mutating func transfer(_ fact: Fact<Transferred>) {
    transfer = transfer ?? fact
    stage = .ended
  }

  private mutating func discharge(_ fact: Fact<Discharged>) {
    discharge = discharge ?? fact
    stage = .ended
  }
}
