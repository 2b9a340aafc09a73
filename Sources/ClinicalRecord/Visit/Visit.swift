/// One visit from arrival to the drive home: the fold of a visit's stream.
///
/// Facts stand in ledger order, which need not be the order in which they happened.
public struct Visit: Sendable {
  /// Where the visit is in its life.
  public enum Stage: Hashable, Sendable {
    case notArrived
    case arrived
    case infusing
    case paused
    /// The infusion has stopped; the patient is still here.
    case recovering
    /// Discharged or transferred: what is recorded afterwards is visibly afterwards.
    case ended
  }

  public internal(set) var stage: Stage = .notArrived
  public internal(set) var arrival: Fact<Arrived>?
  public internal(set) var identityConfirmations: [Fact<IdentityConfirmed>] = []
  public internal(set) var weights: [Fact<Weighed>] = []
  public internal(set) var fastingChecks: [Fact<FastingChecked>] = []
  public internal(set) var driversNamed: [Fact<DriverNamed>] = []
  public internal(set) var supervisors: [Fact<SupervisorAssigned>] = []
  public internal(set) var ivPlacements: [Fact<IVPlaced>] = []
  public internal(set) var monitors: [Fact<MonitorApplied>] = []
  public internal(set) var start: Fact<InfusionStarted>?
  public internal(set) var pauses: [Fact<InfusionPaused>] = []
  public internal(set) var resumptions: [Fact<InfusionResumed>] = []
  public internal(set) var stop: Fact<InfusionStopped>?
  public internal(set) var recoveryStart: Fact<RecoveryStarted>?
  public internal(set) var vitals: [Fact<VitalsSampled>] = []
  public internal(set) var sideEffects: [Fact<SideEffectNoted>] = []
  public internal(set) var sideEffectResolutions: [Fact<SideEffectResolved>] = []
  public internal(set) var antiemeticsGiven: [Fact<AntiemeticGiven>] = []
  public internal(set) var antiemeticsDeclined: [Fact<AntiemeticDeclined>] = []
  public internal(set) var oxygenGiven: [Fact<OxygenGiven>] = []
  public internal(set) var rescueDrugsGiven: [Fact<RescueDrugGiven>] = []
  public internal(set) var adverseEvents: [Fact<AdverseEventNoted>] = []
  public internal(set) var emergencyCalls: [Fact<EmergencyCalled>] = []
  public internal(set) var transfer: Fact<Transferred>?
  public internal(set) var dischargeAssessments: [Fact<DischargeAssessed>] = []
  public internal(set) var instructions: [Fact<InstructionsAcknowledged>] = []
  public internal(set) var discharge: Fact<Discharged>?
  public internal(set) var drugsWasted: [Fact<DrugWasted>] = []
  public internal(set) var explanations: [Fact<DeviationExplained>] = []

  public init() {}
}
