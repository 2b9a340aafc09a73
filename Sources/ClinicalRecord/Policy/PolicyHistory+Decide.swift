extension PolicyHistory {
  /// Whether `event` may be stated now, and what follows from it.
  /// - Parameters:
  ///   - occurred: when it happened, as stated.
  ///   - role: of whoever states it.
  /// - Returns: the events to append, `event` first.
  /// - Throws: `notYourRole`, `malformed` or `duplicate`.
  public func decide(
    _ event: PolicyEvent.OneOf_Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [PolicyEvent.OneOf_Event] {
    try event.kind.requireRecorder(role)
    try event.statement.validate()
    try Expect.time(occurred.stated, "time")
    switch event {
    case .policyAdopted(let adopted): try requireNew(adopted)
    }
    return [event]
  }

  /// A name and a version stand for one document for ever; an earlier one may be adopted again.
  private func requireNew(_ adopted: PolicyAdopted) throws(Rejection) {
    let named = "\(Wording.line(adopted.name)), version \(adopted.version)"
    if let current, current.value == adopted {
      throw .duplicate(
        event: PolicyAdopted.kind, of: "\(named) is in force", next: "there is nothing to adopt")
    }
    let isTaken = adoptions.contains { earlier in
      earlier.value.name == adopted.name && earlier.value.version == adopted.version
        && earlier.value.document != adopted.document
    }
    guard !isTaken else {
      throw .duplicate(
        event: PolicyAdopted.kind, of: "\(named) is another document",
        next: "give the new document the next version")
    }
  }
}
