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

// What may be said of somebody's standing. A suspension ends, a departure does not.

extension Staff {
  func requireActive(_ actor: UInt32, _ kind: EventKind) throws(Rejection) {
    let status = try status(of: actor, kind)
    guard status == .active else {
      throw .duplicate(
        event: kind, of: "actor \(actor) is \(status.rawValue)", next: "there is nothing to change")
    }
  }

  func requireSuspended(_ actor: UInt32, _ kind: EventKind) throws(Rejection) {
    let status = try status(of: actor, kind)
    guard status == .suspended else {
      throw .outOfOrder(
        event: kind, stage: "actor \(actor) is \(status.rawValue)",
        why: "only a suspension can be taken back",
        next: status == .departed
          ? "enrol the person under another sign-in name" : "there is nothing to change")
    }
  }

  /// Active or suspended.
  func requireHere(_ actor: UInt32, _ kind: EventKind) throws(Rejection) {
    guard try status(of: actor, kind) != .departed else {
      throw .outOfOrder(
        event: kind, stage: "actor \(actor) is departed", why: "a departure is for good",
        next: "enrol the person under another sign-in name")
    }
  }

  /// A clinic without an administrator could never enrol anybody again.
  func requireAdministratorLeft(
    without actor: UInt32, _ kind: EventKind
  ) throws(Rejection) {
    guard members[actor]?.role == .administrator else { return }
    let others = everyone.filter { member in
      member.actor != actor && member.role == .administrator && member.status == .active
    }
    guard others.isEmpty else { return }
    throw .outOfOrder(
      event: kind, stage: "actor \(actor) is the only active administrator",
      why: "nobody could enrol or reinstate anybody any more",
      next: "enrol another administrator first")
  }

  func requireFreeDevice(_ actor: UInt32, _ kind: EventKind) throws(Rejection) {
    try requireActive(actor, kind, orDo: "assign an active device")
    guard let member = members[actor], member.role == .device else {
      throw .malformed(
        field: "actor", value: String(actor), expected: "a device (candor staff list)")
    }
    guard let assignment = member.assignment else { return }
    throw .duplicate(
      event: kind, of: "it serves visit \(assignment.value.visitNumber) of a chart",
      next: "release it first")
  }

  func requireAssigned(_ actor: UInt32, _ kind: EventKind) throws(Rejection) {
    _ = try status(of: actor, kind)
    guard members[actor]?.assignment == nil else { return }
    throw .outOfOrder(
      event: kind, stage: "actor \(actor) serves no visit", why: "there is nothing to release",
      next: "see candor device list")
  }

  private func requireActive(
    _ actor: UInt32, _ kind: EventKind, orDo next: String
  ) throws(Rejection) {
    let status = try status(of: actor, kind)
    guard status == .active else {
      throw .outOfOrder(
        event: kind, stage: "actor \(actor) is \(status.rawValue)", why: "it may not act",
        next: next)
    }
  }

  func status(of actor: UInt32, _ kind: EventKind) throws(Rejection) -> Status {
    guard let member = members[actor] else {
      throw .outOfOrder(
        event: kind, stage: "actor \(actor) is not enrolled", why: "it is about somebody enrolled",
        next: "record \"\(StaffEnrolled.name)\" first")
    }
    return member.status
  }
}
