/// What is true of one patient across visits: the fold of a chart's stream.
///
/// Facts stand in ledger order. Corrections and doubles stay: a rule judges all of them by their
/// occurred times.
public struct Chart: Sendable {
  /// Where the chart is in its life.
  public enum Stage: Hashable, Sendable {
    /// No intake yet: the only statement possible is `intake received`.
    case absent
    case open
  }

  public internal(set) var intake: Fact<IntakeReceived>?
  public internal(set) var historyForms: [Fact<HistoryFormReceived>] = []
  public internal(set) var acknowledgements: [Fact<AcknowledgementOfOngoingCareReceived>] = []
  public internal(set) var medicationReviews: [Fact<MedicationListReviewed>] = []
  public internal(set) var candidacies: [Fact<CandidacyDetermined>] = []
  public internal(set) var consents: [Fact<ConsentSigned>] = []
  public internal(set) var consentWithdrawals: [Fact<ConsentWithdrawn>] = []
  public internal(set) var schedulings: [Fact<InfusionScheduled>] = []
  public internal(set) var visits: [Fact<VisitOpened>] = []
  public internal(set) var explanations: [Fact<DeviationExplained>] = []

  public init() {}

  public var stage: Stage { intake == nil ? .absent : .open }
}
