// Written by Tools/generate from Schemas/candor/v1; not to be edited.

internal import SwiftProtobuf

extension EventKind {
  /// SHA-256 of the schemas that this file was made of, in the order of their names.
  public static let schemasDigest =
    "cbb7d2dae56def15aef7e6185408f82c982a0996eddf771f7cc4351880ca6fdc"
}

extension Set<Role> {
  static let anyone: Set<Role> = [.administrator, .physician, .prescriber, .nurse, .medicalAssistant, .frontDesk, .pharmacist, .complianceOfficer, .auditor, .device, .program]
  /// What is never held up. The program says nothing about a patient.
  static let anyoneButAuditor: Set<Role> = [.administrator, .physician, .prescriber, .nurse, .medicalAssistant, .frontDesk, .pharmacist, .complianceOfficer, .device]
  /// Those who order care and answer for it.
  static let prescribers: Set<Role> = [.physician, .prescriber]
  /// Those who give drugs and look after the patient.
  static let nursing: Set<Role> = [.physician, .prescriber, .nurse]
  /// Those who measure and prepare as well.
  static let bedside: Set<Role> = [.physician, .prescriber, .nurse, .medicalAssistant]
  /// Those who receive patients and papers as well.
  static let reception: Set<Role> = [.physician, .prescriber, .nurse, .medicalAssistant, .frontDesk]
  /// Those who review a patient's drugs.
  static let drugReviewers: Set<Role> = [.physician, .prescriber, .nurse, .pharmacist]
  /// Those who record anything of their own that may need its reason, and who follows it up; they
  /// read the roster.
  static let explainers: Set<Role> = [.physician, .prescriber, .nurse, .medicalAssistant, .frontDesk, .pharmacist, .complianceOfficer]
  /// A device measures and says nothing else.
  static let measurers: Set<Role> = [.physician, .prescriber, .nurse, .medicalAssistant, .device]
  static let administrators: Set<Role> = [.administrator]
  static let program: Set<Role> = [.program]
  static let compliance: Set<Role> = [.complianceOfficer]
  /// Those who answer for the record being kept.
  static let keepers: Set<Role> = [.administrator, .physician, .complianceOfficer]
  /// Those who hold it against itself as well.
  static let verifiers: Set<Role> = [.administrator, .physician, .complianceOfficer, .auditor]
  /// Those who look into what somebody else did.
  static let reviewers: Set<Role> = [.physician, .complianceOfficer]
  /// Those who open charts.
  static let chartReaders: Set<Role> = [.physician, .prescriber, .nurse, .medicalAssistant, .pharmacist, .complianceOfficer]
  /// Those who hold the charts' keys.
  static let keyHolders: Set<Role> = [.administrator, .physician, .prescriber, .nurse, .medicalAssistant, .frontDesk, .pharmacist, .complianceOfficer]
  /// The program finishes what one of them began.
  static let keyHoldersAndProgram: Set<Role> = [.administrator, .physician, .prescriber, .nurse, .medicalAssistant, .frontDesk, .pharmacist, .complianceOfficer, .program]
}

extension ChartEvent.OneOf_Event {
  /// Every kind of the chart stream, by number.
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
    IdentityCorrected.kind,
    ChartMerged.kind,
    ChartUnmerged.kind,
    InquiryReceived.kind,
    ReferralReceived.kind,
    AllergyNoted.kind,
    OtherTherapyNoted.kind,
    MedicationStopped.kind,
    ScreeningDone.kind,
    PregnancyTested.kind,
    BaselineECGRecorded.kind,
    InfusionRescheduled.kind,
    InfusionCancelled.kind,
    NoShowRecorded.kind,
    CoursePlanned.kind,
    CourseCompleted.kind,
    CourseDiscontinued.kind,
    DosePlanned.kind,
    OutcomeScored.kind,
    RiskEscalated.kind,
    RiskAnswered.kind,
    DrivingReported.kind,
    FollowUpMade.kind,
    MaintenancePlanned.kind,
    PrescriptionIssued.kind,
    AmendmentRequested.kind,
    AmendmentAnswered.kind,
    PrescriptionMonitoringQueried.kind,
    AssentAsked.kind,
    HandedOver.kind,
    DocumentAttached.kind,
    DeviationExplained.chartKind,
    ChartAmended.kind,
    EnteredInError.chartKind,
    CoSigned.chartKind,
    Reinstated.chartKind,
    TranscribedFromPaper.chartKind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .intakeReceived: IntakeReceived.kind
    case .inquiryReceived: InquiryReceived.kind
    case .referralReceived: ReferralReceived.kind
    case .historyFormReceived: HistoryFormReceived.kind
    case .acknowledgementOfOngoingCareReceived: AcknowledgementOfOngoingCareReceived.kind
    case .allergyNoted: AllergyNoted.kind
    case .otherTherapyNoted: OtherTherapyNoted.kind
    case .medicationListReviewed: MedicationListReviewed.kind
    case .medicationStopped: MedicationStopped.kind
    case .screeningDone: ScreeningDone.kind
    case .pregnancyTested: PregnancyTested.kind
    case .baselineEcgRecorded: BaselineECGRecorded.kind
    case .prescriptionMonitoringQueried: PrescriptionMonitoringQueried.kind
    case .candidacyDetermined: CandidacyDetermined.kind
    case .consentSigned: ConsentSigned.kind
    case .assentAsked: AssentAsked.kind
    case .consentWithdrawn: ConsentWithdrawn.kind
    case .coursePlanned: CoursePlanned.kind
    case .dosePlanned: DosePlanned.kind
    case .infusionScheduled: InfusionScheduled.kind
    case .infusionRescheduled: InfusionRescheduled.kind
    case .infusionCancelled: InfusionCancelled.kind
    case .noShowRecorded: NoShowRecorded.kind
    case .outcomeScored: OutcomeScored.kind
    case .riskEscalated: RiskEscalated.kind
    case .riskAnswered: RiskAnswered.kind
    case .drivingReported: DrivingReported.kind
    case .followUpMade: FollowUpMade.kind
    case .prescriptionIssued: PrescriptionIssued.kind
    case .courseCompleted: CourseCompleted.kind
    case .courseDiscontinued: CourseDiscontinued.kind
    case .maintenancePlanned: MaintenancePlanned.kind
    case .handedOver: HandedOver.kind
    case .documentAttached: DocumentAttached.kind
    case .amendmentRequested: AmendmentRequested.kind
    case .amendmentAnswered: AmendmentAnswered.kind
    case .visitOpened: VisitOpened.kind
    case .identityCorrected: IdentityCorrected.kind
    case .chartMerged: ChartMerged.kind
    case .chartUnmerged: ChartUnmerged.kind
    case .deviationExplained: DeviationExplained.chartKind
    case .amended: ChartAmended.kind
    case .enteredInError: EnteredInError.chartKind
    case .coSigned: CoSigned.chartKind
    case .reinstated: Reinstated.chartKind
    case .transcribedFromPaper: TranscribedFromPaper.chartKind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .intakeReceived(let event): event
    case .inquiryReceived(let event): event
    case .referralReceived(let event): event
    case .historyFormReceived(let event): event
    case .acknowledgementOfOngoingCareReceived(let event): event
    case .allergyNoted(let event): event
    case .otherTherapyNoted(let event): event
    case .medicationListReviewed(let event): event
    case .medicationStopped(let event): event
    case .screeningDone(let event): event
    case .pregnancyTested(let event): event
    case .baselineEcgRecorded(let event): event
    case .prescriptionMonitoringQueried(let event): event
    case .candidacyDetermined(let event): event
    case .consentSigned(let event): event
    case .assentAsked(let event): event
    case .consentWithdrawn(let event): event
    case .coursePlanned(let event): event
    case .dosePlanned(let event): event
    case .infusionScheduled(let event): event
    case .infusionRescheduled(let event): event
    case .infusionCancelled(let event): event
    case .noShowRecorded(let event): event
    case .outcomeScored(let event): event
    case .riskEscalated(let event): event
    case .riskAnswered(let event): event
    case .drivingReported(let event): event
    case .followUpMade(let event): event
    case .prescriptionIssued(let event): event
    case .courseCompleted(let event): event
    case .courseDiscontinued(let event): event
    case .maintenancePlanned(let event): event
    case .handedOver(let event): event
    case .documentAttached(let event): event
    case .amendmentRequested(let event): event
    case .amendmentAnswered(let event): event
    case .visitOpened(let event): event
    case .identityCorrected(let event): event
    case .chartMerged(let event): event
    case .chartUnmerged(let event): event
    case .deviationExplained(let event): event
    case .amended(let event): event
    case .enteredInError(let event): event
    case .coSigned(let event): event
    case .reinstated(let event): event
    case .transcribedFromPaper(let event): event
    }
  }

  /// Takes a fact into a log, by what it states.
  static func append(_ fact: Fact<Self>, to log: inout FactLog) {
    switch fact.value {
    case .intakeReceived(let event): log.append(fact.with(event))
    case .inquiryReceived(let event): log.append(fact.with(event))
    case .referralReceived(let event): log.append(fact.with(event))
    case .historyFormReceived(let event): log.append(fact.with(event))
    case .acknowledgementOfOngoingCareReceived(let event): log.append(fact.with(event))
    case .allergyNoted(let event): log.append(fact.with(event))
    case .otherTherapyNoted(let event): log.append(fact.with(event))
    case .medicationListReviewed(let event): log.append(fact.with(event))
    case .medicationStopped(let event): log.append(fact.with(event))
    case .screeningDone(let event): log.append(fact.with(event))
    case .pregnancyTested(let event): log.append(fact.with(event))
    case .baselineEcgRecorded(let event): log.append(fact.with(event))
    case .prescriptionMonitoringQueried(let event): log.append(fact.with(event))
    case .candidacyDetermined(let event): log.append(fact.with(event))
    case .consentSigned(let event): log.append(fact.with(event))
    case .assentAsked(let event): log.append(fact.with(event))
    case .consentWithdrawn(let event): log.append(fact.with(event))
    case .coursePlanned(let event): log.append(fact.with(event))
    case .dosePlanned(let event): log.append(fact.with(event))
    case .infusionScheduled(let event): log.append(fact.with(event))
    case .infusionRescheduled(let event): log.append(fact.with(event))
    case .infusionCancelled(let event): log.append(fact.with(event))
    case .noShowRecorded(let event): log.append(fact.with(event))
    case .outcomeScored(let event): log.append(fact.with(event))
    case .riskEscalated(let event): log.append(fact.with(event))
    case .riskAnswered(let event): log.append(fact.with(event))
    case .drivingReported(let event): log.append(fact.with(event))
    case .followUpMade(let event): log.append(fact.with(event))
    case .prescriptionIssued(let event): log.append(fact.with(event))
    case .courseCompleted(let event): log.append(fact.with(event))
    case .courseDiscontinued(let event): log.append(fact.with(event))
    case .maintenancePlanned(let event): log.append(fact.with(event))
    case .handedOver(let event): log.append(fact.with(event))
    case .documentAttached(let event): log.append(fact.with(event))
    case .amendmentRequested(let event): log.append(fact.with(event))
    case .amendmentAnswered(let event): log.append(fact.with(event))
    case .visitOpened(let event): log.append(fact.with(event))
    case .identityCorrected(let event): log.append(fact.with(event))
    case .chartMerged(let event): log.append(fact.with(event))
    case .chartUnmerged(let event): log.append(fact.with(event))
    case .deviationExplained(let event): log.append(fact.with(event))
    case .amended(let event): log.append(fact.with(event))
    case .enteredInError(let event): log.append(fact.with(event))
    case .coSigned(let event): log.append(fact.with(event))
    case .reinstated(let event): log.append(fact.with(event))
    case .transcribedFromPaper(let event): log.append(fact.with(event))
    }
  }
}

extension VisitEvent.OneOf_Event {
  /// Every kind of the visit stream, by number.
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
    AntiemeticNotIndicated.kind,
    EmergencyEquipmentChecked.kind,
    TimeOutHeld.kind,
    BolusGiven.kind,
    InfusionRateChanged.kind,
    SiteChecked.kind,
    AlarmAcknowledged.kind,
    DissociationScored.kind,
    AdverseEventFollowedUp.kind,
    IVRemoved.kind,
    LeftAgainstAdvice.kind,
    VisitSignedOff.kind,
    DrugDrawn.kind,
    DrugReturned.kind,
    DrugMissing.kind,
    DeviationExplained.kind,
    VisitAmended.kind,
    EnteredInError.kind,
    CoSigned.kind,
    Reinstated.kind,
    TranscribedFromPaper.kind,
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
    case .emergencyEquipmentChecked: EmergencyEquipmentChecked.kind
    case .ivPlaced: IVPlaced.kind
    case .monitorApplied: MonitorApplied.kind
    case .timeOutHeld: TimeOutHeld.kind
    case .drugDrawn: DrugDrawn.kind
    case .infusionStarted: InfusionStarted.kind
    case .vitalsSampled: VitalsSampled.kind
    case .bolusGiven: BolusGiven.kind
    case .infusionRateChanged: InfusionRateChanged.kind
    case .siteChecked: SiteChecked.kind
    case .alarmAcknowledged: AlarmAcknowledged.kind
    case .dissociationScored: DissociationScored.kind
    case .infusionPaused: InfusionPaused.kind
    case .infusionResumed: InfusionResumed.kind
    case .infusionStopped: InfusionStopped.kind
    case .recoveryStarted: RecoveryStarted.kind
    case .sideEffectNoted: SideEffectNoted.kind
    case .sideEffectResolved: SideEffectResolved.kind
    case .antiemeticGiven: AntiemeticGiven.kind
    case .antiemeticDeclined: AntiemeticDeclined.kind
    case .antiemeticNotIndicated: AntiemeticNotIndicated.kind
    case .oxygenGiven: OxygenGiven.kind
    case .rescueDrugGiven: RescueDrugGiven.kind
    case .drugWasted: DrugWasted.kind
    case .drugReturned: DrugReturned.kind
    case .drugMissing: DrugMissing.kind
    case .adverseEventNoted: AdverseEventNoted.kind
    case .adverseEventFollowedUp: AdverseEventFollowedUp.kind
    case .emergencyCalled: EmergencyCalled.kind
    case .transferred: Transferred.kind
    case .ivRemoved: IVRemoved.kind
    case .dischargeAssessed: DischargeAssessed.kind
    case .instructionsAcknowledged: InstructionsAcknowledged.kind
    case .discharged: Discharged.kind
    case .leftAgainstAdvice: LeftAgainstAdvice.kind
    case .visitSignedOff: VisitSignedOff.kind
    case .deviationExplained: DeviationExplained.kind
    case .amended: VisitAmended.kind
    case .enteredInError: EnteredInError.kind
    case .coSigned: CoSigned.kind
    case .reinstated: Reinstated.kind
    case .transcribedFromPaper: TranscribedFromPaper.kind
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
    case .emergencyEquipmentChecked(let event): event
    case .ivPlaced(let event): event
    case .monitorApplied(let event): event
    case .timeOutHeld(let event): event
    case .drugDrawn(let event): event
    case .infusionStarted(let event): event
    case .vitalsSampled(let event): event
    case .bolusGiven(let event): event
    case .infusionRateChanged(let event): event
    case .siteChecked(let event): event
    case .alarmAcknowledged(let event): event
    case .dissociationScored(let event): event
    case .infusionPaused(let event): event
    case .infusionResumed(let event): event
    case .infusionStopped(let event): event
    case .recoveryStarted(let event): event
    case .sideEffectNoted(let event): event
    case .sideEffectResolved(let event): event
    case .antiemeticGiven(let event): event
    case .antiemeticDeclined(let event): event
    case .antiemeticNotIndicated(let event): event
    case .oxygenGiven(let event): event
    case .rescueDrugGiven(let event): event
    case .drugWasted(let event): event
    case .drugReturned(let event): event
    case .drugMissing(let event): event
    case .adverseEventNoted(let event): event
    case .adverseEventFollowedUp(let event): event
    case .emergencyCalled(let event): event
    case .transferred(let event): event
    case .ivRemoved(let event): event
    case .dischargeAssessed(let event): event
    case .instructionsAcknowledged(let event): event
    case .discharged(let event): event
    case .leftAgainstAdvice(let event): event
    case .visitSignedOff(let event): event
    case .deviationExplained(let event): event
    case .amended(let event): event
    case .enteredInError(let event): event
    case .coSigned(let event): event
    case .reinstated(let event): event
    case .transcribedFromPaper(let event): event
    }
  }

  /// Takes a fact into a log, by what it states.
  static func append(_ fact: Fact<Self>, to log: inout FactLog) {
    switch fact.value {
    case .arrived(let event): log.append(fact.with(event))
    case .identityConfirmed(let event): log.append(fact.with(event))
    case .weighed(let event): log.append(fact.with(event))
    case .fastingChecked(let event): log.append(fact.with(event))
    case .driverNamed(let event): log.append(fact.with(event))
    case .supervisorAssigned(let event): log.append(fact.with(event))
    case .emergencyEquipmentChecked(let event): log.append(fact.with(event))
    case .ivPlaced(let event): log.append(fact.with(event))
    case .monitorApplied(let event): log.append(fact.with(event))
    case .timeOutHeld(let event): log.append(fact.with(event))
    case .drugDrawn(let event): log.append(fact.with(event))
    case .infusionStarted(let event): log.append(fact.with(event))
    case .vitalsSampled(let event): log.append(fact.with(event))
    case .bolusGiven(let event): log.append(fact.with(event))
    case .infusionRateChanged(let event): log.append(fact.with(event))
    case .siteChecked(let event): log.append(fact.with(event))
    case .alarmAcknowledged(let event): log.append(fact.with(event))
    case .dissociationScored(let event): log.append(fact.with(event))
    case .infusionPaused(let event): log.append(fact.with(event))
    case .infusionResumed(let event): log.append(fact.with(event))
    case .infusionStopped(let event): log.append(fact.with(event))
    case .recoveryStarted(let event): log.append(fact.with(event))
    case .sideEffectNoted(let event): log.append(fact.with(event))
    case .sideEffectResolved(let event): log.append(fact.with(event))
    case .antiemeticGiven(let event): log.append(fact.with(event))
    case .antiemeticDeclined(let event): log.append(fact.with(event))
    case .antiemeticNotIndicated(let event): log.append(fact.with(event))
    case .oxygenGiven(let event): log.append(fact.with(event))
    case .rescueDrugGiven(let event): log.append(fact.with(event))
    case .drugWasted(let event): log.append(fact.with(event))
    case .drugReturned(let event): log.append(fact.with(event))
    case .drugMissing(let event): log.append(fact.with(event))
    case .adverseEventNoted(let event): log.append(fact.with(event))
    case .adverseEventFollowedUp(let event): log.append(fact.with(event))
    case .emergencyCalled(let event): log.append(fact.with(event))
    case .transferred(let event): log.append(fact.with(event))
    case .ivRemoved(let event): log.append(fact.with(event))
    case .dischargeAssessed(let event): log.append(fact.with(event))
    case .instructionsAcknowledged(let event): log.append(fact.with(event))
    case .discharged(let event): log.append(fact.with(event))
    case .leftAgainstAdvice(let event): log.append(fact.with(event))
    case .visitSignedOff(let event): log.append(fact.with(event))
    case .deviationExplained(let event): log.append(fact.with(event))
    case .amended(let event): log.append(fact.with(event))
    case .enteredInError(let event): log.append(fact.with(event))
    case .coSigned(let event): log.append(fact.with(event))
    case .reinstated(let event): log.append(fact.with(event))
    case .transcribedFromPaper(let event): log.append(fact.with(event))
    }
  }
}

