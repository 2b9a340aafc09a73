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
    try requirePossible(event, occurred: occurred)
    return [event]
  }

  /// What of ``decide(_:occurred:by:)`` rests on what is on record: asked again of all that stands
  /// when something before it is corrected.
  /// - Throws: `malformed`, `duplicate` or `outOfOrder`.
  public func requirePossible(
    _ event: VisitEvent.OneOf_Event, occurred: ClinicalTime
  ) throws(Rejection) {
    if case .arrived = event { return try requireNotArrived() }
    try requireArrived(event.kind)
    switch event {
    case .fastingChecked(let checked): try requireTaken(checked, by: occurred)
    case .infusionStarted: try requireNotStarted()
    case .infusionRateChanged: try requireStartedAndNotStopped(event.kind, at: occurred)
    case .infusionPaused: try requireRunning(at: occurred)
    case .infusionResumed: try requirePaused(at: occurred)
    case .infusionStopped: try requireStoppable(at: occurred)
    case .recoveryStarted: try requireStopped(at: occurred)
    case .sideEffectResolved(let resolved): try requireOpen(resolved.effect, at: occurred)
    case .discharged, .leftAgainstAdvice: try requireLeaving(event.kind)
    case .visitSignedOff: try requireEnded(event.kind)
    default: break
    }
  }

  private func requireNotArrived() throws(Rejection) {
    if let arrival {
      throw .duplicate(
        event: Arrived.kind, of: "the patient has arrived for this visit",
        next: "a new visit begins with an arrival of its own", at: arrival.position)
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

// What the infusion itself allows. Each check goes by what is on record rather than by the stage,
// so that a start, a pause or a stop which somebody forgot can still be recorded late, with the
// time at which it happened.

extension Visit {
  func requireNotStarted() throws(Rejection) {
    guard let start else { return }
    throw .duplicate(
      event: InfusionStarted.kind, of: "started at \(start.occurred.localClock)",
      next: "another infusion belongs to another visit", at: start.position)
  }

  /// A pump that stands still can be set to another rate, too.
  func requireStartedAndNotStopped(
    _ kind: EventKind, at occurred: ClinicalTime
  ) throws(Rejection) {
    try requireStarted(kind, at: occurred)
    try requireNotAfterStop(kind, at: occurred)
  }

  func requireRunning(at occurred: ClinicalTime) throws(Rejection) {
    let kind = InfusionPaused.kind
    try requireStarted(kind, at: occurred)
    guard !isPauseOpen else {
      throw .outOfOrder(
        event: kind, stage: stage.words, why: "a pause is open already",
        next: "record \"\(InfusionResumed.name)\" first, with its own time")
    }
    try requireNotAfterStop(kind, at: occurred)
  }

  func requirePaused(at occurred: ClinicalTime) throws(Rejection) {
    let kind = InfusionResumed.kind
    try requireStarted(kind, at: occurred)
    guard isPauseOpen, let pause = self[InfusionPaused.self].last else {
      throw .outOfOrder(
        event: kind, stage: stage.words, why: "no pause is open",
        next: "record \"\(InfusionPaused.name)\" first, with its own time")
    }
    try requireInOrder(kind, at: occurred, after: pause.occurred, "paused")
    try requireNotAfterStop(kind, at: occurred)
  }

  func requireStoppable(at occurred: ClinicalTime) throws(Rejection) {
    let kind = InfusionStopped.kind
    try requireStarted(kind, at: occurred)
    guard let stop else { return }
    throw .duplicate(
      event: kind, of: "stopped at \(stop.occurred.localClock)",
      next: "record what else happened as its own event", at: stop.position)
  }

  func requireStopped(at occurred: ClinicalTime) throws(Rejection) {
    let kind = RecoveryStarted.kind
    guard let stop else {
      throw .outOfOrder(
        event: kind, stage: stage.words, why: "the infusion has not been stopped",
        next: "record \"\(InfusionStopped.name)\" first, with its own time")
    }
    if let recoveryStart {
      throw .duplicate(
        event: kind, of: "started at \(recoveryStart.occurred.localClock)",
        next: "record what else happened as its own event", at: recoveryStart.position)
    }
    try requireInOrder(kind, at: occurred, after: stop.occurred, "stopped")
  }

  /// The patient leaves once: released, or against advice.
  func requireLeaving(_ kind: EventKind) throws(Rejection) {
    let leavings = [
      discharge.map { (Discharged.kind, $0.position, $0.occurred.localClock) },
      leftAgainstAdvice.map { (LeftAgainstAdvice.kind, $0.position, $0.occurred.localClock) },
    ]
    if let (before, position, clock) = leavings.compactMap(\.self).first {
      let next = "record what happened since as its own event"
      if before == kind {
        throw .duplicate(event: kind, of: "\(kind) at \(clock)", next: next, at: position)
      }
      throw .outOfOrder(
        event: kind, stage: stage.words, why: "the patient \(before) at \(clock)",
        next: "\(next), or correct that one: candor amend \(position)")
    }
    guard start == nil || stop != nil || transfer != nil else {
      throw .outOfOrder(
        event: kind, stage: stage.words, why: "nobody leaves on a running infusion",
        next: "record \"\(InfusionStopped.name)\" first, with its own time")
    }
  }

  /// What is signed off is over.
  func requireEnded(_ kind: EventKind) throws(Rejection) {
    guard end == nil else { return }
    throw .outOfOrder(
      event: kind, stage: stage.words, why: "the patient is still here",
      next: "record how the visit ended first, with its own time")
  }

  /// Whether the last pause on record has not been resumed.
  private var isPauseOpen: Bool {
    self[InfusionPaused.self].count > self[InfusionResumed.self].count
  }

  private func requireStarted(
    _ kind: EventKind, at occurred: ClinicalTime
  ) throws(Rejection) {
    guard let start else {
      throw .outOfOrder(
        event: kind, stage: stage.words, why: "no infusion has started",
        next: "record \"\(InfusionStarted.name)\" first, with its own time")
    }
    try requireInOrder(kind, at: occurred, after: start.occurred, "started")
  }

  private func requireNotAfterStop(
    _ kind: EventKind, at occurred: ClinicalTime
  ) throws(Rejection) {
    guard let stop, !occurred.mayBeAtOrBefore(stop.occurred) else { return }
    throw .outOfOrder(
      event: kind, stage: stage.words,
      why: "\(occurred.localClock) lies after the stop at \(stop.occurred.localClock)",
      next: "give the time at which it happened")
  }

  private func requireInOrder(
    _ kind: EventKind, at occurred: ClinicalTime, after earlier: ClinicalTime, _ what: String
  ) throws(Rejection) {
    guard !earlier.mayBeAtOrBefore(occurred) else { return }
    throw .outOfOrder(
      event: kind, stage: stage.words,
      why: "\(occurred.iso8601) lies before the infusion was \(what) at \(earlier.iso8601)",
      next: "give the time at which it happened")
  }
}
