extension ChartEvent.OneOf_Event {
  /// Every kind of the chart stream.
  static let kinds: [EventKind] = [
    IntakeReceived.kind,
    HistoryFormReceived.kind,
    AcknowledgementOfOngoingCareReceived.kind,
    MedicationListReviewed.kind,
    CandidacyDetermined.kind,
    ConsentSigned.kind,
    ConsentWithdrawn.kind,
    InfusionScheduled.kind,
    VisitOpened.kind,
    DeviationExplained.chartKind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .intakeReceived: IntakeReceived.kind
    case .historyFormReceived: HistoryFormReceived.kind
    case .acknowledgementOfOngoingCareReceived: AcknowledgementOfOngoingCareReceived.kind
    case .medicationListReviewed: MedicationListReviewed.kind
    case .candidacyDetermined: CandidacyDetermined.kind
    case .consentSigned: ConsentSigned.kind
    case .consentWithdrawn: ConsentWithdrawn.kind
    case .infusionScheduled: InfusionScheduled.kind
    case .visitOpened: VisitOpened.kind
    case .deviationExplained: DeviationExplained.chartKind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .intakeReceived(let event): event
    case .historyFormReceived(let event): event
    case .acknowledgementOfOngoingCareReceived(let event): event
    case .medicationListReviewed(let event): event
    case .candidacyDetermined(let event): event
    case .consentSigned(let event): event
    case .consentWithdrawn(let event): event
    case .infusionScheduled(let event): event
    case .visitOpened(let event): event
    case .deviationExplained(let event): event
    }
  }
}
