extension StaffEvent.OneOf_Event {
  /// Every kind of the staff stream.
  static let kinds: [EventKind] = [
    StaffEnrolled.kind,
    StaffCredentialed.kind,
  ]

  /// The stream and the number that an entry's header carries.
  public var kind: EventKind {
    switch self {
    case .staffEnrolled: StaffEnrolled.kind
    case .staffCredentialed: StaffCredentialed.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .staffEnrolled(let event): event
    case .staffCredentialed(let event): event
    }
  }
}