extension StaffEvent.OneOf_Event {
  /// Every kind of the staff stream, by number.
  static let kinds: [EventKind] = [
    StaffEnrolled.kind,
    StaffCredentialed.kind,
    StaffSuspended.kind,
    StaffReinstated.kind,
    StaffDeparted.kind,
    StaffKeyReplaced.kind,
    DeviceAssigned.kind,
    DeviceReleased.kind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .staffEnrolled: StaffEnrolled.kind
    case .staffCredentialed: StaffCredentialed.kind
    case .staffSuspended: StaffSuspended.kind
    case .staffReinstated: StaffReinstated.kind
    case .staffDeparted: StaffDeparted.kind
    case .staffKeyReplaced: StaffKeyReplaced.kind
    case .deviceAssigned: DeviceAssigned.kind
    case .deviceReleased: DeviceReleased.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .staffEnrolled(let event): event
    case .staffCredentialed(let event): event
    case .staffSuspended(let event): event
    case .staffReinstated(let event): event
    case .staffDeparted(let event): event
    case .staffKeyReplaced(let event): event
    case .deviceAssigned(let event): event
    case .deviceReleased(let event): event
    }
  }
}

extension PolicyEvent.OneOf_Event {
  /// Every kind of the policy stream, by number.
  static let kinds: [EventKind] = [
    PolicyAdopted.kind,
    DrugBookOpened.kind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .policyAdopted: PolicyAdopted.kind
    case .drugBookOpened: DrugBookOpened.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .policyAdopted(let event): event
    case .drugBookOpened(let event): event
    }
  }
}

extension AccessEvent.OneOf_Event {
  /// Every kind of the access stream, by number.
  static let kinds: [EventKind] = [
    Viewed.kind,
    Searched.kind,
    Disclosed.kind,
    EmergencyAccessOpened.kind,
    EmergencyAccessReviewed.kind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .viewed: Viewed.kind
    case .searched: Searched.kind
    case .disclosed: Disclosed.kind
    case .emergencyAccessOpened: EmergencyAccessOpened.kind
    case .emergencyAccessReviewed: EmergencyAccessReviewed.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .viewed(let event): event
    case .searched(let event): event
    case .disclosed(let event): event
    case .emergencyAccessOpened(let event): event
    case .emergencyAccessReviewed(let event): event
    }
  }
}

extension OperationsEvent.OneOf_Event {
  /// Every kind of the operations stream, by number.
  static let kinds: [EventKind] = [
    SignInRefused.kind,
    ActRefused.kind,
    BackupTaken.kind,
    LedgerRestored.kind,
    LedgerVerified.kind,
    LegalHoldPlaced.kind,
    LegalHoldReleased.kind,
    ChartErasureIntended.kind,
    ChartErasureCompleted.kind,
    AccessSpoolDamaged.kind,
    TablesMended.kind,
    CheckpointGivenUp.kind,
    CheckpointContradicted.kind,
    DayClosed.kind,
    ReportIssued.kind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .signInRefused: SignInRefused.kind
    case .actRefused: ActRefused.kind
    case .backupTaken: BackupTaken.kind
    case .ledgerRestored: LedgerRestored.kind
    case .ledgerVerified: LedgerVerified.kind
    case .legalHoldPlaced: LegalHoldPlaced.kind
    case .legalHoldReleased: LegalHoldReleased.kind
    case .chartErasureIntended: ChartErasureIntended.kind
    case .chartErasureCompleted: ChartErasureCompleted.kind
    case .accessSpoolDamaged: AccessSpoolDamaged.kind
    case .tablesMended: TablesMended.kind
    case .checkpointGivenUp: CheckpointGivenUp.kind
    case .checkpointContradicted: CheckpointContradicted.kind
    case .dayClosed: DayClosed.kind
    case .reportIssued: ReportIssued.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .signInRefused(let event): event
    case .actRefused(let event): event
    case .backupTaken(let event): event
    case .ledgerRestored(let event): event
    case .ledgerVerified(let event): event
    case .legalHoldPlaced(let event): event
    case .legalHoldReleased(let event): event
    case .chartErasureIntended(let event): event
    case .chartErasureCompleted(let event): event
    case .accessSpoolDamaged(let event): event
    case .tablesMended(let event): event
    case .checkpointGivenUp(let event): event
    case .checkpointContradicted(let event): event
    case .dayClosed(let event): event
    case .reportIssued(let event): event
    }
  }
}

extension LotEvent.OneOf_Event {
  /// Every kind of the lot stream, by number.
  static let kinds: [EventKind] = [
    StockReceived.kind,
    OpeningInventory.kind,
    BiennialInventory.kind,
    LotCounted.kind,
    DrawnFromLot.kind,
    GivenFromLot.kind,
    WastedFromLot.kind,
    ReturnedToLot.kind,
    StockExpired.kind,
    StockTransferred.kind,
    StockLost.kind,
    DiscrepancyDeclared.kind,
    LotReviewed.kind,
    LotAmended.kind,
    EnteredInError.lotKind,
    CoSigned.lotKind,
    Reinstated.lotKind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .stockReceived: StockReceived.kind
    case .openingInventory: OpeningInventory.kind
    case .biennialInventory: BiennialInventory.kind
    case .lotCounted: LotCounted.kind
    case .drawnFromLot: DrawnFromLot.kind
    case .givenFromLot: GivenFromLot.kind
    case .wastedFromLot: WastedFromLot.kind
    case .returnedToLot: ReturnedToLot.kind
    case .stockExpired: StockExpired.kind
    case .stockTransferred: StockTransferred.kind
    case .stockLost: StockLost.kind
    case .discrepancyDeclared: DiscrepancyDeclared.kind
    case .lotReviewed: LotReviewed.kind
    case .amended: LotAmended.kind
    case .enteredInError: EnteredInError.lotKind
    case .coSigned: CoSigned.lotKind
    case .reinstated: Reinstated.lotKind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .stockReceived(let event): event
    case .openingInventory(let event): event
    case .biennialInventory(let event): event
    case .lotCounted(let event): event
    case .drawnFromLot(let event): event
    case .givenFromLot(let event): event
    case .wastedFromLot(let event): event
    case .returnedToLot(let event): event
    case .stockExpired(let event): event
    case .stockTransferred(let event): event
    case .stockLost(let event): event
    case .discrepancyDeclared(let event): event
    case .lotReviewed(let event): event
    case .amended(let event): event
    case .enteredInError(let event): event
    case .coSigned(let event): event
    case .reinstated(let event): event
    }
  }
}

extension DocumentEvent.OneOf_Event {
  /// Every kind of the document stream, by number.
  static let kinds: [EventKind] = [
    DocumentPiece.kind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .documentPiece: DocumentPiece.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .documentPiece(let event): event
    }
  }
}

extension StatedTime {
  public static let fields: [EventField] = [
    EventField("unix_us", .number),
    EventField("utc_offset_minutes", .number),
    EventField("precision", .term(TimePrecision.self)),
  ]
}

extension Companion {
  public static let fields: [EventField] = [
    EventField("name", .text, isPersonal: true),
    EventField("relation", .text, isPersonal: true),
    EventField("phone", .text, isPersonal: true),
  ]

  func check(under path: String) throws(Rejection) {
    try Expect.name(name, "\(path).name")
    try Expect.optionalName(relation, "\(path).relation")
    try Expect.optionalName(phone, "\(path).phone")
  }

  func checkNew(under path: String) throws(Rejection) {
    try Expect.visibleName(name, "\(path).name")
    try Expect.nothingHidden(relation, "\(path).relation")
    try Expect.nothingHidden(phone, "\(path).phone")
  }

  var holdsPersonalText: Bool {
    !name.isEmpty || !relation.isEmpty || !phone.isEmpty
  }
}

extension DeviationExplained: RecordableEvent {
  public static let kind = EventKind(.visit, 900, Self.self)
  public static let entry = EventEntry(
    name: "deviation explained", recorders: .explainers)
  public var stated: ClinicalEvent { .visit(.deviationExplained(self)) }

  public static let fields: [EventField] = [
    EventField("about_position", .number),
    EventField("about_append_index", .number),
    EventField("rules", .text),
    EventField("reason", .text, isPersonal: true),
  ]

  /// Its kind in the chart stream.
  public static let chartKind = EventKind(.chart, 900, Self.self)

  public func stated(in stream: EventStream) -> ClinicalEvent {
    switch stream {
    case .chart: .chart(.deviationExplained(self))
    case .visit: .visit(.deviationExplained(self))
    default: stated
    }
  }

  public func checkFields() throws(Rejection) {
    for each in rules { try Expect.rule(each, "rules") }
    try Expect.text(reason, "reason")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
  }

  public var holdsPersonalText: Bool {
    !reason.isEmpty
  }
}

extension TranscribedFromPaper: RecordableEvent {
  public static let kind = EventKind(.visit, 905, Self.self)
  public static let entry = EventEntry(
    name: "transcribed from paper", recorders: .explainers)
  public var stated: ClinicalEvent { .visit(.transcribedFromPaper(self)) }

  public static let fields: [EventField] = [
    EventField("about_position", .number),
    EventField("about_append_index", .number),
    EventField("author", .actor),
    EventField("source", .term(TranscribedFromPaper.Source.self)),
    EventField("document_number", .number),
    EventField("note", .text, isPersonal: true),
  ]

  /// Its kind in the chart stream.
  public static let chartKind = EventKind(.chart, 905, Self.self)

  public func stated(in stream: EventStream) -> ClinicalEvent {
    switch stream {
    case .chart: .chart(.transcribedFromPaper(self))
    case .visit: .visit(.transcribedFromPaper(self))
    default: stated
    }
  }

