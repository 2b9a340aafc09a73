extension AccessEvent.OneOf_Event {
  /// Every kind of the access stream.
  static let kinds: [EventKind] = [
    Viewed.kind,
    Searched.kind,
    EmergencyAccessOpened.kind,
    EmergencyAccessReviewed.kind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .viewed: Viewed.kind
    case .searched: Searched.kind
    case .emergencyAccessOpened: EmergencyAccessOpened.kind
    case .emergencyAccessReviewed: EmergencyAccessReviewed.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .viewed(let event): event
    case .searched(let event): event
    case .emergencyAccessOpened(let event): event
    case .emergencyAccessReviewed(let event): event
    }
  }
}
