extension Visit {
  /// Whether `event` may be stated now, and what follows from it.
  ///
  /// Only what is not a statement is refused: a stop without a start, a second arrival. What
  /// departs from policy, comes late or follows the end of the visit is recorded; the rules judge
  /// it by the times at which it happened.
  /// - Parameters:
  ///   - occurred: when it happened, as stated.
  ///   - role: of whoever states it.
  /// - Returns: the events to append, `event` first.
  /// - Throws: `notYourRole`, `malformed`, `duplicate` or `outOfOrder`.
  public func decide(
    _ event: VisitEvent.OneOf_Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [VisitEvent.OneOf_Event] {
    try event.kind.requireRecorder(role)
    try event.statement.validate()
    try Expect.time(occurred.stated, "time")
    if case .arrived = event {
      try requireNotArrived()
      return [event]
    }
    try requireArrived(event.kind)
    switch event {
    case .fastingChecked(let checked): try requireTaken(checked, by: occurred)
    case .infusionStarted: try requireNotStarted()
    case .infusionPaused: try requireRunning(at: occurred)
    case .infusionResumed: try requirePaused(at: occurred)
    case .infusionStopped: try requireStoppable(at: occurred)
    case .recoveryStarted: try requireStopped(at: occurred)
    case .sideEffectResolved(let resolved): try requireOpen(resolved.effect, at: occurred)
    case .discharged: try requireDischargeable()
    case .arrived, .identityConfirmed, .weighed, .driverNamed, .supervisorAssigned, .ivPlaced,
      .monitorApplied, .vitalsSampled, .sideEffectNoted, .antiemeticGiven, .antiemeticDeclined,
      .oxygenGiven, .rescueDrugGiven, .adverseEventNoted, .emergencyCalled, .transferred,
      .dischargeAssessed, .instructionsAcknowledged, .drugWasted, .deviationExplained:
      break
    }
    return [event]
  }

  private func requireNotArrived() throws(Rejection) {
    guard arrival == nil else {
      throw .duplicate(
        event: Arrived.kind, of: "the patient has arrived for this visit",
        next: "a new visit begins with an arrival of its own")
    }
  }

  private func requireArrived(_ kind: EventKind) throws(Rejection) {
    guard arrival != nil else {
      throw .outOfOrder(
        event: kind, stage: stage.words, why: "there is no visit to record it in",
        next: "record \"\(Arrived.name)\" first, with its own time")
    }
  }

  private func requireTaken(
    _ checked: FastingChecked, by occurred: ClinicalTime
  ) throws(Rejection) {
    let times = checked.intakes.filter(\.hasTakenAt).map { ClinicalTime($0.takenAt) }
    try Expect.that(
      times.allSatisfy { $0.mayBeAtOrBefore(occurred) }, "intakes.taken_at",
      "a time not after the check itself; look at the date and at morning or evening")
  }
}
