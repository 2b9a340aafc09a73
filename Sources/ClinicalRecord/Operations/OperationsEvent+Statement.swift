extension OperationsEvent.OneOf_Event {
  /// Every kind of the operations stream.
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
    }
  }
}
