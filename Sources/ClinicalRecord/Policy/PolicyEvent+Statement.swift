extension PolicyEvent.OneOf_Event {
  /// Every kind of the policy stream.
  static let kinds: [EventKind] = [
    PolicyAdopted.kind
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .policyAdopted: PolicyAdopted.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .policyAdopted(let event): event
    }
  }
}
