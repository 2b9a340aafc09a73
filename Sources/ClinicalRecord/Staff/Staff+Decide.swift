extension Staff {
  /// Whether `event` may be stated now, and what follows from it.
  /// - Parameters:
  ///   - occurred: when it happened, as stated.
  ///   - role: of whoever states it.
  /// - Returns: the events to append, `event` first.
  /// - Throws: `notYourRole`, `malformed`, `duplicate` or `outOfOrder`.
  public func decide(
    _ event: StaffEvent.OneOf_Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [StaffEvent.OneOf_Event] {
    try event.kind.requireRecorder(role)
    try event.statement.validate()
    try Expect.time(occurred.stated, "time")
    switch event {
    case .staffEnrolled(let enrolled): try requireNew(enrolled)
    case .staffCredentialed(let credentialed):
      _ = try status(of: credentialed.actor, event.kind)
    case .staffSuspended(let suspended):
      try requireActive(suspended.actor, event.kind)
      try requireAdministratorLeft(without: suspended.actor, event.kind)
    case .staffReinstated(let reinstated): try requireSuspended(reinstated.actor, event.kind)
    case .staffDeparted(let departed):
      try requireHere(departed.actor, event.kind)
      try requireAdministratorLeft(without: departed.actor, event.kind)
    case .staffKeyReplaced(let replaced): try requireHere(replaced.actor, event.kind)
    case .deviceAssigned(let assigned): try requireFreeDevice(assigned.actor, event.kind)
    case .deviceReleased(let released): try requireAssigned(released.actor, event.kind)
    }
    return [event]
  }

  private func requireNew(_ enrolled: StaffEnrolled) throws(Rejection) {
    guard member(handle: enrolled.handle) == nil else {
      throw .duplicate(
        event: StaffEnrolled.kind, of: "the handle \(enrolled.handle) is taken",
        next: "choose another handle")
    }
    guard enrolled.actor == nextActorNumber else {
      throw .malformed(
        field: "actor", value: String(enrolled.actor),
        expected: "\(nextActorNumber), the next number; numbers are never reused")
    }
  }
}
