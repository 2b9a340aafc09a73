extension VisitEvent.OneOf_Event {
  /// Every kind of the visit stream.
  static let kinds: [EventKind] = [
    Arrived.kind,
    IdentityConfirmed.kind,
    Weighed.kind,
    FastingChecked.kind,
    DriverNamed.kind,
    SupervisorAssigned.kind,
    IVPlaced.kind,
    MonitorApplied.kind,
    InfusionStarted.kind,
    InfusionPaused.kind,
    InfusionResumed.kind,
    InfusionStopped.kind,
    RecoveryStarted.kind,
    VitalsSampled.kind,
    SideEffectNoted.kind,
    SideEffectResolved.kind,
    AntiemeticGiven.kind,
    AntiemeticDeclined.kind,
    OxygenGiven.kind,
    RescueDrugGiven.kind,
    AdverseEventNoted.kind,
    EmergencyCalled.kind,
    Transferred.kind,
    DischargeAssessed.kind,
    InstructionsAcknowledged.kind,
    Discharged.kind,
    DrugWasted.kind,
    DeviationExplained.kind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .arrived: Arrived.kind
    case .identityConfirmed: IdentityConfirmed.kind
    case .weighed: Weighed.kind
    case .fastingChecked: FastingChecked.kind
    case .driverNamed: DriverNamed.kind
    case .supervisorAssigned: SupervisorAssigned.kind
    case .ivPlaced: IVPlaced.kind
    case .monitorApplied: MonitorApplied.kind
    case .infusionStarted: InfusionStarted.kind
    case .infusionPaused: InfusionPaused.kind
    case .infusionResumed: InfusionResumed.kind
    case .infusionStopped: InfusionStopped.kind
    case .recoveryStarted: RecoveryStarted.kind
    case .vitalsSampled: VitalsSampled.kind
    case .sideEffectNoted: SideEffectNoted.kind
    case .sideEffectResolved: SideEffectResolved.kind
    case .antiemeticGiven: AntiemeticGiven.kind
    case .antiemeticDeclined: AntiemeticDeclined.kind
    case .oxygenGiven: OxygenGiven.kind
    case .rescueDrugGiven: RescueDrugGiven.kind
    case .adverseEventNoted: AdverseEventNoted.kind
    case .emergencyCalled: EmergencyCalled.kind
    case .transferred: Transferred.kind
    case .dischargeAssessed: DischargeAssessed.kind
    case .instructionsAcknowledged: InstructionsAcknowledged.kind
    case .discharged: Discharged.kind
    case .drugWasted: DrugWasted.kind
    case .deviationExplained: DeviationExplained.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .arrived(let event): event
    case .identityConfirmed(let event): event
    case .weighed(let event): event
    case .fastingChecked(let event): event
    case .driverNamed(let event): event
    case .supervisorAssigned(let event): event
    case .ivPlaced(let event): event
    case .monitorApplied(let event): event
    case .infusionStarted(let event): event
    case .infusionPaused(let event): event
    case .infusionResumed(let event): event
    case .infusionStopped(let event): event
    case .recoveryStarted(let event): event
    case .vitalsSampled(let event): event
    case .sideEffectNoted(let event): event
    case .sideEffectResolved(let event): event
    case .antiemeticGiven(let event): event
    case .antiemeticDeclined(let event): event
    case .oxygenGiven(let event): event
    case .rescueDrugGiven(let event): event
    case .adverseEventNoted(let event): event
    case .emergencyCalled(let event): event
    case .transferred(let event): event
    case .dischargeAssessed(let event): event
    case .instructionsAcknowledged(let event): event
    case .discharged(let event): event
    case .drugWasted(let event): event
    case .deviationExplained(let event): event
    }
  }
}
