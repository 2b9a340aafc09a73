extension StaffEvent.OneOf_Event {
  /// Every kind of the staff stream.
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