  public func checkFields() throws(Rejection) {
    try Expect.actor(author, "author")
    try Expect.term(source, "source")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    if source == .other { try Expect.whichOne(note, "note") }
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension CorrectedEntry {
  public static let fields: [EventField] = [
    EventField("position", .number),
    EventField("leaf_hash", .digest),
  ]

  func check(under path: String) throws(Rejection) {
    try Expect.digest(leafHash, "\(path).leaf_hash")
  }
}

extension EnteredInError: RecordableEvent {
  public static let kind = EventKind(.visit, 902, Self.self)
  public static let entry = EventEntry(
    name: "entered in error", recorders: .explainers)
  public var stated: ClinicalEvent { .visit(.enteredInError(self)) }

  public static let fields: [EventField] = [
    EventField("target", .message(CorrectedEntry.fields)),
    EventField("reason", .text, isPersonal: true),
  ]

  /// Its kind in the chart stream.
  public static let chartKind = EventKind(.chart, 902, Self.self)

  /// Its kind in the lot stream.
  public static let lotKind = EventKind(.lot, 902, Self.self)

  public func stated(in stream: EventStream) -> ClinicalEvent {
    switch stream {
    case .chart: .chart(.enteredInError(self))
    case .visit: .visit(.enteredInError(self))
    case .lot: .lot(.enteredInError(self))
    default: stated
    }
  }

  public func checkFields() throws(Rejection) {
    try Expect.present(hasTarget, "target", "its fields")
    if hasTarget { try target.check(under: "target") }
    try Expect.text(reason, "reason")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
  }

  public var holdsPersonalText: Bool {
    !reason.isEmpty
  }
}

extension CoSigned: RecordableEvent {
  public static let kind = EventKind(.visit, 903, Self.self)
  public static let entry = EventEntry(
    name: "co-signed", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .visit(.coSigned(self)) }

  public static let fields: [EventField] = [
    EventField("target", .message(CorrectedEntry.fields)),
  ]

  /// Its kind in the chart stream.
  public static let chartKind = EventKind(.chart, 903, Self.self)

  /// Its kind in the lot stream.
  public static let lotKind = EventKind(.lot, 903, Self.self)

  public func stated(in stream: EventStream) -> ClinicalEvent {
    switch stream {
    case .chart: .chart(.coSigned(self))
    case .visit: .visit(.coSigned(self))
    case .lot: .lot(.coSigned(self))
    default: stated
    }
  }

  public func checkFields() throws(Rejection) {
    try Expect.present(hasTarget, "target", "its fields")
    if hasTarget { try target.check(under: "target") }
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension Reinstated: RecordableEvent {
  public static let kind = EventKind(.visit, 904, Self.self)
  public static let entry = EventEntry(
    name: "reinstated", recorders: .explainers)
  public var stated: ClinicalEvent { .visit(.reinstated(self)) }

  public static let fields: [EventField] = [
    EventField("target", .message(CorrectedEntry.fields)),
    EventField("reason", .text, isPersonal: true),
  ]

  /// Its kind in the chart stream.
  public static let chartKind = EventKind(.chart, 904, Self.self)

  /// Its kind in the lot stream.
  public static let lotKind = EventKind(.lot, 904, Self.self)

  public func stated(in stream: EventStream) -> ClinicalEvent {
    switch stream {
    case .chart: .chart(.reinstated(self))
    case .visit: .visit(.reinstated(self))
    case .lot: .lot(.reinstated(self))
    default: stated
    }
  }

  public func checkFields() throws(Rejection) {
    try Expect.present(hasTarget, "target", "its fields")
    if hasTarget { try target.check(under: "target") }
    try Expect.text(reason, "reason")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
  }

  public var holdsPersonalText: Bool {
    !reason.isEmpty
  }
}

extension IntakeReceived: RecordableEvent {
  public static let kind = EventKind(.chart, 1, Self.self)
  public static let entry = EventEntry(
    name: "intake received", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.intakeReceived(self)) }

  public static let fields: [EventField] = [
    EventField("record_number", .text),
    EventField("family_name", .text, isPersonal: true),
    EventField("given_name", .text, isPersonal: true),
    EventField("birth_date", .text, isPersonal: true),
    EventField("phone", .text, isPersonal: true),
    EventField("complaint", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.name(familyName, "family_name")
    try Expect.optionalName(givenName, "given_name")
    _ = try Expect.date(birthDate, "birth_date", isPersonal: true)
    try Expect.optionalName(phone, "phone")
    try Expect.note(complaint, "complaint")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(familyName, "family_name")
    try Expect.nothingHidden(givenName, "given_name")
    try Expect.nothingHidden(phone, "phone")
  }

  public var holdsPersonalText: Bool {
    !familyName.isEmpty || !givenName.isEmpty || !birthDate.isEmpty || !phone.isEmpty || !complaint.isEmpty || !note.isEmpty
  }
}

extension IdentityCorrected: RecordableEvent {
  public static let kind = EventKind(.chart, 10, Self.self)
  public static let entry = EventEntry(
    name: "identity corrected", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.identityCorrected(self)) }

  public static let fields: [EventField] = [
    EventField("cause", .term(IdentityCorrected.Cause.self)),
    EventField("changed", .term(IdentityCorrected.Detail.self)),
    EventField("family_name", .text, isPersonal: true),
    EventField("given_name", .text, isPersonal: true),
    EventField("birth_date", .text, isPersonal: true),
    EventField("phone", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(cause, "cause")
    try Expect.distinctTerms(changed, "changed")
    try Expect.name(familyName, "family_name")
    try Expect.optionalName(givenName, "given_name")
    _ = try Expect.date(birthDate, "birth_date", isPersonal: true)
    try Expect.optionalName(phone, "phone")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(familyName, "family_name")
    try Expect.nothingHidden(givenName, "given_name")
    try Expect.nothingHidden(phone, "phone")
  }

  public var holdsPersonalText: Bool {
    !familyName.isEmpty || !givenName.isEmpty || !birthDate.isEmpty || !phone.isEmpty || !note.isEmpty
  }
}

extension HistoryFormReceived: RecordableEvent {
  public static let kind = EventKind(.chart, 2, Self.self)
  public static let entry = EventEntry(
    name: "history form received", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.historyFormReceived(self)) }

  public static let fields: [EventField] = [
    EventField("form_version", .text),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.name(formVersion, "form_version")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(formVersion, "form_version")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension AcknowledgementOfOngoingCareReceived: RecordableEvent {
  public static let kind = EventKind(.chart, 3, Self.self)
  public static let entry = EventEntry(
    name: "acknowledgement of ongoing care received", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.acknowledgementOfOngoingCareReceived(self)) }

  public static let fields: [EventField] = [
    EventField("signer", .term(AcknowledgementOfOngoingCareReceived.Signer.self)),
    EventField("signer_name", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
    EventField("document_number", .number),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(signer, "signer")
    try Expect.optionalName(signerName, "signer_name")
    try Expect.note(note, "note")
    if documentNumber != 0 { try Expect.whole(documentNumber, "document_number", 1...UInt32.max) }
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.nothingHidden(signerName, "signer_name")
  }

  public var holdsPersonalText: Bool {
    !signerName.isEmpty || !note.isEmpty
  }
}

extension MedicationListReviewed: RecordableEvent {
  public static let kind = EventKind(.chart, 4, Self.self)
  public static let entry = EventEntry(
    name: "medication list reviewed", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .chart(.medicationListReviewed(self)) }

  public static let fields: [EventField] = [
    EventField("medications", .message(MedicationListReviewed.Medication.fields), isPersonal: true),
    EventField("none_taken", .yesOrNo),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    for each in medications { try each.check(under: "medications") }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    for each in medications { try each.checkNew(under: "medications") }
  }

  public var holdsPersonalText: Bool {
    !medications.isEmpty || !note.isEmpty
  }
}

extension MedicationListReviewed.Medication {
  public static let fields: [EventField] = [
    EventField("name", .text, isPersonal: true),
    EventField("dose", .text, isPersonal: true),
  ]

  func check(under path: String) throws(Rejection) {
    try Expect.name(name, "\(path).name")
    try Expect.optionalName(dose, "\(path).dose")
  }

  func checkNew(under path: String) throws(Rejection) {
    try Expect.visibleName(name, "\(path).name")
    try Expect.nothingHidden(dose, "\(path).dose")
  }

  var holdsPersonalText: Bool {
    !name.isEmpty || !dose.isEmpty
  }
}

extension CandidacyDetermined: RecordableEvent {
  public static let kind = EventKind(.chart, 5, Self.self)
  public static let entry = EventEntry(
    name: "candidacy determined", recorders: .prescribers)
  public var stated: ClinicalEvent { .chart(.candidacyDetermined(self)) }

  public static let fields: [EventField] = [
    EventField("outcome", .term(CandidacyDetermined.Outcome.self)),
    EventField("indication", .term(Indication.self)),
    EventField("rationale", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(outcome, "outcome")
    try Expect.term(indication, "indication")
    try Expect.note(rationale, "rationale")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !rationale.isEmpty || !note.isEmpty
  }
}

extension InquiryReceived: RecordableEvent {
  public static let kind = EventKind(.chart, 13, Self.self)
  public static let entry = EventEntry(
    name: "inquiry received", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.inquiryReceived(self)) }

  public static let fields: [EventField] = [
    EventField("channel", .term(Contact.self)),
    EventField("question", .text, isPersonal: true),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(channel, "channel")
    try Expect.note(question, "question")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if channel == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !question.isEmpty || !detail.isEmpty
  }
}

extension ReferralReceived: RecordableEvent {
  public static let kind = EventKind(.chart, 14, Self.self)
  public static let entry = EventEntry(
    name: "referral received", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.referralReceived(self)) }

  public static let fields: [EventField] = [
    EventField("referrer", .term(ReferralReceived.Referrer.self)),
    EventField("referrer_name", .text, isPersonal: true),
    EventField("indication", .term(Indication.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(referrer, "referrer")
    try Expect.optionalName(referrerName, "referrer_name")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.nothingHidden(referrerName, "referrer_name")
    try Expect.known(indication, "indication")
    if referrer == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !referrerName.isEmpty || !detail.isEmpty
  }
}

extension AllergyNoted: RecordableEvent {
  public static let kind = EventKind(.chart, 15, Self.self)
  public static let entry = EventEntry(
    name: "allergy noted", recorders: .bedside)
  public var stated: ClinicalEvent { .chart(.allergyNoted(self)) }

  public static let fields: [EventField] = [
    EventField("substance", .text, isPersonal: true),
    EventField("reaction", .text, isPersonal: true),
    EventField("severity", .number),
    EventField("none_known", .yesOrNo),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.optionalName(substance, "substance")
    try Expect.optionalName(reaction, "reaction")
    if severity != 0 { try Expect.whole(severity, "severity", 1...4) }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.nothingHidden(substance, "substance")
    try Expect.nothingHidden(reaction, "reaction")
  }

  public var holdsPersonalText: Bool {
    !substance.isEmpty || !reaction.isEmpty || !note.isEmpty
  }
}

extension OtherTherapyNoted: RecordableEvent {
  public static let kind = EventKind(.chart, 16, Self.self)
  public static let entry = EventEntry(
    name: "other therapy noted", recorders: .bedside)
  public var stated: ClinicalEvent { .chart(.otherTherapyNoted(self)) }

  public static let fields: [EventField] = [
    EventField("therapy", .term(Therapy.self)),
    EventField("status", .term(OtherTherapyNoted.Status.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(therapy, "therapy")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.known(status, "status")
    if therapy == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension MedicationStopped: RecordableEvent {
  public static let kind = EventKind(.chart, 17, Self.self)
  public static let entry = EventEntry(
    name: "medication stopped", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .chart(.medicationStopped(self)) }

  public static let fields: [EventField] = [
    EventField("medication", .text, isPersonal: true),
    EventField("drug_class", .term(MedicationStopped.DrugClass.self)),
    EventField("consent_by", .term(MedicationStopped.Consent.self)),
    EventField("consented_by_name", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.name(medication, "medication")
    try Expect.term(drugClass, "drug_class")
    try Expect.term(consentBy, "consent_by")
    try Expect.optionalName(consentedByName, "consented_by_name")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(medication, "medication")
    try Expect.nothingHidden(consentedByName, "consented_by_name")
  }

  public var holdsPersonalText: Bool {
    !medication.isEmpty || !consentedByName.isEmpty || !note.isEmpty
  }
}

extension ScreeningDone: RecordableEvent {
  public static let kind = EventKind(.chart, 18, Self.self)
  public static let entry = EventEntry(
    name: "screening done", recorders: .bedside)
  public var stated: ClinicalEvent { .chart(.screeningDone(self)) }

  public static let fields: [EventField] = [
    EventField("answers", .message(ScreeningDone.Answer.fields)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    for each in answers { try each.check(under: "answers") }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    for each in answers { try each.checkNew(under: "answers") }
  }

  public var holdsPersonalText: Bool {
    answers.contains { $0.holdsPersonalText } || !note.isEmpty
  }
}

extension ScreeningDone.Answer {
  public static let fields: [EventField] = [
    EventField("contraindication", .term(ScreeningDone.Contraindication.self)),
    EventField("present", .term(Assessment.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  func check(under path: String) throws(Rejection) {
    try Expect.term(contraindication, "\(path).contraindication")
    try Expect.term(present, "\(path).present")
    try Expect.optionalName(detail, "\(path).detail")
  }

  func checkNew(under path: String) throws(Rejection) {
    try Expect.nothingHidden(detail, "\(path).detail")
  }

  var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension PregnancyTested: RecordableEvent {
  public static let kind = EventKind(.chart, 19, Self.self)
  public static let entry = EventEntry(
    name: "pregnancy tested", recorders: .bedside)
  public var stated: ClinicalEvent { .chart(.pregnancyTested(self)) }

  public static let fields: [EventField] = [
    EventField("result", .term(PregnancyTested.Result.self)),
    EventField("method", .term(PregnancyTested.Method.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(result, "result")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.known(method, "method")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension BaselineECGRecorded: RecordableEvent {
  public static let kind = EventKind(.chart, 20, Self.self)
  public static let entry = EventEntry(
    name: "baseline ECG recorded", recorders: .bedside)
  public var stated: ClinicalEvent { .chart(.baselineEcgRecorded(self)) }

  public static let fields: [EventField] = [
    EventField("interpretation", .term(BaselineECGRecorded.Interpretation.self)),
    EventField("heart_rate_bpm", .number(unit: "bpm")),
    EventField("qtc_ms", .number(unit: "ms")),
    EventField("finding", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(interpretation, "interpretation")
    if heartRateBpm != 0 { try Expect.whole(heartRateBpm, "heart_rate_bpm", 1...350, "bpm") }
    if qtcMs != 0 { try Expect.whole(qtcMs, "qtc_ms", 1...1000, "ms") }
    try Expect.note(finding, "finding")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !finding.isEmpty || !note.isEmpty
  }
}

extension PrescriptionMonitoringQueried: RecordableEvent {
  public static let kind = EventKind(.chart, 37, Self.self)
  public static let entry = EventEntry(
    name: "prescription monitoring queried", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .chart(.prescriptionMonitoringQueried(self)) }

  public static let fields: [EventField] = [
    EventField("result", .term(PrescriptionMonitoringQueried.Result.self)),
    EventField("program", .text),
    EventField("finding", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(result, "result")
    try Expect.optionalName(program, "program")
    try Expect.note(finding, "finding")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.nothingHidden(program, "program")
  }

  public var holdsPersonalText: Bool {
    !finding.isEmpty || !note.isEmpty
  }
}

extension AssentAsked: RecordableEvent {
  public static let kind = EventKind(.chart, 38, Self.self)
  public static let entry = EventEntry(
    name: "assent asked", recorders: .nursing)
  public var stated: ClinicalEvent { .chart(.assentAsked(self)) }

  public static let fields: [EventField] = [
    EventField("given", .term(Assessment.self)),
    EventField("form_version", .text),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(given, "given")
    try Expect.optionalName(formVersion, "form_version")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.nothingHidden(formVersion, "form_version")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension CoursePlanned: RecordableEvent {
  public static let kind = EventKind(.chart, 24, Self.self)
  public static let entry = EventEntry(
    name: "course planned", recorders: .prescribers)
  public var stated: ClinicalEvent { .chart(.coursePlanned(self)) }

  public static let fields: [EventField] = [
    EventField("indication", .term(Indication.self)),
    EventField("planned_infusions", .number),
    EventField("planned_days", .number(unit: "d")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(indication, "indication")
    try Expect.whole(plannedInfusions, "planned_infusions", 1...100)
    if plannedDays != 0 { try Expect.whole(plannedDays, "planned_days", 1...366, "d") }
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension CourseCompleted: RecordableEvent {
  public static let kind = EventKind(.chart, 25, Self.self)
  public static let entry = EventEntry(
    name: "course completed", recorders: .prescribers)
  public var stated: ClinicalEvent { .chart(.courseCompleted(self)) }

  public static let fields: [EventField] = [
    EventField("indication", .term(Indication.self)),
    EventField("response", .term(TreatmentResponse.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(indication, "indication")
    try Expect.term(response, "response")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension CourseDiscontinued: RecordableEvent {
  public static let kind = EventKind(.chart, 26, Self.self)
  public static let entry = EventEntry(
    name: "course discontinued", recorders: .prescribers)
  public var stated: ClinicalEvent { .chart(.courseDiscontinued(self)) }

  public static let fields: [EventField] = [
    EventField("indication", .term(Indication.self)),
    EventField("cause", .term(CourseDiscontinued.Cause.self)),
    EventField("response", .term(TreatmentResponse.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(indication, "indication")
    try Expect.term(cause, "cause")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.known(response, "response")
    if cause == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension DosePlanned: RecordableEvent {
  public static let kind = EventKind(.chart, 27, Self.self)
  public static let entry = EventEntry(
    name: "dose planned", recorders: .prescribers)
  public var stated: ClinicalEvent { .chart(.dosePlanned(self)) }

  public static let fields: [EventField] = [
    EventField("indication", .term(Indication.self)),
    EventField("dose_mg", .number(unit: "mg")),
    EventField("dose_mg_per_kg", .number(unit: "mg/kg")),
    EventField("planned_minutes", .number(unit: "min")),
    EventField("route", .term(Route.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(indication, "indication")
    if hasDoseMg { try Expect.notNegative(doseMg, "dose_mg", atMost: 10000, "mg") }
    if hasDoseMgPerKg { try Expect.notNegative(doseMgPerKg, "dose_mg_per_kg", atMost: 100, "mg/kg") }
    try Expect.whole(plannedMinutes, "planned_minutes", 1...1440, "min")
    try Expect.term(route, "route")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension ConsentSigned: RecordableEvent {
  public static let kind = EventKind(.chart, 6, Self.self)
  public static let entry = EventEntry(
    name: "consent signed", recorders: .nursing)
  public var stated: ClinicalEvent { .chart(.consentSigned(self)) }

  public static let fields: [EventField] = [
    EventField("form_version", .text),
    EventField("form_sha256", .digest),
    EventField("signer", .term(ConsentSigned.Signer.self)),
    EventField("representative_name", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
    EventField("document_number", .number),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.name(formVersion, "form_version")
    try Expect.digest(formSha256, "form_sha256")
    try Expect.term(signer, "signer")
    try Expect.optionalName(representativeName, "representative_name")
    try Expect.note(note, "note")
    if documentNumber != 0 { try Expect.whole(documentNumber, "document_number", 1...UInt32.max) }
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(formVersion, "form_version")
    try Expect.nothingHidden(representativeName, "representative_name")
  }

  public var holdsPersonalText: Bool {
    !representativeName.isEmpty || !note.isEmpty
  }
}

extension ConsentWithdrawn: RecordableEvent {
  public static let kind = EventKind(.chart, 7, Self.self)
  public static let entry = EventEntry(
    name: "consent withdrawn", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.consentWithdrawn(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InfusionScheduled: RecordableEvent {
  public static let kind = EventKind(.chart, 8, Self.self)
  public static let entry = EventEntry(
    name: "infusion scheduled", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.infusionScheduled(self)) }

  public static let fields: [EventField] = [
    EventField("scheduled_for", .time(mayLieAhead: true)),
    EventField("indication", .term(Indication.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasScheduledFor, "scheduled_for", "a time")
    try Expect.time(scheduledFor, "scheduled_for")
    try Expect.term(indication, "indication")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InfusionRescheduled: RecordableEvent {
  public static let kind = EventKind(.chart, 21, Self.self)
  public static let entry = EventEntry(
    name: "infusion rescheduled", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.infusionRescheduled(self)) }

  public static let fields: [EventField] = [
    EventField("scheduled_for", .time(mayLieAhead: true)),
    EventField("rescheduled_for", .time(mayLieAhead: true)),
    EventField("cause", .term(ScheduleCause.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasScheduledFor, "scheduled_for", "a time")
    try Expect.time(scheduledFor, "scheduled_for")
    try Expect.present(hasRescheduledFor, "rescheduled_for", "a time")
    try Expect.time(rescheduledFor, "rescheduled_for")
    try Expect.term(cause, "cause")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if cause == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension InfusionCancelled: RecordableEvent {
  public static let kind = EventKind(.chart, 22, Self.self)
  public static let entry = EventEntry(
    name: "infusion cancelled", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.infusionCancelled(self)) }

  public static let fields: [EventField] = [
    EventField("scheduled_for", .time(mayLieAhead: true)),
    EventField("cause", .term(ScheduleCause.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasScheduledFor, "scheduled_for", "a time")
    try Expect.time(scheduledFor, "scheduled_for")
    try Expect.term(cause, "cause")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if cause == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension NoShowRecorded: RecordableEvent {
  public static let kind = EventKind(.chart, 23, Self.self)
  public static let entry = EventEntry(
    name: "no-show recorded", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.noShowRecorded(self)) }

  public static let fields: [EventField] = [
    EventField("scheduled_for", .time(mayLieAhead: true)),
    EventField("reached", .term(Assessment.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasScheduledFor, "scheduled_for", "a time")
    try Expect.time(scheduledFor, "scheduled_for")
    try Expect.term(reached, "reached")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension OutcomeScored: RecordableEvent {
  public static let kind = EventKind(.chart, 28, Self.self)
  public static let entry = EventEntry(
    name: "outcome scored", recorders: .bedside)
  public var stated: ClinicalEvent { .chart(.outcomeScored(self)) }

  public static let fields: [EventField] = [
    EventField("scale", .term(OutcomeScored.Scale.self)),
    EventField("total", .number),
    EventField("items", .number),
    EventField("item_9", .number),
    EventField("ideation", .number),
    EventField("behavior", .term(Assessment.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(scale, "scale")
    if total != 0 { try Expect.whole(total, "total", 0...27) }
    if item9 != 0 { try Expect.whole(item9, "item_9", 0...3) }
    if ideation != 0 { try Expect.whole(ideation, "ideation", 0...5) }
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension RiskEscalated: RecordableEvent {
  public static let kind = EventKind(.chart, 29, Self.self)
  public static let entry = EventEntry(
    name: "risk escalated", recorders: .explainers)
  public var stated: ClinicalEvent { .chart(.riskEscalated(self)) }

  public static let fields: [EventField] = [
    EventField("cause", .term(RiskEscalated.Cause.self)),
    EventField("told_actor", .actor),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(cause, "cause")
    try Expect.actor(toldActor, "told_actor")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if cause == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension RiskAnswered: RecordableEvent {
  public static let kind = EventKind(.chart, 30, Self.self)
  public static let entry = EventEntry(
    name: "risk answered", recorders: .prescribers)
  public var stated: ClinicalEvent { .chart(.riskAnswered(self)) }

  public static let fields: [EventField] = [
    EventField("outcome", .term(RiskAnswered.Outcome.self)),
    EventField("assessment", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(outcome, "outcome")
    try Expect.text(assessment, "assessment")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(assessment, "assessment")
  }

  public var holdsPersonalText: Bool {
    !assessment.isEmpty || !note.isEmpty
  }
}

extension DrivingReported: RecordableEvent {
  public static let kind = EventKind(.chart, 31, Self.self)
  public static let entry = EventEntry(
    name: "driving reported", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.drivingReported(self)) }

  public static let fields: [EventField] = [
    EventField("drove_at", .time(mayLieAhead: false)),
    EventField("source", .term(DrivingReported.Source.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasDroveAt, "drove_at", "a time")
    try Expect.time(droveAt, "drove_at")
    try Expect.term(source, "source")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if source == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension FollowUpMade: RecordableEvent {
  public static let kind = EventKind(.chart, 32, Self.self)
  public static let entry = EventEntry(
    name: "follow up made", recorders: .bedside)
  public var stated: ClinicalEvent { .chart(.followUpMade(self)) }

  public static let fields: [EventField] = [
    EventField("channel", .term(Contact.self)),
    EventField("state", .term(FollowUpMade.State.self)),
    EventField("said", .text, isPersonal: true),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(channel, "channel")
    try Expect.term(state, "state")
    try Expect.note(said, "said")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if channel == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !said.isEmpty || !detail.isEmpty
  }
}

extension PrescriptionIssued: RecordableEvent {
  public static let kind = EventKind(.chart, 34, Self.self)
  public static let entry = EventEntry(
    name: "prescription issued", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .chart(.prescriptionIssued(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(PrescriptionIssued.Drug.self)),
    EventField("way", .term(PrescriptionIssued.Way.self)),
    EventField("directions", .text, isPersonal: true),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.term(way, "way")
    try Expect.note(directions, "directions")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if drug == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !directions.isEmpty || !detail.isEmpty
  }
}

extension MaintenancePlanned: RecordableEvent {
  public static let kind = EventKind(.chart, 33, Self.self)
  public static let entry = EventEntry(
    name: "maintenance planned", recorders: .prescribers)
  public var stated: ClinicalEvent { .chart(.maintenancePlanned(self)) }

  public static let fields: [EventField] = [
    EventField("indication", .term(Indication.self)),
    EventField("response", .term(TreatmentResponse.self)),
    EventField("other_therapies", .term(Therapy.self)),
    EventField("interval_weeks", .number(unit: "wk")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(indication, "indication")
    try Expect.term(response, "response")
    if intervalWeeks != 0 { try Expect.whole(intervalWeeks, "interval_weeks", 1...104, "wk") }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    if !otherTherapies.isEmpty { try Expect.distinctTerms(otherTherapies, "other_therapies") }
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension HandedOver: RecordableEvent {
  public static let kind = EventKind(.chart, 39, Self.self)
  public static let entry = EventEntry(
    name: "handed over", recorders: .bedside)
  public var stated: ClinicalEvent { .chart(.handedOver(self)) }

  public static let fields: [EventField] = [
    EventField("from_actor", .actor),
    EventField("to_actor", .actor),
    EventField("told", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(fromActor, "from_actor")
    try Expect.actor(toActor, "to_actor")
    try Expect.note(told, "told")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !told.isEmpty || !note.isEmpty
  }
}

extension AmendmentRequested: RecordableEvent {
  public static let kind = EventKind(.chart, 35, Self.self)
  public static let entry = EventEntry(
    name: "amendment requested", recorders: .explainers)
  public var stated: ClinicalEvent { .chart(.amendmentRequested(self)) }

  public static let fields: [EventField] = [
    EventField("requester", .term(AmendmentRequested.Requester.self)),
    EventField("about_position", .number),
    EventField("request", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(requester, "requester")
    try Expect.text(request, "request")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(request, "request")
  }

  public var holdsPersonalText: Bool {
    !request.isEmpty || !note.isEmpty
  }
}

extension AmendmentAnswered: RecordableEvent {
  public static let kind = EventKind(.chart, 36, Self.self)
  public static let entry = EventEntry(
    name: "amendment answered", recorders: .explainers)
  public var stated: ClinicalEvent { .chart(.amendmentAnswered(self)) }

  public static let fields: [EventField] = [
    EventField("request_position", .number),
    EventField("answer", .term(AmendmentAnswered.Answer.self)),
    EventField("explanation", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.entry(requestPosition, "request_position")
    try Expect.term(answer, "answer")
    try Expect.note(explanation, "explanation")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !explanation.isEmpty || !note.isEmpty
  }
}

extension DocumentAttached: RecordableEvent {
  public static let kind = EventKind(.chart, 40, Self.self)
  public static let entry = EventEntry(
    name: "document attached", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.documentAttached(self)) }

  public static let fields: [EventField] = [
    EventField("document_number", .number),
    EventField("kind", .term(DocumentAttached.Kind.self)),
    EventField("media_type", .term(DocumentAttached.MediaType.self)),
    EventField("byte_count", .number),
    EventField("sha256", .digest),
    EventField("piece_count", .number),
    EventField("visit_number", .number),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(documentNumber, "document_number", 1...UInt32.max)
    try Expect.term(kind, "kind")
    try Expect.term(mediaType, "media_type")
    try Expect.whole(byteCount, "byte_count", 1...16777216)
    try Expect.digest(sha256, "sha256")
    try Expect.whole(pieceCount, "piece_count", 1...263)
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if kind == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension VisitOpened: RecordableEvent {
  public static let kind = EventKind(.chart, 9, Self.self)
  public static let entry = EventEntry(
    name: "visit opened", recorders: .reception)
  public var stated: ClinicalEvent { .chart(.visitOpened(self)) }

  public static let fields: [EventField] = [
    EventField("visit_number", .number),
    EventField("indication", .term(Indication.self)),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(visitNumber, "visit_number", 1...UInt32.max)
    try Expect.term(indication, "indication")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension ChartMerged: RecordableEvent {
  public static let kind = EventKind(.chart, 11, Self.self)
  public static let entry = EventEntry(
    name: "chart merged", recorders: .reception, secondSigners: .reception)
  public var stated: ClinicalEvent { .chart(.chartMerged(self)) }

  public static let fields: [EventField] = [
    EventField("other_chart", .bytes),
    EventField("part", .term(ChartMerged.Part.self)),
    EventField("reason", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.chart(otherChart, "other_chart")
    try Expect.term(part, "part")
    try Expect.text(reason, "reason")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
  }

  public var holdsPersonalText: Bool {
    !reason.isEmpty
  }
}

extension ChartUnmerged: RecordableEvent {
  public static let kind = EventKind(.chart, 12, Self.self)
  public static let entry = EventEntry(
    name: "chart unmerged", recorders: .reception, secondSigners: .reception)
  public var stated: ClinicalEvent { .chart(.chartUnmerged(self)) }

  public static let fields: [EventField] = [
    EventField("other_chart", .bytes),
    EventField("part", .term(ChartMerged.Part.self)),
    EventField("reason", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.chart(otherChart, "other_chart")
    try Expect.term(part, "part")
    try Expect.text(reason, "reason")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
  }

  public var holdsPersonalText: Bool {
    !reason.isEmpty
  }
}

extension ChartAmended: RecordableEvent {
  public static let kind = EventKind(.chart, 901, Self.self)
  public static let entry = EventEntry(
    name: "amended", recorders: .explainers)
  public var stated: ClinicalEvent { .chart(.amended(self)) }

  public static let fields: [EventField] = [
    EventField("target", .message(CorrectedEntry.fields)),
    EventField("replacement", .event(.chart), isPersonal: true),
    EventField("reason", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasTarget, "target", "its fields")
    if hasTarget { try target.check(under: "target") }
    try Expect.present(hasReplacement, "replacement", "its fields")
    try Expect.text(reason, "reason")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
  }

  public var holdsPersonalText: Bool {
    hasReplacement || !reason.isEmpty
  }
}

extension Arrived: RecordableEvent {
  public static let kind = EventKind(.visit, 1, Self.self)
  public static let entry = EventEntry(
    name: "arrived", recorders: .reception, stageEffect: .beginsVisit)
  public var stated: ClinicalEvent { .visit(.arrived(self)) }

  public static let fields: [EventField] = [
    EventField("indication", .term(Indication.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(indication, "indication")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension IdentityConfirmed: RecordableEvent {
  public static let kind = EventKind(.visit, 2, Self.self)
  public static let entry = EventEntry(
    name: "identity confirmed", recorders: .reception)
  public var stated: ClinicalEvent { .visit(.identityConfirmed(self)) }

  public static let fields: [EventField] = [
    EventField("identifiers", .term(IdentityConfirmed.Identifier.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.distinctTerms(identifiers, "identifiers")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension Weighed: RecordableEvent {
  public static let kind = EventKind(.visit, 3, Self.self)
  public static let entry = EventEntry(
    name: "weighed", recorders: .bedside)
  public var stated: ClinicalEvent { .visit(.weighed(self)) }

  public static let fields: [EventField] = [
    EventField("weight_kg", .number(unit: "kg")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.positive(weightKg, "weight_kg", atMost: 1000, "kg")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension OralIntake {
  public static let fields: [EventField] = [
    EventField("item", .term(OralIntake.Item.self)),
    EventField("taken_at", .time(mayLieAhead: false)),
    EventField("detail", .text, isPersonal: true),
  ]

  func check(under path: String) throws(Rejection) {
    try Expect.term(item, "\(path).item")
    if hasTakenAt { try Expect.time(takenAt, "\(path).taken_at") }
    try Expect.optionalName(detail, "\(path).detail")
  }

  func checkNew(under path: String) throws(Rejection) {
    try Expect.nothingHidden(detail, "\(path).detail")
  }

  var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension FastingChecked: RecordableEvent {
  public static let kind = EventKind(.visit, 4, Self.self)
  public static let entry = EventEntry(
    name: "fasting checked", recorders: .bedside)
  public var stated: ClinicalEvent { .visit(.fastingChecked(self)) }

  public static let fields: [EventField] = [
    EventField("intakes", .message(OralIntake.fields)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    for each in intakes { try each.check(under: "intakes") }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    for each in intakes { try each.checkNew(under: "intakes") }
  }

  public var holdsPersonalText: Bool {
    intakes.contains { $0.holdsPersonalText } || !note.isEmpty
  }
}

extension DriverNamed: RecordableEvent {
  public static let kind = EventKind(.visit, 5, Self.self)
  public static let entry = EventEntry(
    name: "driver named", recorders: .reception)
  public var stated: ClinicalEvent { .visit(.driverNamed(self)) }

  public static let fields: [EventField] = [
    EventField("driver", .message(Companion.fields), isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasDriver, "driver", "its fields")
    if hasDriver { try driver.check(under: "driver") }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    if hasDriver { try driver.checkNew(under: "driver") }
  }

  public var holdsPersonalText: Bool {
    hasDriver || !note.isEmpty
  }
}

extension SupervisorAssigned: RecordableEvent {
  public static let kind = EventKind(.visit, 6, Self.self)
  public static let entry = EventEntry(
    name: "supervisor assigned", recorders: .prescribers)
  public var stated: ClinicalEvent { .visit(.supervisorAssigned(self)) }

  public static let fields: [EventField] = [
    EventField("supervisor_actor", .actor),
    EventField("administering_actor", .actor),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(supervisorActor, "supervisor_actor")
    try Expect.actor(administeringActor, "administering_actor")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension EmergencyEquipmentChecked: RecordableEvent {
  public static let kind = EventKind(.visit, 30, Self.self)
  public static let entry = EventEntry(
    name: "emergency equipment checked", recorders: .bedside)
  public var stated: ClinicalEvent { .visit(.emergencyEquipmentChecked(self)) }

  public static let fields: [EventField] = [
    EventField("items", .term(EmergencyEquipmentChecked.Item.self)),
    EventField("ready", .term(Assessment.self)),
    EventField("missing", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.distinctTerms(items, "items")
    try Expect.term(ready, "ready")
    try Expect.note(missing, "missing")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !missing.isEmpty || !note.isEmpty
  }
}

extension IVPlaced: RecordableEvent {
  public static let kind = EventKind(.visit, 7, Self.self)
  public static let entry = EventEntry(
    name: "IV placed", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.ivPlaced(self)) }

  public static let fields: [EventField] = [
    EventField("site", .text, isPersonal: true),
    EventField("gauge", .number(unit: "G")),
    EventField("attempts", .number),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.optionalName(site, "site")
    if gauge != 0 { try Expect.whole(gauge, "gauge", 10...30, "G") }
    if attempts != 0 { try Expect.whole(attempts, "attempts", 0...50) }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.nothingHidden(site, "site")
  }

  public var holdsPersonalText: Bool {
    !site.isEmpty || !note.isEmpty
  }
}

extension MonitorApplied: RecordableEvent {
  public static let kind = EventKind(.visit, 8, Self.self)
  public static let entry = EventEntry(
    name: "monitor applied", recorders: .bedside)
  public var stated: ClinicalEvent { .visit(.monitorApplied(self)) }

  public static let fields: [EventField] = [
    EventField("channels", .term(MonitorApplied.Channel.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.distinctTerms(channels, "channels")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension TimeOutHeld: RecordableEvent {
  public static let kind = EventKind(.visit, 31, Self.self)
  public static let entry = EventEntry(
    name: "time-out held", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.timeOutHeld(self)) }

  public static let fields: [EventField] = [
    EventField("items", .term(TimeOutHeld.Item.self)),
    EventField("with_actor", .actor),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.distinctTerms(items, "items")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InfusionStarted: RecordableEvent {
  public static let kind = EventKind(.visit, 9, Self.self)
  public static let entry = EventEntry(
    name: "infusion started", recorders: .nursing, stageEffect: .startsInfusion)
  public var stated: ClinicalEvent { .visit(.infusionStarted(self)) }

  public static let fields: [EventField] = [
    EventField("dose_mg", .number(unit: "mg")),
    EventField("planned_minutes", .number(unit: "min")),
    EventField("route", .term(Route.self)),
    EventField("preflight", .message(InfusionStarted.Shown.fields)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.positive(doseMg, "dose_mg", atMost: 10000, "mg")
    try Expect.whole(plannedMinutes, "planned_minutes", 1...1440, "min")
    try Expect.term(route, "route")
    for each in preflight { try each.check(under: "preflight") }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    for each in preflight { try each.checkNew(under: "preflight") }
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InfusionStarted.Shown {
  public static let fields: [EventField] = [
    EventField("rule", .text),
    EventField("verdict", .text),
  ]

  func check(under path: String) throws(Rejection) {
    try Expect.rule(rule, "\(path).rule")
    try Expect.name(verdict, "\(path).verdict")
  }

  func checkNew(under path: String) throws(Rejection) {
    try Expect.visibleName(verdict, "\(path).verdict")
  }
}

extension BolusGiven: RecordableEvent {
  public static let kind = EventKind(.visit, 32, Self.self)
  public static let entry = EventEntry(
    name: "bolus given", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.bolusGiven(self)) }

  public static let fields: [EventField] = [
    EventField("dose_mg", .number(unit: "mg")),
    EventField("route", .term(Route.self)),
    EventField("over_minutes", .number(unit: "min")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.positive(doseMg, "dose_mg", atMost: 10000, "mg")
    try Expect.term(route, "route")
    if overMinutes != 0 { try Expect.whole(overMinutes, "over_minutes", 1...1440, "min") }
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InfusionRateChanged: RecordableEvent {
  public static let kind = EventKind(.visit, 33, Self.self)
  public static let entry = EventEntry(
    name: "infusion rate changed", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.infusionRateChanged(self)) }

  public static let fields: [EventField] = [
    EventField("rate_mg_per_h", .number(unit: "mg/h")),
    EventField("cause", .term(InfusionRateChanged.Cause.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.positive(rateMgPerH, "rate_mg_per_h", atMost: 10000, "mg/h")
    try Expect.term(cause, "cause")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if cause == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension SiteChecked: RecordableEvent {
  public static let kind = EventKind(.visit, 34, Self.self)
  public static let entry = EventEntry(
    name: "site checked", recorders: .bedside)
  public var stated: ClinicalEvent { .visit(.siteChecked(self)) }

  public static let fields: [EventField] = [
    EventField("condition", .term(SiteCondition.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(condition, "condition")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if condition == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension AlarmAcknowledged: RecordableEvent {
  public static let kind = EventKind(.visit, 35, Self.self)
  public static let entry = EventEntry(
    name: "alarm acknowledged", recorders: .bedside)
  public var stated: ClinicalEvent { .visit(.alarmAcknowledged(self)) }

  public static let fields: [EventField] = [
    EventField("alarm", .term(AlarmAcknowledged.Alarm.self)),
    EventField("cause", .term(AlarmAcknowledged.Cause.self)),
    EventField("action", .text, isPersonal: true),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(alarm, "alarm")
    try Expect.term(cause, "cause")
    try Expect.note(action, "action")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if alarm == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !action.isEmpty || !detail.isEmpty
  }
}

extension DissociationScored: RecordableEvent {
  public static let kind = EventKind(.visit, 36, Self.self)
  public static let entry = EventEntry(
    name: "dissociation scored", recorders: .bedside)
  public var stated: ClinicalEvent { .visit(.dissociationScored(self)) }

  public static let fields: [EventField] = [
    EventField("form", .term(DissociationScored.Form.self)),
    EventField("total", .number),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(form, "form")
    try Expect.present(hasTotal, "total", "a number")
    try Expect.whole(total, "total", 0...92)
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InfusionPaused: RecordableEvent {
  public static let kind = EventKind(.visit, 10, Self.self)
  public static let entry = EventEntry(
    name: "infusion paused", recorders: .nursing, stageEffect: .pausesInfusion)
  public var stated: ClinicalEvent { .visit(.infusionPaused(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InfusionResumed: RecordableEvent {
  public static let kind = EventKind(.visit, 11, Self.self)
  public static let entry = EventEntry(
    name: "infusion resumed", recorders: .nursing, stageEffect: .resumesInfusion)
  public var stated: ClinicalEvent { .visit(.infusionResumed(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InfusionStopped: RecordableEvent {
  public static let kind = EventKind(.visit, 12, Self.self)
  public static let entry = EventEntry(
    name: "infusion stopped", recorders: .anyoneButAuditor, isNeverHeldUp: true, stageEffect: .stopsInfusion)
  public var stated: ClinicalEvent { .visit(.infusionStopped(self)) }

  public static let fields: [EventField] = [
    EventField("cause", .term(InfusionStopped.Cause.self)),
    EventField("given_mg", .number(unit: "mg")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(cause, "cause")
    if hasGivenMg { try Expect.notNegative(givenMg, "given_mg", atMost: 10000, "mg") }
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension RecoveryStarted: RecordableEvent {
  public static let kind = EventKind(.visit, 13, Self.self)
  public static let entry = EventEntry(
    name: "recovery started", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.recoveryStarted(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension VitalsSampled: RecordableEvent {
  public static let kind = EventKind(.visit, 14, Self.self)
  public static let entry = EventEntry(
    name: "vitals sampled", recorders: .measurers)
  public var stated: ClinicalEvent { .visit(.vitalsSampled(self)) }

  public static let fields: [EventField] = [
    EventField("source", .term(VitalsSampled.Source.self)),
    EventField("sample", .message(VitalsSample.fields)),
    EventField("run", .message(VitalsRun.fields)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(source, "source")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension VitalsSample {
  public static let fields: [EventField] = [
    EventField("heart_rate_bpm", .number),
    EventField("pulse_bpm", .number),
    EventField("respiratory_rate_bpm", .number),
    EventField("spo2_percent", .number),
    EventField("systolic_mmhg", .number),
    EventField("diastolic_mmhg", .number),
    EventField("mean_mmhg", .number),
    EventField("temperature_cel", .number),
    EventField("rhythm", .term(HeartRhythm.self)),
    EventField("sedation_rass", .number),
    EventField("sedation_moaas", .number),
  ]
}

extension VitalsRun {
  public static let fields: [EventField] = [
    EventField("offset_seconds", .number),
    EventField("heart_rate_bpm", .message(VitalsRun.Channel.fields)),
    EventField("pulse_bpm", .message(VitalsRun.Channel.fields)),
    EventField("respiratory_rate_bpm", .message(VitalsRun.Channel.fields)),
    EventField("spo2_percent", .message(VitalsRun.Channel.fields)),
    EventField("systolic_mmhg", .message(VitalsRun.Channel.fields)),
    EventField("diastolic_mmhg", .message(VitalsRun.Channel.fields)),
    EventField("mean_mmhg", .message(VitalsRun.Channel.fields)),
  ]
}

extension VitalsRun.Channel {
  public static let fields: [EventField] = [
    EventField("decimal_places", .number),
    EventField("rows", .number),
    EventField("scaled", .number),
  ]
}

extension SideEffectNoted: RecordableEvent {
  public static let kind = EventKind(.visit, 15, Self.self)
  public static let entry = EventEntry(
    name: "side effect noted", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.sideEffectNoted(self)) }

  public static let fields: [EventField] = [
    EventField("effect", .term(SideEffect.self)),
    EventField("severity", .number),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(effect, "effect")
    try Expect.whole(severity, "severity", 1...4)
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if effect == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension SideEffectResolved: RecordableEvent {
  public static let kind = EventKind(.visit, 16, Self.self)
  public static let entry = EventEntry(
    name: "side effect resolved", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.sideEffectResolved(self)) }

  public static let fields: [EventField] = [
    EventField("effect", .term(SideEffect.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(effect, "effect")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension AntiemeticGiven: RecordableEvent {
  public static let kind = EventKind(.visit, 17, Self.self)
  public static let entry = EventEntry(
    name: "antiemetic given", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.antiemeticGiven(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(AntiemeticGiven.Drug.self)),
    EventField("dose_mg", .number(unit: "mg")),
    EventField("route", .term(Route.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.positive(doseMg, "dose_mg", atMost: 10000, "mg")
    try Expect.term(route, "route")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if drug == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension AntiemeticDeclined: RecordableEvent {
  public static let kind = EventKind(.visit, 18, Self.self)
  public static let entry = EventEntry(
    name: "antiemetic declined", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.antiemeticDeclined(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension AntiemeticNotIndicated: RecordableEvent {
  public static let kind = EventKind(.visit, 29, Self.self)
  public static let entry = EventEntry(
    name: "antiemetic not indicated", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.antiemeticNotIndicated(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension OxygenGiven: RecordableEvent {
  public static let kind = EventKind(.visit, 19, Self.self)
  public static let entry = EventEntry(
    name: "oxygen given", recorders: .anyoneButAuditor, isNeverHeldUp: true)
  public var stated: ClinicalEvent { .visit(.oxygenGiven(self)) }

  public static let fields: [EventField] = [
    EventField("flow_l_per_min", .number(unit: "l/min")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.notNegative(flowLPerMin, "flow_l_per_min", atMost: 200, "l/min")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension RescueDrugGiven: RecordableEvent {
  public static let kind = EventKind(.visit, 20, Self.self)
  public static let entry = EventEntry(
    name: "rescue drug given", recorders: .anyoneButAuditor, isNeverHeldUp: true)
  public var stated: ClinicalEvent { .visit(.rescueDrugGiven(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(RescueDrugGiven.Drug.self)),
    EventField("dose_mg", .number(unit: "mg")),
    EventField("route", .term(Route.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.positive(doseMg, "dose_mg", atMost: 10000, "mg")
    try Expect.term(route, "route")
    try Expect.note(detail, "detail")
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension AdverseEventNoted: RecordableEvent {
  public static let kind = EventKind(.visit, 21, Self.self)
  public static let entry = EventEntry(
    name: "adverse event noted", recorders: .anyoneButAuditor, isNeverHeldUp: true)
  public var stated: ClinicalEvent { .visit(.adverseEventNoted(self)) }

  public static let fields: [EventField] = [
    EventField("severity", .number),
    EventField("description", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(severity, "severity", 1...4)
    try Expect.note(description_p, "description")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !description_p.isEmpty || !note.isEmpty
  }
}

extension AdverseEventFollowedUp: RecordableEvent {
  public static let kind = EventKind(.visit, 37, Self.self)
  public static let entry = EventEntry(
    name: "adverse event followed up", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.adverseEventFollowedUp(self)) }

  public static let fields: [EventField] = [
    EventField("outcome", .term(AdverseEventFollowedUp.Outcome.self)),
    EventField("description", .text, isPersonal: true),
    EventField("about_position", .number),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(outcome, "outcome")
    try Expect.note(description_p, "description")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !description_p.isEmpty || !note.isEmpty
  }
}

extension EmergencyCalled: RecordableEvent {
  public static let kind = EventKind(.visit, 22, Self.self)
  public static let entry = EventEntry(
    name: "emergency called", recorders: .anyoneButAuditor, isNeverHeldUp: true)
  public var stated: ClinicalEvent { .visit(.emergencyCalled(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension Transferred: RecordableEvent {
  public static let kind = EventKind(.visit, 23, Self.self)
  public static let entry = EventEntry(
    name: "transferred", recorders: .anyoneButAuditor, isNeverHeldUp: true, stageEffect: .endsVisit)
  public var stated: ClinicalEvent { .visit(.transferred(self)) }

  public static let fields: [EventField] = [
    EventField("destination", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.optionalName(destination, "destination")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !destination.isEmpty || !note.isEmpty
  }
}

extension IVRemoved: RecordableEvent {
  public static let kind = EventKind(.visit, 38, Self.self)
  public static let entry = EventEntry(
    name: "IV removed", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.ivRemoved(self)) }

  public static let fields: [EventField] = [
    EventField("intact", .term(Assessment.self)),
    EventField("condition", .term(SiteCondition.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(intact, "intact")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.known(condition, "condition")
    if condition == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension DischargeAssessed: RecordableEvent {
  public static let kind = EventKind(.visit, 24, Self.self)
  public static let entry = EventEntry(
    name: "discharge assessed", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.dischargeAssessed(self)) }

  public static let fields: [EventField] = [
    EventField("stable", .yesOrNo, replacedBy: "assessed_stable"),
    EventField("note", .text, isPersonal: true),
    EventField("assessed_stable", .term(Assessment.self)),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.replaced(stable, "stable", by: "assessed_stable")
    try Expect.term(assessedStable, "assessed_stable")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension InstructionsAcknowledged: RecordableEvent {
  public static let kind = EventKind(.visit, 25, Self.self)
  public static let entry = EventEntry(
    name: "instructions acknowledged", recorders: .nursing)
  public var stated: ClinicalEvent { .visit(.instructionsAcknowledged(self)) }

  public static let fields: [EventField] = [
    EventField("no_driving_24_h", .yesOrNo, replacedBy: "no_driving"),
    EventField("form_version", .text),
    EventField("no_driving", .term(Assessment.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.optionalName(formVersion, "form_version")
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.replaced(noDriving24H, "no_driving_24_h", by: "no_driving")
    try Expect.nothingHidden(formVersion, "form_version")
    try Expect.term(noDriving, "no_driving")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension Discharged: RecordableEvent {
  public static let kind = EventKind(.visit, 26, Self.self)
  public static let entry = EventEntry(
    name: "discharged", recorders: .nursing, stageEffect: .endsVisit)
  public var stated: ClinicalEvent { .visit(.discharged(self)) }

  public static let fields: [EventField] = [
    EventField("destination", .term(Discharged.Destination.self)),
    EventField("driver", .message(Companion.fields), isPersonal: true),
    EventField("driver_fit_to_drive", .yesOrNo, replacedBy: "fit_to_drive"),
    EventField("fit_to_drive", .term(Assessment.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(destination, "destination")
    if hasDriver { try driver.check(under: "driver") }
    try Expect.note(note, "note")
  }

  public func checkNewFields() throws(Rejection) {
    if hasDriver { try driver.checkNew(under: "driver") }
    try Expect.replaced(driverFitToDrive, "driver_fit_to_drive", by: "fit_to_drive")
  }

  public var holdsPersonalText: Bool {
    hasDriver || !note.isEmpty
  }
}

extension LeftAgainstAdvice: RecordableEvent {
  public static let kind = EventKind(.visit, 39, Self.self)
  public static let entry = EventEntry(
    name: "left against advice", recorders: .reception, stageEffect: .endsVisit)
  public var stated: ClinicalEvent { .visit(.leftAgainstAdvice(self)) }

  public static let fields: [EventField] = [
    EventField("risks_explained", .term(Assessment.self)),
    EventField("form_signed", .term(Assessment.self)),
    EventField("said", .text, isPersonal: true),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(risksExplained, "risks_explained")
    try Expect.term(formSigned, "form_signed")
    try Expect.note(said, "said")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !said.isEmpty || !note.isEmpty
  }
}

extension VisitSignedOff: RecordableEvent {
  public static let kind = EventKind(.visit, 40, Self.self)
  public static let entry = EventEntry(
    name: "visit signed off", recorders: .prescribers)
  public var stated: ClinicalEvent { .visit(.visitSignedOff(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension DrugWasted: RecordableEvent {
  public static let kind = EventKind(.visit, 27, Self.self)
  public static let entry = EventEntry(
    name: "drug wasted", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .visit(.drugWasted(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(DrugWasted.Drug.self)),
    EventField("amount_mg", .number(unit: "mg")),
    EventField("cause", .term(DrugWasted.Cause.self)),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.positive(amountMg, "amount_mg", atMost: 10000, "mg")
    try Expect.term(cause, "cause")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    if drug == .other || cause == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !detail.isEmpty
  }
}

extension DrugDrawn: RecordableEvent {
  public static let kind = EventKind(.visit, 41, Self.self)
  public static let entry = EventEntry(
    name: "drug drawn", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .visit(.drugDrawn(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(StockedDrug.self)),
    EventField("amount_ug", .number(unit: "ug")),
    EventField("lot_number", .number),
    EventField("vial_number", .number),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension DrugReturned: RecordableEvent {
  public static let kind = EventKind(.visit, 42, Self.self)
  public static let entry = EventEntry(
    name: "drug returned", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .visit(.drugReturned(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(StockedDrug.self)),
    EventField("amount_ug", .number(unit: "ug")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension DrugMissing: RecordableEvent {
  public static let kind = EventKind(.visit, 43, Self.self)
  public static let entry = EventEntry(
    name: "drug missing", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .visit(.drugMissing(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(StockedDrug.self)),
    EventField("amount_ug", .number(unit: "ug")),
    EventField("explanation", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.text(explanation, "explanation")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(explanation, "explanation")
  }

  public var holdsPersonalText: Bool {
    !explanation.isEmpty
  }
}

extension VisitAmended: RecordableEvent {
  public static let kind = EventKind(.visit, 901, Self.self)
  public static let entry = EventEntry(
    name: "amended", recorders: .explainers)
  public var stated: ClinicalEvent { .visit(.amended(self)) }

  public static let fields: [EventField] = [
    EventField("target", .message(CorrectedEntry.fields)),
    EventField("replacement", .event(.visit), isPersonal: true),
    EventField("reason", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasTarget, "target", "its fields")
    if hasTarget { try target.check(under: "target") }
    try Expect.present(hasReplacement, "replacement", "its fields")
    try Expect.text(reason, "reason")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
  }

  public var holdsPersonalText: Bool {
    hasReplacement || !reason.isEmpty
  }
}

extension StaffEnrolled: RecordableEvent {
  public static let kind = EventKind(.staff, 1, Self.self)
  public static let entry = EventEntry(
    name: "staff enrolled", recorders: .administrators)
  public var stated: ClinicalEvent { .staff(.staffEnrolled(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
    EventField("handle", .text),
    EventField("display_name", .text, isPersonal: true),
    EventField("role", .term(Role.self)),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.name(displayName, "display_name")
    try Expect.term(role, "role")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(displayName, "display_name")
  }

  public var holdsPersonalText: Bool {
    !displayName.isEmpty
  }
}

extension StaffCredentialed: RecordableEvent {
  public static let kind = EventKind(.staff, 2, Self.self)
  public static let entry = EventEntry(
    name: "staff credentialed", recorders: .administrators)
  public var stated: ClinicalEvent { .staff(.staffCredentialed(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
    EventField("specialty", .term(Specialty.self)),
    EventField("valid_from", .text),
    EventField("valid_until", .text),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.term(specialty, "specialty")
    _ = try Expect.date(validFrom, "valid_from", isPersonal: false)
    _ = try Expect.date(validUntil, "valid_until", isPersonal: false)
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension StaffSuspended: RecordableEvent {
  public static let kind = EventKind(.staff, 3, Self.self)
  public static let entry = EventEntry(
    name: "staff suspended", recorders: .administrators)
  public var stated: ClinicalEvent { .staff(.staffSuspended(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
    EventField("cause", .term(StaffSuspended.Cause.self)),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.term(cause, "cause")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension StaffReinstated: RecordableEvent {
  public static let kind = EventKind(.staff, 4, Self.self)
  public static let entry = EventEntry(
    name: "staff reinstated", recorders: .administrators)
  public var stated: ClinicalEvent { .staff(.staffReinstated(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension StaffDeparted: RecordableEvent {
  public static let kind = EventKind(.staff, 5, Self.self)
  public static let entry = EventEntry(
    name: "staff departed", recorders: .administrators)
  public var stated: ClinicalEvent { .staff(.staffDeparted(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension StaffKeyReplaced: RecordableEvent {
  public static let kind = EventKind(.staff, 6, Self.self)
  public static let entry = EventEntry(
    name: "staff key replaced", recorders: .anyone)
  public var stated: ClinicalEvent { .staff(.staffKeyReplaced(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
    EventField("cause", .term(StaffKeyReplaced.Cause.self)),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.term(cause, "cause")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension DeviceAssigned: RecordableEvent {
  public static let kind = EventKind(.staff, 7, Self.self)
  public static let entry = EventEntry(
    name: "device assigned", recorders: .bedside)
  public var stated: ClinicalEvent { .staff(.deviceAssigned(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
    EventField("chart", .bytes),
    EventField("visit_number", .number),
    EventField("data_key_number", .number),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.chart(chart, "chart")
    try Expect.whole(visitNumber, "visit_number", 1...UInt32.max)
    try Expect.whole(dataKeyNumber, "data_key_number", 1...UInt32.max)
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension DeviceReleased: RecordableEvent {
  public static let kind = EventKind(.staff, 8, Self.self)
  public static let entry = EventEntry(
    name: "device released", recorders: .anyoneButAuditor)
  public var stated: ClinicalEvent { .staff(.deviceReleased(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension PolicyAdopted: RecordableEvent {
  public static let kind = EventKind(.policy, 1, Self.self)
  public static let entry = EventEntry(
    name: "policy adopted", recorders: .administrators)
  public var stated: ClinicalEvent { .policy(.policyAdopted(self)) }

  public static let fields: [EventField] = [
    EventField("name", .text),
    EventField("version", .number),
    EventField("document", .bytes),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.name(name, "name")
    try Expect.whole(version, "version", 1...UInt32.max)
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(name, "name")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension DrugBookOpened: RecordableEvent {
  public static let kind = EventKind(.policy, 2, Self.self)
  public static let entry = EventEntry(
    name: "drug book opened", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .policy(.drugBookOpened(self)) }

  public static let fields: [EventField] = [
    EventField("book", .bytes),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.chart(book, "book")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension Look {
  public static let fields: [EventField] = [
    EventField("scope", .term(Look.Scope.self)),
    EventField("visit_number", .number),
    EventField("position", .number),
    EventField("answer", .term(Look.Answer.self)),
  ]
}

extension Viewed: RecordableEvent {
  public static let kind = EventKind(.access, 1, Self.self)
  public static let entry = EventEntry(
    name: "viewed", recorders: .explainers)
  public var stated: ClinicalEvent { .access(.viewed(self)) }

  public static let fields: [EventField] = [
    EventField("look", .message(Look.fields)),
  ]

  public func checkFields() throws(Rejection) {}

  public var holdsPersonalText: Bool {
    false
  }
}

extension Searched: RecordableEvent {
  public static let kind = EventKind(.access, 2, Self.self)
  public static let entry = EventEntry(
    name: "searched", recorders: .explainers)
  public var stated: ClinicalEvent { .access(.searched(self)) }

  public static let fields: [EventField] = [
    EventField("listed_count", .number),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(listedCount, "listed_count", 1...UInt32.max)
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension Disclosed: RecordableEvent {
  public static let kind = EventKind(.access, 4, Self.self)
  public static let entry = EventEntry(
    name: "disclosed", recorders: .explainers)
  public var stated: ClinicalEvent { .access(.disclosed(self)) }

  public static let fields: [EventField] = [
    EventField("recipient", .text, isPersonal: true),
    EventField("purpose", .term(Disclosed.Purpose.self)),
    EventField("given", .text, isPersonal: true),
    EventField("detail", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.name(recipient, "recipient")
    try Expect.term(purpose, "purpose")
    try Expect.text(given, "given")
    try Expect.note(detail, "detail")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(recipient, "recipient")
    try Expect.visibleText(given, "given")
    if purpose == .other { try Expect.whichOne(detail, "detail") }
  }

  public var holdsPersonalText: Bool {
    !recipient.isEmpty || !given.isEmpty || !detail.isEmpty
  }
}

extension EmergencyAccessOpened: RecordableEvent {
  public static let kind = EventKind(.access, 5, Self.self)
  public static let entry = EventEntry(
    name: "emergency access opened", recorders: .keyHolders)
  public var stated: ClinicalEvent { .access(.emergencyAccessOpened(self)) }

  public static let fields: [EventField] = [
    EventField("look", .message(Look.fields)),
    EventField("reason", .text, isPersonal: true),
    EventField("host", .text),
    EventField("is_spooled", .yesOrNo),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.text(reason, "reason")
    try Expect.name(host, "host")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
    try Expect.visibleName(host, "host")
  }

  public var holdsPersonalText: Bool {
    !reason.isEmpty
  }
}

extension EmergencyAccessReviewed: RecordableEvent {
  public static let kind = EventKind(.access, 6, Self.self)
  public static let entry = EventEntry(
    name: "emergency access reviewed", recorders: .reviewers)
  public var stated: ClinicalEvent { .access(.emergencyAccessReviewed(self)) }

  public static let fields: [EventField] = [
    EventField("outcome", .term(EmergencyAccessReviewed.Outcome.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(outcome, "outcome")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension SignInRefused: RecordableEvent {
  public static let kind = EventKind(.operations, 1, Self.self)
  public static let entry = EventEntry(
    name: "sign-in refused", recorders: .program)
  public var stated: ClinicalEvent { .operations(.signInRefused(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
    EventField("cause", .term(SignInRefused.Cause.self)),
    EventField("host", .text),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.term(cause, "cause")
    try Expect.name(host, "host")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(host, "host")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension ActRefused: RecordableEvent {
  public static let kind = EventKind(.operations, 2, Self.self)
  public static let entry = EventEntry(
    name: "act refused", recorders: .program)
  public var stated: ClinicalEvent { .operations(.actRefused(self)) }

  public static let fields: [EventField] = [
    EventField("actor", .actor),
    EventField("act", .text),
    EventField("cause", .term(ActRefused.Cause.self)),
    EventField("chart", .bytes),
    EventField("host", .text),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.name(act, "act")
    try Expect.term(cause, "cause")
    if !chart.isEmpty { try Expect.chart(chart, "chart") }
    try Expect.name(host, "host")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(act, "act")
    try Expect.visibleName(host, "host")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension BackupTaken: RecordableEvent {
  public static let kind = EventKind(.operations, 3, Self.self)
  public static let entry = EventEntry(
    name: "backup taken", recorders: .keepers)
  public var stated: ClinicalEvent { .operations(.backupTaken(self)) }

  public static let fields: [EventField] = [
    EventField("size", .number),
    EventField("root", .bytes),
    EventField("holds_keyring", .yesOrNo),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension LedgerRestored: RecordableEvent {
  public static let kind = EventKind(.operations, 4, Self.self)
  public static let entry = EventEntry(
    name: "ledger restored", recorders: .program)
  public var stated: ClinicalEvent { .operations(.ledgerRestored(self)) }

  public static let fields: [EventField] = [
    EventField("size", .number),
    EventField("root", .bytes),
    EventField("is_rollback", .yesOrNo),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension LedgerVerified: RecordableEvent {
  public static let kind = EventKind(.operations, 5, Self.self)
  public static let entry = EventEntry(
    name: "ledger verified", recorders: .verifiers)
  public var stated: ClinicalEvent { .operations(.ledgerVerified(self)) }

  public static let fields: [EventField] = [
    EventField("size", .number),
    EventField("root", .bytes),
    EventField("problem_count", .number),
    EventField("signatures_checked", .yesOrNo),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension LegalHoldPlaced: RecordableEvent {
  public static let kind = EventKind(.operations, 6, Self.self)
  public static let entry = EventEntry(
    name: "legal hold placed", recorders: .keepers)
  public var stated: ClinicalEvent { .operations(.legalHoldPlaced(self)) }

  public static let fields: [EventField] = []

  public func checkFields() throws(Rejection) {}

  public var holdsPersonalText: Bool {
    false
  }
}

extension LegalHoldReleased: RecordableEvent {
  public static let kind = EventKind(.operations, 7, Self.self)
  public static let entry = EventEntry(
    name: "legal hold released", recorders: .compliance, secondSigners: .administrators)
  public var stated: ClinicalEvent { .operations(.legalHoldReleased(self)) }

  public static let fields: [EventField] = []

  public func checkFields() throws(Rejection) {}

  public var holdsPersonalText: Bool {
    false
  }
}

extension ChartErasureIntended: RecordableEvent {
  public static let kind = EventKind(.operations, 8, Self.self)
  public static let entry = EventEntry(
    name: "chart erasure intended", recorders: .compliance, secondSigners: .administrators)
  public var stated: ClinicalEvent { .operations(.chartErasureIntended(self)) }

  public static let fields: [EventField] = [
    EventField("ground", .term(ChartErasureIntended.Ground.self)),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(ground, "ground")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension ChartErasureCompleted: RecordableEvent {
  public static let kind = EventKind(.operations, 9, Self.self)
  public static let entry = EventEntry(
    name: "chart erasure completed", recorders: .keyHoldersAndProgram)
  public var stated: ClinicalEvent { .operations(.chartErasureCompleted(self)) }

  public static let fields: [EventField] = [
    EventField("is_replayed", .yesOrNo),
  ]

  public func checkFields() throws(Rejection) {}

  public var holdsPersonalText: Bool {
    false
  }
}

extension TablesMended: RecordableEvent {
  public static let kind = EventKind(.operations, 11, Self.self)
  public static let entry = EventEntry(
    name: "tables mended", recorders: .keepers)
  public var stated: ClinicalEvent { .operations(.tablesMended(self)) }

  public static let fields: [EventField] = [
    EventField("size", .number),
    EventField("root", .bytes),
    EventField("head_count", .number),
    EventField("append_count", .number),
    EventField("node_count", .number),
    EventField("is_frontier", .yesOrNo),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension CheckpointGivenUp: RecordableEvent {
  public static let kind = EventKind(.operations, 12, Self.self)
  public static let entry = EventEntry(
    name: "checkpoint given up", recorders: .keepers, secondSigners: .administrators)
  public var stated: ClinicalEvent { .operations(.checkpointGivenUp(self)) }

  public static let fields: [EventField] = [
    EventField("size", .number),
    EventField("root", .bytes),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension CheckpointContradicted: RecordableEvent {
  public static let kind = EventKind(.operations, 13, Self.self)
  public static let entry = EventEntry(
    name: "checkpoint contradicted", recorders: .anyoneButAuditor)
  public var stated: ClinicalEvent { .operations(.checkpointContradicted(self)) }

  public static let fields: [EventField] = [
    EventField("size", .number),
    EventField("root", .bytes),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.root(root, "root")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension AccessSpoolDamaged: RecordableEvent {
  public static let kind = EventKind(.operations, 10, Self.self)
  public static let entry = EventEntry(
    name: "access spool damaged", recorders: .program)
  public var stated: ClinicalEvent { .operations(.accessSpoolDamaged(self)) }

  public static let fields: [EventField] = [
    EventField("byte_count", .number),
    EventField("look_count", .number),
    EventField("digest", .digest),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(byteCount, "byte_count", 1...UInt32.max)
    try Expect.digest(digest, "digest")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension DayClosed: RecordableEvent {
  public static let kind = EventKind(.operations, 14, Self.self)
  public static let entry = EventEntry(
    name: "day closed", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .operations(.dayClosed(self)) }

  public static let fields: [EventField] = [
    EventField("day", .text),
    EventField("lot_count", .number),
    EventField("discrepancy_count", .number),
  ]

  public func checkFields() throws(Rejection) {
    _ = try Expect.date(day, "day", isPersonal: false)
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension ReportIssued: RecordableEvent {
  public static let kind = EventKind(.operations, 15, Self.self)
  public static let entry = EventEntry(
    name: "report issued", recorders: .reviewers)
  public var stated: ClinicalEvent { .operations(.reportIssued(self)) }

  public static let fields: [EventField] = [
    EventField("report", .term(ReportIssued.Report.self)),
    EventField("digest", .digest),
    EventField("size", .number),
    EventField("root", .bytes),
    EventField("rule_set_version", .number),
    EventField("names_patients", .yesOrNo),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(report, "report")
    try Expect.digest(digest, "digest")
    try Expect.root(root, "root")
    try Expect.whole(ruleSetVersion, "rule_set_version", 1...UInt32.max)
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension StockReceived: RecordableEvent {
  public static let kind = EventKind(.lot, 1, Self.self)
  public static let entry = EventEntry(
    name: "stock received", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.stockReceived(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(StockedDrug.self)),
    EventField("concentration_ug_per_ml", .number(unit: "ug/ml")),
    EventField("vial_ul", .number(unit: "ul")),
    EventField("vials", .number),
    EventField("manufacturer_lot", .text),
    EventField("expires_on", .text),
    EventField("supplier", .text, isPersonal: true),
    EventField("invoice", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.whole(vials, "vials", 1...100000)
    try Expect.name(manufacturerLot, "manufacturer_lot")
    _ = try Expect.date(expiresOn, "expires_on", isPersonal: false)
    try Expect.name(supplier, "supplier")
    try Expect.name(invoice, "invoice")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(manufacturerLot, "manufacturer_lot")
    try Expect.visibleName(supplier, "supplier")
    try Expect.visibleName(invoice, "invoice")
  }

  public var holdsPersonalText: Bool {
    !supplier.isEmpty || !invoice.isEmpty
  }
}

extension OpeningInventory: RecordableEvent {
  public static let kind = EventKind(.lot, 2, Self.self)
  public static let entry = EventEntry(
    name: "opening inventory", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.openingInventory(self)) }

  public static let fields: [EventField] = [
    EventField("drug", .term(StockedDrug.self)),
    EventField("concentration_ug_per_ml", .number(unit: "ug/ml")),
    EventField("vial_ul", .number(unit: "ul")),
    EventField("vials", .number),
    EventField("manufacturer_lot", .text),
    EventField("expires_on", .text),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.whole(vials, "vials", 1...100000)
    try Expect.name(manufacturerLot, "manufacturer_lot")
    _ = try Expect.date(expiresOn, "expires_on", isPersonal: false)
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(manufacturerLot, "manufacturer_lot")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension BiennialInventory: RecordableEvent {
  public static let kind = EventKind(.lot, 3, Self.self)
  public static let entry = EventEntry(
    name: "biennial inventory", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.biennialInventory(self)) }

  public static let fields: [EventField] = [
    EventField("counted_ug", .number(unit: "ug")),
    EventField("business", .term(BiennialInventory.Business.self)),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(business, "business")
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension LotCounted: RecordableEvent {
  public static let kind = EventKind(.lot, 4, Self.self)
  public static let entry = EventEntry(
    name: "lot counted", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.lotCounted(self)) }

  public static let fields: [EventField] = [
    EventField("counted_ug", .number(unit: "ug")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension DrawnFromLot: RecordableEvent {
  public static let kind = EventKind(.lot, 5, Self.self)
  public static let entry = EventEntry(
    name: "drawn from lot", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.drawnFromLot(self)) }

  public static let fields: [EventField] = [
    EventField("vial", .number),
    EventField("amount_ug", .number(unit: "ug")),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(vial, "vial", 1...100000)
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension GivenFromLot: RecordableEvent {
  public static let kind = EventKind(.lot, 6, Self.self)
  public static let entry = EventEntry(
    name: "given from lot", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.givenFromLot(self)) }

  public static let fields: [EventField] = [
    EventField("vial", .number),
    EventField("amount_ug", .number(unit: "ug")),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(vial, "vial", 1...100000)
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension WastedFromLot: RecordableEvent {
  public static let kind = EventKind(.lot, 7, Self.self)
  public static let entry = EventEntry(
    name: "wasted from lot", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.wastedFromLot(self)) }

  public static let fields: [EventField] = [
    EventField("vial", .number),
    EventField("amount_ug", .number(unit: "ug")),
    EventField("cause", .term(DrugWasted.Cause.self)),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(vial, "vial", 1...100000)
    try Expect.term(cause, "cause")
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension ReturnedToLot: RecordableEvent {
  public static let kind = EventKind(.lot, 8, Self.self)
  public static let entry = EventEntry(
    name: "returned to lot", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.returnedToLot(self)) }

  public static let fields: [EventField] = [
    EventField("vial", .number),
    EventField("amount_ug", .number(unit: "ug")),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.whole(vial, "vial", 1...100000)
  }

  public var holdsPersonalText: Bool {
    false
  }
}

extension StockExpired: RecordableEvent {
  public static let kind = EventKind(.lot, 9, Self.self)
  public static let entry = EventEntry(
    name: "stock expired", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.stockExpired(self)) }

  public static let fields: [EventField] = [
    EventField("amount_ug", .number(unit: "ug")),
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension StockTransferred: RecordableEvent {
  public static let kind = EventKind(.lot, 10, Self.self)
  public static let entry = EventEntry(
    name: "stock transferred", recorders: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.stockTransferred(self)) }

  public static let fields: [EventField] = [
    EventField("amount_ug", .number(unit: "ug")),
    EventField("recipient", .text, isPersonal: true),
    EventField("document", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.name(recipient, "recipient")
    try Expect.name(document, "document")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleName(recipient, "recipient")
    try Expect.visibleName(document, "document")
  }

  public var holdsPersonalText: Bool {
    !recipient.isEmpty || !document.isEmpty
  }
}

extension StockLost: RecordableEvent {
  public static let kind = EventKind(.lot, 11, Self.self)
  public static let entry = EventEntry(
    name: "stock lost", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.stockLost(self)) }

  public static let fields: [EventField] = [
    EventField("amount_ug", .number(unit: "ug")),
    EventField("cause", .term(StockLost.Cause.self)),
    EventField("account", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(cause, "cause")
    try Expect.text(account, "account")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(account, "account")
  }

  public var holdsPersonalText: Bool {
    !account.isEmpty
  }
}

extension DiscrepancyDeclared: RecordableEvent {
  public static let kind = EventKind(.lot, 12, Self.self)
  public static let entry = EventEntry(
    name: "discrepancy declared", recorders: .drugReviewers, secondSigners: .drugReviewers)
  public var stated: ClinicalEvent { .lot(.discrepancyDeclared(self)) }

  public static let fields: [EventField] = [
    EventField("about", .term(DiscrepancyDeclared.About.self)),
    EventField("missing_ug", .number(unit: "ug")),
    EventField("surplus_ug", .number(unit: "ug")),
    EventField("vial", .number),
    EventField("explanation", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.term(about, "about")
    if vial != 0 { try Expect.whole(vial, "vial", 1...100000) }
    try Expect.text(explanation, "explanation")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(explanation, "explanation")
  }

  public var holdsPersonalText: Bool {
    !explanation.isEmpty
  }
}

extension LotReviewed: RecordableEvent {
  public static let kind = EventKind(.lot, 13, Self.self)
  public static let entry = EventEntry(
    name: "lot reviewed", recorders: .reviewers)
  public var stated: ClinicalEvent { .lot(.lotReviewed(self)) }

  public static let fields: [EventField] = [
    EventField("note", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var holdsPersonalText: Bool {
    !note.isEmpty
  }
}

extension LotAmended: RecordableEvent {
  public static let kind = EventKind(.lot, 901, Self.self)
  public static let entry = EventEntry(
    name: "amended", recorders: .explainers)
  public var stated: ClinicalEvent { .lot(.amended(self)) }

  public static let fields: [EventField] = [
    EventField("target", .message(CorrectedEntry.fields)),
    EventField("replacement", .event(.lot), isPersonal: true),
    EventField("reason", .text, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {
    try Expect.present(hasTarget, "target", "its fields")
    if hasTarget { try target.check(under: "target") }
    try Expect.present(hasReplacement, "replacement", "its fields")
    try Expect.text(reason, "reason")
  }

  public func checkNewFields() throws(Rejection) {
    try Expect.visibleText(reason, "reason")
  }

  public var holdsPersonalText: Bool {
    hasReplacement || !reason.isEmpty
  }
}

extension DocumentPiece: RecordableEvent {
  public static let kind = EventKind(.document, 1, Self.self)
  public static let entry = EventEntry(
    name: "document piece", recorders: .reception)
  public var stated: ClinicalEvent { .document(.documentPiece(self)) }

  public static let fields: [EventField] = [
    EventField("content", .bytes, isPersonal: true),
  ]

  public func checkFields() throws(Rejection) {}

  public var holdsPersonalText: Bool {
    !content.isEmpty
  }
}

extension Role: ClinicalTerm {
  public static let schemaPrefix = "ROLE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ROLE_ADMINISTRATOR", "administrator"),
    TermEntry(2, "ROLE_PHYSICIAN", "physician"),
    TermEntry(3, "ROLE_PRESCRIBER", "prescriber"),
    TermEntry(4, "ROLE_NURSE", "nurse"),
    TermEntry(5, "ROLE_MEDICAL_ASSISTANT", "medical assistant"),
    TermEntry(6, "ROLE_FRONT_DESK", "front desk"),
    TermEntry(7, "ROLE_PHARMACIST", "pharmacist"),
    TermEntry(8, "ROLE_COMPLIANCE_OFFICER", "compliance officer"),
    TermEntry(9, "ROLE_AUDITOR", "auditor"),
    TermEntry(10, "ROLE_DEVICE", "device"),
    TermEntry(11, "ROLE_PROGRAM", "program"),
  ]
}

extension Indication: ClinicalTerm {
  public static let schemaPrefix = "INDICATION_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "INDICATION_DEPRESSION", "depression", aliases: ["mood"]),
    TermEntry(2, "INDICATION_ANXIETY", "anxiety"),
    TermEntry(3, "INDICATION_PTSD", "PTSD"),
    TermEntry(4, "INDICATION_BIPOLAR", "bipolar disorder"),
    TermEntry(5, "INDICATION_OTHER_PSYCHIATRIC", "another psychiatric condition"),
    TermEntry(6, "INDICATION_CHRONIC_PAIN", "chronic pain", aliases: ["pain"]),
  ]
}

extension Assessment: ClinicalTerm {
  public static let schemaPrefix = "ASSESSMENT_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ASSESSMENT_YES", "yes", aliases: ["y"]),
    TermEntry(2, "ASSESSMENT_NO", "no", aliases: ["n"]),
    TermEntry(3, "ASSESSMENT_NOT_ASSESSED", "not assessed"),
  ]
}

extension TimePrecision: ClinicalTerm {
  public static let schemaPrefix = "TIME_PRECISION_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "TIME_PRECISION_DAY", "day"),
    TermEntry(2, "TIME_PRECISION_MINUTE", "minute"),
    TermEntry(3, "TIME_PRECISION_SECOND", "second"),
    TermEntry(4, "TIME_PRECISION_MILLISECOND", "millisecond"),
    TermEntry(5, "TIME_PRECISION_MICROSECOND", "microsecond"),
  ]
}

extension Contact: ClinicalTerm {
  public static let schemaPrefix = "CONTACT_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CONTACT_PHONE", "phone"),
    TermEntry(2, "CONTACT_IN_PERSON", "in person"),
    TermEntry(3, "CONTACT_EMAIL", "email"),
    TermEntry(4, "CONTACT_MESSAGE", "message"),
    TermEntry(5, "CONTACT_VIDEO", "video"),
    TermEntry(6, "CONTACT_WEB_FORM", "web form"),
    TermEntry(7, "CONTACT_LETTER", "letter"),
    TermEntry(8, "CONTACT_OTHER", "another way"),
  ]
}

extension StockedDrug: ClinicalTerm {
  public static let schemaPrefix = "STOCKED_DRUG_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "STOCKED_DRUG_KETAMINE", "ketamine"),
    TermEntry(2, "STOCKED_DRUG_MIDAZOLAM", "midazolam"),
    TermEntry(3, "STOCKED_DRUG_LORAZEPAM", "lorazepam"),
  ]
}

extension Route: ClinicalTerm {
  public static let schemaPrefix = "ROUTE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ROUTE_INTRAVENOUS", "IV"),
    TermEntry(2, "ROUTE_ORAL", "oral"),
    TermEntry(3, "ROUTE_SUBLINGUAL", "sublingual"),
    TermEntry(4, "ROUTE_INTRANASAL", "intranasal"),
    TermEntry(5, "ROUTE_INTRAMUSCULAR", "intramuscular"),
  ]
}

extension TranscribedFromPaper.Source: ClinicalTerm {
  public static let schemaPrefix = "SOURCE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SOURCE_DOWNTIME_FORM", "downtime form"),
    TermEntry(2, "SOURCE_FLOW_SHEET", "flow sheet"),
    TermEntry(3, "SOURCE_MONITOR_PRINTOUT", "monitor printout"),
    TermEntry(4, "SOURCE_HANDWRITTEN_NOTE", "handwritten note"),
    TermEntry(5, "SOURCE_OTHER", "another paper"),
  ]
}

extension Therapy: ClinicalTerm {
  public static let schemaPrefix = "THERAPY_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "THERAPY_PSYCHOTHERAPY", "psychotherapy"),
    TermEntry(2, "THERAPY_MEDICATION", "medication"),
    TermEntry(3, "THERAPY_TRANSCRANIAL_MAGNETIC_STIMULATION", "transcranial magnetic stimulation", aliases: ["tms"]),
    TermEntry(4, "THERAPY_ELECTROCONVULSIVE", "electroconvulsive therapy", aliases: ["ect"]),
    TermEntry(5, "THERAPY_PHYSICAL", "physical therapy"),
    TermEntry(6, "THERAPY_INTERVENTIONAL_PAIN", "interventional pain treatment"),
    TermEntry(7, "THERAPY_OTHER", "another therapy"),
    TermEntry(8, "THERAPY_NOTHING_ELSE", "no other therapy"),
  ]
}

extension TreatmentResponse: ClinicalTerm {
  public static let schemaPrefix = "TREATMENT_RESPONSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "TREATMENT_RESPONSE_REMISSION", "remission"),
    TermEntry(2, "TREATMENT_RESPONSE_RESPONSE", "response"),
    TermEntry(3, "TREATMENT_RESPONSE_PARTIAL_RESPONSE", "partial response", aliases: ["partial"]),
    TermEntry(4, "TREATMENT_RESPONSE_NO_RESPONSE", "no response", aliases: ["none"]),
    TermEntry(5, "TREATMENT_RESPONSE_NOT_ASSESSED", "not assessed"),
  ]
}

extension ScheduleCause: ClinicalTerm {
  public static let schemaPrefix = "SCHEDULE_CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SCHEDULE_CAUSE_PATIENT_REQUEST", "patient request"),
    TermEntry(2, "SCHEDULE_CAUSE_CLINIC", "clinic"),
    TermEntry(3, "SCHEDULE_CAUSE_MEDICAL", "medical reason"),
    TermEntry(4, "SCHEDULE_CAUSE_WEATHER", "weather"),
    TermEntry(5, "SCHEDULE_CAUSE_OTHER", "another cause"),
  ]
}

extension IdentityCorrected.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_TYPING_ERROR", "typing error"),
    TermEntry(2, "CAUSE_NAME_CHANGE", "name change", aliases: ["marriage"]),
    TermEntry(3, "CAUSE_NEW_CONTACT", "new contact"),
    TermEntry(4, "CAUSE_OTHER", "another cause"),
  ]
}

extension IdentityCorrected.Detail: ClinicalTerm {
  public static let schemaPrefix = "DETAIL_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "DETAIL_NAME", "name"),
    TermEntry(2, "DETAIL_BIRTH_DATE", "birth date"),
    TermEntry(3, "DETAIL_CONTACT", "contact"),
  ]
}

extension AcknowledgementOfOngoingCareReceived.Signer: ClinicalTerm {
  public static let schemaPrefix = "SIGNER_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SIGNER_MENTAL_HEALTH_PRACTITIONER", "mental health practitioner"),
    TermEntry(2, "SIGNER_PRIMARY_CARE_PHYSICIAN", "primary care physician", aliases: ["pcp"]),
    TermEntry(3, "SIGNER_OTHER", "another signer"),
  ]
}

extension CandidacyDetermined.Outcome: ClinicalTerm {
  public static let schemaPrefix = "OUTCOME_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "OUTCOME_CANDIDATE", "candidate"),
    TermEntry(2, "OUTCOME_NOT_A_CANDIDATE", "not a candidate"),
    TermEntry(3, "OUTCOME_DEFERRED", "deferred"),
  ]
}

extension ReferralReceived.Referrer: ClinicalTerm {
  public static let schemaPrefix = "REFERRER_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "REFERRER_PRIMARY_CARE_PHYSICIAN", "primary care physician", aliases: ["pcp"]),
    TermEntry(2, "REFERRER_PSYCHIATRIST", "psychiatrist"),
    TermEntry(3, "REFERRER_MENTAL_HEALTH_PRACTITIONER", "mental health practitioner"),
    TermEntry(4, "REFERRER_PAIN_SPECIALIST", "pain specialist"),
    TermEntry(5, "REFERRER_OTHER", "another referrer"),
  ]
}

extension OtherTherapyNoted.Status: ClinicalTerm {
  public static let schemaPrefix = "STATUS_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "STATUS_ONGOING", "ongoing"),
    TermEntry(2, "STATUS_PLANNED", "planned"),
    TermEntry(3, "STATUS_ENDED", "ended"),
    TermEntry(4, "STATUS_FAILED", "failed"),
    TermEntry(5, "STATUS_NOT_TOLERATED", "not tolerated"),
  ]
}

extension MedicationStopped.DrugClass: ClinicalTerm {
  public static let schemaPrefix = "DRUG_CLASS_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "DRUG_CLASS_ANTIDEPRESSANT", "antidepressant"),
    TermEntry(2, "DRUG_CLASS_ANTIPSYCHOTIC", "antipsychotic"),
    TermEntry(3, "DRUG_CLASS_MOOD_STABILIZER", "mood stabilizer"),
    TermEntry(4, "DRUG_CLASS_BENZODIAZEPINE", "benzodiazepine"),
    TermEntry(5, "DRUG_CLASS_OPIOID", "opioid"),
    TermEntry(6, "DRUG_CLASS_ANOTHER_PRESCRIPTION", "another prescription"),
    TermEntry(7, "DRUG_CLASS_WITHOUT_PRESCRIPTION", "without prescription", aliases: ["otc"]),
  ]
}

extension MedicationStopped.Consent: ClinicalTerm {
  public static let schemaPrefix = "CONSENT_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CONSENT_PRESCRIBING_PHYSICIAN", "prescribing physician"),
    TermEntry(2, "CONSENT_CLINIC_PHYSICIAN", "clinic physician"),
    TermEntry(3, "CONSENT_ANOTHER_PHYSICIAN", "another physician"),
    TermEntry(4, "CONSENT_NOBODY", "nobody"),
    TermEntry(5, "CONSENT_NOT_KNOWN", "not known"),
  ]
}

extension ScreeningDone.Contraindication: ClinicalTerm {
  public static let schemaPrefix = "CONTRAINDICATION_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CONTRAINDICATION_ALLERGY_TO_KETAMINE", "allergy to ketamine"),
    TermEntry(2, "CONTRAINDICATION_UNCONTROLLED_HYPERTENSION", "uncontrolled hypertension"),
    TermEntry(3, "CONTRAINDICATION_UNSTABLE_HEART_DISEASE", "unstable heart disease"),
    TermEntry(4, "CONTRAINDICATION_ANEURYSM_OR_STROKE", "aneurysm or stroke"),
    TermEntry(5, "CONTRAINDICATION_RAISED_INTRACRANIAL_PRESSURE", "raised intracranial pressure"),
    TermEntry(6, "CONTRAINDICATION_RAISED_EYE_PRESSURE", "raised eye pressure"),
    TermEntry(7, "CONTRAINDICATION_UNTREATED_HYPERTHYROIDISM", "untreated hyperthyroidism"),
    TermEntry(8, "CONTRAINDICATION_SEVERE_LIVER_DISEASE", "severe liver disease"),
    TermEntry(9, "CONTRAINDICATION_BLADDER_DISEASE", "bladder disease"),
    TermEntry(10, "CONTRAINDICATION_SEIZURES", "seizures"),
    TermEntry(11, "CONTRAINDICATION_PSYCHOSIS", "psychosis"),
    TermEntry(12, "CONTRAINDICATION_MANIA", "mania"),
    TermEntry(13, "CONTRAINDICATION_SUBSTANCE_USE", "substance use"),
    TermEntry(14, "CONTRAINDICATION_PREGNANCY_OR_BREASTFEEDING", "pregnancy or breastfeeding"),
    TermEntry(15, "CONTRAINDICATION_SLEEP_APNEA", "sleep apnea"),
  ]
}

extension PregnancyTested.Result: ClinicalTerm {
  public static let schemaPrefix = "RESULT_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "RESULT_NEGATIVE", "negative"),
    TermEntry(2, "RESULT_POSITIVE", "positive"),
    TermEntry(3, "RESULT_UNCLEAR", "unclear"),
    TermEntry(4, "RESULT_DECLINED", "declined"),
    TermEntry(5, "RESULT_NOT_INDICATED", "not indicated"),
  ]
}

extension PregnancyTested.Method: ClinicalTerm {
  public static let schemaPrefix = "METHOD_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "METHOD_URINE", "urine"),
    TermEntry(2, "METHOD_BLOOD", "blood"),
  ]
}

extension BaselineECGRecorded.Interpretation: ClinicalTerm {
  public static let schemaPrefix = "INTERPRETATION_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "INTERPRETATION_NORMAL", "normal"),
    TermEntry(2, "INTERPRETATION_ABNORMAL_NOT_SIGNIFICANT", "abnormal not significant"),
    TermEntry(3, "INTERPRETATION_ABNORMAL", "abnormal"),
    TermEntry(4, "INTERPRETATION_NOT_READ_YET", "not read yet"),
  ]
}

extension PrescriptionMonitoringQueried.Result: ClinicalTerm {
  public static let schemaPrefix = "RESULT_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "RESULT_AS_EXPECTED", "as expected"),
    TermEntry(2, "RESULT_OF_CONCERN", "of concern"),
    TermEntry(3, "RESULT_UNAVAILABLE", "unavailable"),
  ]
}

extension CourseDiscontinued.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_PATIENT_DECISION", "patient decision"),
    TermEntry(2, "CAUSE_NO_RESPONSE", "no response"),
    TermEntry(3, "CAUSE_SIDE_EFFECTS", "side effects"),
    TermEntry(4, "CAUSE_SUFFICIENT_RESPONSE", "sufficient response"),
    TermEntry(5, "CAUSE_MEDICAL", "medical reason"),
    TermEntry(6, "CAUSE_COST", "cost"),
    TermEntry(7, "CAUSE_LOST_TO_FOLLOW_UP", "lost to follow up"),
    TermEntry(8, "CAUSE_OTHER", "another cause"),
  ]
}

extension ConsentSigned.Signer: ClinicalTerm {
  public static let schemaPrefix = "SIGNER_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SIGNER_PATIENT", "the patient"),
    TermEntry(2, "SIGNER_LEGAL_REPRESENTATIVE", "the legal representative"),
  ]
}

extension OutcomeScored.Scale: ClinicalTerm {
  public static let schemaPrefix = "SCALE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SCALE_PHQ_9", "PHQ-9", aliases: ["phq9"]),
    TermEntry(2, "SCALE_GAD_7", "GAD-7", aliases: ["gad7"]),
    TermEntry(3, "SCALE_PAIN", "pain"),
    TermEntry(4, "SCALE_C_SSRS", "C-SSRS", aliases: ["cssrs"]),
  ]
}

extension RiskEscalated.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_SCORE", "score"),
    TermEntry(2, "CAUSE_STATEMENT", "statement"),
    TermEntry(3, "CAUSE_OBSERVATION", "observation"),
    TermEntry(4, "CAUSE_THIRD_PARTY", "third party"),
    TermEntry(5, "CAUSE_OTHER", "another cause"),
  ]
}

extension RiskAnswered.Outcome: ClinicalTerm {
  public static let schemaPrefix = "OUTCOME_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "OUTCOME_NO_ACUTE_RISK", "no acute risk"),
    TermEntry(2, "OUTCOME_SAFETY_PLAN_MADE", "safety plan made"),
    TermEntry(3, "OUTCOME_TREATMENT_WITHHELD", "treatment withheld"),
    TermEntry(4, "OUTCOME_REFERRED", "referred to a practitioner"),
    TermEntry(5, "OUTCOME_EMERGENCY_CARE", "sent to emergency care"),
  ]
}

extension DrivingReported.Source: ClinicalTerm {
  public static let schemaPrefix = "SOURCE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SOURCE_PATIENT", "patient"),
    TermEntry(2, "SOURCE_COMPANION", "companion"),
    TermEntry(3, "SOURCE_STAFF", "staff"),
    TermEntry(4, "SOURCE_AUTHORITY", "an authority"),
    TermEntry(5, "SOURCE_OTHER", "another source"),
  ]
}

extension FollowUpMade.State: ClinicalTerm {
  public static let schemaPrefix = "STATE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "STATE_WELL", "well"),
    TermEntry(2, "STATE_SIDE_EFFECTS", "side effects remain"),
    TermEntry(3, "STATE_WORSE", "worse"),
    TermEntry(4, "STATE_NOT_REACHED", "not reached"),
  ]
}

extension PrescriptionIssued.Drug: ClinicalTerm {
  public static let schemaPrefix = "DRUG_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "DRUG_KETAMINE", "ketamine"),
    TermEntry(2, "DRUG_ONDANSETRON", "ondansetron"),
    TermEntry(3, "DRUG_OTHER", "another drug"),
  ]
}

extension PrescriptionIssued.Way: ClinicalTerm {
  public static let schemaPrefix = "WAY_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "WAY_PRESCRIBED", "prescribed"),
    TermEntry(2, "WAY_DISPENSED", "dispensed"),
  ]
}

extension AmendmentRequested.Requester: ClinicalTerm {
  public static let schemaPrefix = "REQUESTER_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "REQUESTER_PATIENT", "patient"),
    TermEntry(2, "REQUESTER_LEGAL_REPRESENTATIVE", "legal representative"),
  ]
}

extension AmendmentAnswered.Answer: ClinicalTerm {
  public static let schemaPrefix = "ANSWER_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ANSWER_ACCEPTED", "accepted"),
    TermEntry(2, "ANSWER_ACCURATE_AND_COMPLETE", "denied, accurate and complete"),
    TermEntry(3, "ANSWER_NOT_CREATED_HERE", "denied, not created here"),
    TermEntry(4, "ANSWER_NOT_PART_OF_THE_RECORD", "denied, not part of the record"),
    TermEntry(5, "ANSWER_NOT_OPEN_TO_INSPECTION", "denied, not open to inspection"),
  ]
}

extension DocumentAttached.Kind: ClinicalTerm {
  public static let schemaPrefix = "KIND_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "KIND_CONSENT", "consent"),
    TermEntry(2, "KIND_ACKNOWLEDGEMENT", "acknowledgement"),
    TermEntry(3, "KIND_IDENTIFICATION", "identification", aliases: ["id"]),
    TermEntry(4, "KIND_REFERRAL", "referral"),
    TermEntry(5, "KIND_HISTORY_FORM", "history form"),
    TermEntry(6, "KIND_MEDICATION_LIST", "medication list"),
    TermEntry(7, "KIND_LABORATORY_REPORT", "laboratory report", aliases: ["lab"]),
    TermEntry(8, "KIND_ECG", "ECG"),
    TermEntry(9, "KIND_OUTSIDE_RECORD", "outside record"),
    TermEntry(10, "KIND_LEGAL_REPRESENTATION", "legal representation"),
    TermEntry(11, "KIND_ADVANCE_DIRECTIVE", "advance directive"),
    TermEntry(12, "KIND_INSURANCE_CARD", "insurance card"),
    TermEntry(13, "KIND_DOWNTIME_FORM", "downtime form"),
    TermEntry(14, "KIND_CORRESPONDENCE", "correspondence"),
    TermEntry(15, "KIND_OTHER", "another document"),
  ]
}

extension DocumentAttached.MediaType: ClinicalTerm {
  public static let schemaPrefix = "MEDIA_TYPE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "MEDIA_TYPE_PDF", "PDF"),
    TermEntry(2, "MEDIA_TYPE_PNG", "PNG"),
    TermEntry(3, "MEDIA_TYPE_JPEG", "JPEG"),
    TermEntry(4, "MEDIA_TYPE_TIFF", "TIFF"),
    TermEntry(5, "MEDIA_TYPE_HEIC", "HEIC"),
  ]
}

extension ChartMerged.Part: ClinicalTerm {
  public static let schemaPrefix = "PART_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "PART_SURVIVOR", "survivor"),
    TermEntry(2, "PART_MERGED", "merged"),
  ]
}

extension SiteCondition: ClinicalTerm {
  public static let schemaPrefix = "SITE_CONDITION_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SITE_CONDITION_CLEAR", "clear"),
    TermEntry(2, "SITE_CONDITION_INFILTRATED", "infiltrated"),
    TermEntry(3, "SITE_CONDITION_REDNESS", "redness"),
    TermEntry(4, "SITE_CONDITION_SWELLING", "swelling"),
    TermEntry(5, "SITE_CONDITION_PAINFUL", "painful"),
    TermEntry(6, "SITE_CONDITION_LEAKING", "leaking"),
    TermEntry(7, "SITE_CONDITION_BLEEDING", "bleeding"),
    TermEntry(8, "SITE_CONDITION_OTHER", "another condition"),
  ]
}

extension HeartRhythm: ClinicalTerm {
  public static let schemaPrefix = "HEART_RHYTHM_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "HEART_RHYTHM_SINUS", "sinus rhythm"),
    TermEntry(2, "HEART_RHYTHM_SINUS_TACHYCARDIA", "sinus tachycardia"),
    TermEntry(3, "HEART_RHYTHM_SINUS_BRADYCARDIA", "sinus bradycardia"),
    TermEntry(4, "HEART_RHYTHM_ATRIAL_FIBRILLATION", "atrial fibrillation"),
    TermEntry(5, "HEART_RHYTHM_OTHER", "another rhythm"),
  ]
}

extension SideEffect: ClinicalTerm {
  public static let schemaPrefix = "SIDE_EFFECT_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SIDE_EFFECT_NAUSEA", "nausea"),
    TermEntry(2, "SIDE_EFFECT_MILD_HALLUCINATIONS", "mild hallucinations"),
    TermEntry(3, "SIDE_EFFECT_DIZZINESS", "dizziness"),
    TermEntry(4, "SIDE_EFFECT_DISSOCIATION", "dissociation"),
    TermEntry(5, "SIDE_EFFECT_HEADACHE", "headache"),
    TermEntry(6, "SIDE_EFFECT_BLURRED_VISION", "blurred vision"),
    TermEntry(7, "SIDE_EFFECT_HYPERTENSION", "hypertension"),
    TermEntry(8, "SIDE_EFFECT_OTHER", "another side effect"),
    TermEntry(9, "SIDE_EFFECT_VOMITING", "vomiting"),
    TermEntry(10, "SIDE_EFFECT_ANXIETY", "anxiety"),
    TermEntry(11, "SIDE_EFFECT_PALPITATIONS", "palpitations"),
    TermEntry(12, "SIDE_EFFECT_ITCHING", "itching"),
    TermEntry(13, "SIDE_EFFECT_BLADDER_SYMPTOMS", "bladder symptoms"),
  ]
}

extension IdentityConfirmed.Identifier: ClinicalTerm {
  public static let schemaPrefix = "IDENTIFIER_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "IDENTIFIER_NAME", "name"),
    TermEntry(2, "IDENTIFIER_BIRTH_DATE", "birth date"),
    TermEntry(3, "IDENTIFIER_PHOTO_ID", "photo ID"),
    TermEntry(4, "IDENTIFIER_RECORD_NUMBER", "record number"),
    TermEntry(5, "IDENTIFIER_ADDRESS", "address"),
    TermEntry(6, "IDENTIFIER_PHONE", "phone"),
  ]
}

extension OralIntake.Item: ClinicalTerm {
  public static let schemaPrefix = "ITEM_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ITEM_SOLID_FOOD", "solid food"),
    TermEntry(2, "ITEM_MILK", "milk"),
    TermEntry(3, "ITEM_PULPY_JUICE", "pulpy juice"),
    TermEntry(4, "ITEM_SOUP", "soup"),
    TermEntry(5, "ITEM_COFFEE_OR_TEA_WITH_MILK", "coffee or tea with milk"),
    TermEntry(6, "ITEM_OTHER", "other"),
    TermEntry(7, "ITEM_WATER", "water"),
    TermEntry(8, "ITEM_CLEAR_LIQUID", "clear liquid"),
    TermEntry(9, "ITEM_SPORTS_DRINK", "sports drink"),
    TermEntry(10, "ITEM_APPLE_JUICE", "apple juice"),
    TermEntry(11, "ITEM_BLACK_COFFEE", "black coffee"),
    TermEntry(12, "ITEM_BLACK_TEA", "black tea"),
  ]
}

extension EmergencyEquipmentChecked.Item: ClinicalTerm {
  public static let schemaPrefix = "ITEM_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ITEM_OXYGEN", "oxygen"),
    TermEntry(2, "ITEM_SUCTION", "suction"),
    TermEntry(3, "ITEM_BAG_VALVE_MASK", "bag-valve mask"),
    TermEntry(4, "ITEM_AIRWAYS", "airways"),
    TermEntry(5, "ITEM_DEFIBRILLATOR", "defibrillator", aliases: ["aed"]),
    TermEntry(6, "ITEM_RESCUE_DRUGS", "rescue drugs"),
    TermEntry(7, "ITEM_MONITOR", "monitor"),
  ]
}

extension MonitorApplied.Channel: ClinicalTerm {
  public static let schemaPrefix = "CHANNEL_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CHANNEL_HEART_RATE", "heart rate", aliases: ["hr"]),
    TermEntry(2, "CHANNEL_HEART_RHYTHM", "heart rhythm", aliases: ["rhythm"]),
    TermEntry(3, "CHANNEL_SPO2", "SpO2"),
    TermEntry(4, "CHANNEL_BLOOD_PRESSURE", "blood pressure", aliases: ["bp"]),
    TermEntry(5, "CHANNEL_RESPIRATION", "respiration"),
  ]
}

extension TimeOutHeld.Item: ClinicalTerm {
  public static let schemaPrefix = "ITEM_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ITEM_PATIENT", "patient"),
    TermEntry(2, "ITEM_DRUG", "drug"),
    TermEntry(3, "ITEM_DOSE", "dose"),
    TermEntry(4, "ITEM_ROUTE", "route"),
    TermEntry(5, "ITEM_PUMP", "pump settings"),
    TermEntry(6, "ITEM_ALLERGIES", "allergies"),
    TermEntry(7, "ITEM_CONSENT", "consent"),
    TermEntry(8, "ITEM_FASTING", "fasting"),
    TermEntry(9, "ITEM_DRIVER", "driver"),
  ]
}

extension InfusionRateChanged.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_ORDER", "order"),
    TermEntry(2, "CAUSE_SIDE_EFFECT", "side effect"),
    TermEntry(3, "CAUSE_VITAL_SIGNS", "vital signs"),
    TermEntry(4, "CAUSE_PATIENT_REQUEST", "patient request"),
    TermEntry(5, "CAUSE_TOO_LITTLE_EFFECT", "too little effect"),
    TermEntry(6, "CAUSE_OTHER", "another cause"),
  ]
}

extension AlarmAcknowledged.Alarm: ClinicalTerm {
  public static let schemaPrefix = "ALARM_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ALARM_HEART_RATE", "heart rate", aliases: ["hr"]),
    TermEntry(2, "ALARM_HEART_RHYTHM", "heart rhythm", aliases: ["rhythm"]),
    TermEntry(3, "ALARM_SPO2", "SpO2"),
    TermEntry(4, "ALARM_BLOOD_PRESSURE", "blood pressure", aliases: ["bp"]),
    TermEntry(5, "ALARM_RESPIRATION", "respiration"),
    TermEntry(6, "ALARM_PUMP", "pump"),
    TermEntry(7, "ALARM_OTHER", "another alarm"),
  ]
}

extension AlarmAcknowledged.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_PATIENT", "the patient's condition"),
    TermEntry(2, "CAUSE_ARTIFACT", "artifact"),
    TermEntry(3, "CAUSE_EQUIPMENT", "equipment"),
    TermEntry(4, "CAUSE_NOT_KNOWN", "not known"),
  ]
}

extension DissociationScored.Form: ClinicalTerm {
  public static let schemaPrefix = "FORM_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "FORM_CADSS_23", "CADSS-23", aliases: ["23"]),
    TermEntry(2, "FORM_CADSS_6", "CADSS-6", aliases: ["6"]),
  ]
}

extension InfusionStopped.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_COMPLETED", "completed"),
    TermEntry(2, "CAUSE_PATIENT_REQUEST", "patient request"),
    TermEntry(3, "CAUSE_SAFETY", "safety"),
    TermEntry(4, "CAUSE_EQUIPMENT", "equipment"),
  ]
}

extension VitalsSampled.Source: ClinicalTerm {
  public static let schemaPrefix = "SOURCE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SOURCE_TAKEN_BY_HAND", "taken by hand"),
    TermEntry(2, "SOURCE_MONITOR", "monitor"),
  ]
}

extension AntiemeticGiven.Drug: ClinicalTerm {
  public static let schemaPrefix = "DRUG_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "DRUG_ONDANSETRON", "ondansetron"),
    TermEntry(2, "DRUG_METOCLOPRAMIDE", "metoclopramide"),
    TermEntry(3, "DRUG_OTHER", "another antiemetic"),
    TermEntry(4, "DRUG_PROMETHAZINE", "promethazine"),
  ]
}

extension RescueDrugGiven.Drug: ClinicalTerm {
  public static let schemaPrefix = "DRUG_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "DRUG_MIDAZOLAM", "midazolam"),
    TermEntry(2, "DRUG_HYDRALAZINE", "hydralazine"),
    TermEntry(3, "DRUG_LABETALOL", "labetalol"),
    TermEntry(4, "DRUG_OTHER", "another drug"),
    TermEntry(5, "DRUG_NALOXONE", "naloxone"),
    TermEntry(6, "DRUG_FLUMAZENIL", "flumazenil"),
    TermEntry(7, "DRUG_EPHEDRINE", "ephedrine"),
    TermEntry(8, "DRUG_ATROPINE", "atropine"),
    TermEntry(9, "DRUG_LORAZEPAM", "lorazepam"),
  ]
}

extension AdverseEventFollowedUp.Outcome: ClinicalTerm {
  public static let schemaPrefix = "OUTCOME_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "OUTCOME_RESOLVED", "resolved"),
    TermEntry(2, "OUTCOME_IMPROVING", "improving"),
    TermEntry(3, "OUTCOME_UNCHANGED", "unchanged"),
    TermEntry(4, "OUTCOME_LASTING_HARM", "lasting harm"),
    TermEntry(5, "OUTCOME_HOSPITAL_CARE", "hospital care"),
    TermEntry(6, "OUTCOME_DEATH", "death"),
    TermEntry(7, "OUTCOME_NOT_KNOWN", "not known"),
  ]
}

extension Discharged.Destination: ClinicalTerm {
  public static let schemaPrefix = "DESTINATION_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "DESTINATION_DRIVER", "driver"),
    TermEntry(2, "DESTINATION_ALONE", "alone"),
    TermEntry(3, "DESTINATION_RIDE_SHARE", "ride-share"),
    TermEntry(4, "DESTINATION_OTHER", "other"),
  ]
}

extension DrugWasted.Drug: ClinicalTerm {
  public static let schemaPrefix = "DRUG_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "DRUG_KETAMINE", "ketamine"),
    TermEntry(2, "DRUG_MIDAZOLAM", "midazolam"),
    TermEntry(3, "DRUG_OTHER", "another drug"),
    TermEntry(4, "DRUG_LORAZEPAM", "lorazepam"),
  ]
}

extension DrugWasted.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_REMAINDER", "remainder"),
    TermEntry(2, "CAUSE_SPILLED", "spilled"),
    TermEntry(3, "CAUSE_REFUSED", "refused"),
    TermEntry(4, "CAUSE_OTHER", "another cause"),
  ]
}

extension Specialty: ClinicalTerm {
  public static let schemaPrefix = "SPECIALTY_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SPECIALTY_PRIMARY_CARE", "primary care"),
    TermEntry(2, "SPECIALTY_EMERGENCY_MEDICINE", "emergency medicine"),
    TermEntry(3, "SPECIALTY_ANESTHESIOLOGY", "anesthesiology"),
    TermEntry(4, "SPECIALTY_PSYCHIATRY", "psychiatry"),
    TermEntry(5, "SPECIALTY_OTHER", "another specialty"),
  ]
}

extension StaffSuspended.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_LEAVE", "leave"),
    TermEntry(2, "CAUSE_REVIEW", "review"),
    TermEntry(3, "CAUSE_LOST_KEY", "lost key"),
    TermEntry(4, "CAUSE_OTHER", "another cause"),
  ]
}

extension StaffKeyReplaced.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_ROUTINE", "routine"),
    TermEntry(2, "CAUSE_FORGOTTEN_PASSPHRASE", "forgotten passphrase"),
    TermEntry(3, "CAUSE_LOST", "lost"),
    TermEntry(4, "CAUSE_COMPROMISED", "compromised"),
  ]
}

extension Look.Scope: ClinicalTerm {
  public static let schemaPrefix = "SCOPE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "SCOPE_CHART", "chart"),
    TermEntry(2, "SCOPE_VISIT", "visit"),
    TermEntry(3, "SCOPE_ENTRY", "entry"),
    TermEntry(4, "SCOPE_ROSTER_LINE", "roster line"),
  ]
}

extension Look.Answer: ClinicalTerm {
  public static let schemaPrefix = "ANSWER_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ANSWER_TIMELINE", "timeline"),
    TermEntry(2, "ANSWER_ENTRY", "entry"),
    TermEntry(3, "ANSWER_FINDINGS", "findings"),
    TermEntry(4, "ANSWER_CHECK", "check"),
    TermEntry(5, "ANSWER_ACCESS_LOG", "access log"),
    TermEntry(6, "ANSWER_ROSTER", "roster"),
    TermEntry(7, "ANSWER_BOARD", "board"),
    TermEntry(8, "ANSWER_COURSES", "courses"),
    TermEntry(9, "ANSWER_SCHEDULE", "schedule"),
    TermEntry(10, "ANSWER_DOCUMENTS", "documents"),
    TermEntry(11, "ANSWER_DOCUMENT", "document"),
  ]
}

extension Disclosed.Purpose: ClinicalTerm {
  public static let schemaPrefix = "PURPOSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "PURPOSE_TREATMENT", "treatment"),
    TermEntry(2, "PURPOSE_PAYMENT", "payment"),
    TermEntry(3, "PURPOSE_OPERATIONS", "operations"),
    TermEntry(4, "PURPOSE_PATIENT_REQUEST", "patient request"),
    TermEntry(5, "PURPOSE_AUTHORIZATION", "authorization"),
    TermEntry(6, "PURPOSE_REQUIRED_BY_LAW", "required by law"),
    TermEntry(7, "PURPOSE_PUBLIC_HEALTH", "public health"),
    TermEntry(8, "PURPOSE_RESEARCH", "research"),
    TermEntry(9, "PURPOSE_OTHER", "another purpose"),
  ]
}

extension EmergencyAccessReviewed.Outcome: ClinicalTerm {
  public static let schemaPrefix = "OUTCOME_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "OUTCOME_JUSTIFIED", "justified"),
    TermEntry(2, "OUTCOME_NOT_JUSTIFIED", "not justified"),
  ]
}

extension SignInRefused.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_WRONG_PASSPHRASE", "wrong passphrase"),
    TermEntry(2, "CAUSE_WRONG_PIN", "wrong PIN"),
    TermEntry(3, "CAUSE_NOT_ACTIVE", "not active"),
    TermEntry(4, "CAUSE_KEY_NOT_IN_FORCE", "key not in force"),
  ]
}

extension ActRefused.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_ROLE", "role"),
    TermEntry(2, "CAUSE_NOT_ACTIVE", "not active"),
    TermEntry(3, "CAUSE_SECOND_SIGNER", "second signer"),
  ]
}

extension ChartErasureIntended.Ground: ClinicalTerm {
  public static let schemaPrefix = "GROUND_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "GROUND_PATIENT_REQUEST", "patient request"),
    TermEntry(2, "GROUND_RETENTION_ENDED", "retention ended"),
    TermEntry(3, "GROUND_COURT_ORDER", "court order"),
    TermEntry(4, "GROUND_RECORDED_IN_ERROR", "recorded in error"),
  ]
}

extension ReportIssued.Report: ClinicalTerm {
  public static let schemaPrefix = "REPORT_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "REPORT_COMPLIANCE", "compliance"),
  ]
}

extension BiennialInventory.Business: ClinicalTerm {
  public static let schemaPrefix = "BUSINESS_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "BUSINESS_OPEN", "at the opening of business", aliases: ["open"]),
    TermEntry(2, "BUSINESS_CLOSE", "at the close of business", aliases: ["close"]),
  ]
}

extension StockLost.Cause: ClinicalTerm {
  public static let schemaPrefix = "CAUSE_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "CAUSE_LOST", "lost"),
    TermEntry(2, "CAUSE_BROKEN", "broken"),
    TermEntry(3, "CAUSE_STOLEN", "stolen"),
  ]
}

extension DiscrepancyDeclared.About: ClinicalTerm {
  public static let schemaPrefix = "ABOUT_"
  public static let entries: [TermEntry] = [
    TermEntry(1, "ABOUT_STOCK", "stock"),
    TermEntry(2, "ABOUT_DRAWN", "what was drawn", aliases: ["drawn"]),
  ]
}
