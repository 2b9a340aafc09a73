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
    case .staffCredentialed(let credentialed): try requireEnrolled(credentialed)
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

  private func requireEnrolled(_ credentialed: StaffCredentialed) throws(Rejection) {
    guard members[credentialed.actor] != nil else {
      throw .outOfOrder(
        event: StaffCredentialed.kind, stage: "actor \(credentialed.actor) is not enrolled",
        why: "a credential belongs to somebody", next: "record \"\(StaffEnrolled.name)\" first")
    }
  }
}
