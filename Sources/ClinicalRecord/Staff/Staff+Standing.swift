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
