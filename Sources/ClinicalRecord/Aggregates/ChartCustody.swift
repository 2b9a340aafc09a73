/// Whether a chart is kept: the fold of its custody stream, which is never sealed.
public struct ChartCustody: Sendable {
  /// How far it has come.
  public enum State: Hashable, Sendable {
    case kept
    /// Under a legal hold since that position.
    case held(since: UInt64)
    /// Being erased, since that position.
    case erasureIntended(position: UInt64)
    /// Erased; the position is the intent's, or the completion's where a restore has erased it.
    case erased(position: UInt64)
  }

  /// What goes on about the chart while an erasure is asked for, as headers tell it.
  public struct Hindrances: Hashable, Sendable {
    /// A visit that has neither ended nor was broken off.
    public var openVisit: UInt32?
    /// Position of an emergency access that nobody has reviewed.
    public var unreviewedEmergency: UInt64?
    /// The actor number of a device that serves it.
    public var servingDevice: UInt32?

    public init() {}
  }

  public internal(set) var state = State.kept
  /// None, unless the caller has looked.
  public var hindrances = Hindrances()

  public init() {}

  /// The position from which on nothing may be recorded about the chart but the completion; nil
  /// while it is kept.
  public var closedAt: UInt64? {
    switch state {
    case .kept, .held: nil
    case .erasureIntended(let position), .erased(let position): position
    }
  }
}

extension ChartCustody {
  /// Takes a fact of the chart's custody stream, in ledger order. Nothing is judged here: what the
  /// ledger holds was said.
  public mutating func evolve(_ fact: Fact<OperationsEvent.OneOf_Event>) {
    switch fact.value {
    case .legalHoldPlaced:
      if case .kept = state { state = .held(since: fact.position) }
    case .legalHoldReleased:
      if case .held = state { state = .kept }
    case .chartErasureIntended:
      if closedAt == nil { state = .erasureIntended(position: fact.position) }
    case .chartErasureCompleted:
      state = .erased(position: closedAt ?? fact.position)
    case .signInRefused, .actRefused, .backupTaken, .ledgerRestored, .ledgerVerified,
      .accessSpoolDamaged, .tablesMended, .checkpointGivenUp, .checkpointContradicted,
      .dayClosed, .reportIssued:
      break
    }
  }
}

extension ChartCustody {
  /// Whether `event` may be stated of this chart now, and what follows from it.
  ///
  /// - Parameters:
  ///   - occurred: when it happened, as stated.
  ///   - role: of whoever states it.
  /// - Returns: the events to append, `event` first.
  /// - Throws: `notYourRole`, `malformed`, `duplicate` or `outOfOrder`.
  public func decide(
    _ event: OperationsEvent.OneOf_Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [OperationsEvent.OneOf_Event] {
    try event.kind.requireRecorder(role)
    try event.statement.validate()
    try Expect.time(occurred.stated, "time")
    switch event {
    case .legalHoldPlaced: try requirePlaceable()
    case .legalHoldReleased: try requireHeld()
    case .chartErasureIntended: try requireErasable()
    case .chartErasureCompleted(let completed): try requireCompletable(completed, by: role)
    case .signInRefused, .actRefused, .backupTaken, .ledgerRestored, .ledgerVerified,
      .accessSpoolDamaged, .tablesMended, .checkpointGivenUp, .checkpointContradicted,
      .dayClosed, .reportIssued:
      throw .outOfOrder(
        event: event.kind, stage: "a chart's custody is decided", why: "it is about no chart",
        next: "state it of the ledger")
    }
    return [event]
  }

  private func requirePlaceable() throws(Rejection) {
    switch state {
    case .kept: return
    case .held(let since):
      throw .duplicate(
        event: LegalHoldPlaced.kind, of: "entry \(since)", next: "there is nothing to place")
    case .erasureIntended, .erased:
      throw tooLate(LegalHoldPlaced.kind)
    }
  }

  private func requireHeld() throws(Rejection) {
    switch state {
    case .held: return
    case .kept:
      throw .outOfOrder(
        event: LegalHoldReleased.kind, stage: "the chart is under no legal hold",
        why: "there is nothing to release", next: "see candor history --kind legal-hold-placed")
    case .erasureIntended, .erased:
      throw tooLate(LegalHoldReleased.kind)
    }
  }

  private func requireErasable() throws(Rejection) {
    let kind = ChartErasureIntended.kind
    switch state {
    case .kept: break
    case .held(let since):
      throw .outOfOrder(
        event: kind, stage: "the chart is under a legal hold (entry \(since))",
        why: "what is held is kept", next: "have the hold released first (candor hold release)")
    case .erasureIntended(let position), .erased(let position):
      throw .duplicate(
        event: kind, of: "entry \(position)", next: "an erasure that was begun is only finished")
    }
    if let visit = hindrances.openVisit {
      throw .outOfOrder(
        event: kind, stage: "visit \(visit) is open", why: "the patient is being looked after",
        next: "record the visit's end first")
    }
    if let device = hindrances.servingDevice {
      throw .outOfOrder(
        event: kind, stage: "device \(device) serves the chart", why: "it holds one of its keys",
        next: "release it first (candor device release)")
    }
    if let position = hindrances.unreviewedEmergency {
      throw .outOfOrder(
        event: kind, stage: "the emergency access \(position) awaits its review",
        why: "the reason for it would be erased unread",
        next: "have it reviewed first (candor review \(position))")
    }
  }

  /// Only a restore may say it of a chart whose erasure this ledger does not know: its entries were
  /// lost.
  private func requireCompletable(
    _ completed: ChartErasureCompleted, by role: Role
  ) throws(Rejection) {
    let kind = ChartErasureCompleted.kind
    if completed.isReplayed, role != .program {
      throw .notYourRole(event: kind, role: role, allowed: [.program])
    }
    switch state {
    case .erasureIntended: return
    case .erased(let position):
      throw .duplicate(
        event: kind, of: "erased at entry \(position)", next: "there is nothing to complete")
    case .kept, .held:
      guard !completed.isReplayed else { return }
      throw .outOfOrder(
        event: kind, stage: "no erasure of the chart was intended",
        why: "two people have to decide it", next: "record the intent first (candor erase)")
    }
  }

  private func tooLate(_ kind: EventKind) -> Rejection {
    .outOfOrder(
      event: kind, stage: "the chart is erased (entry \(closedAt ?? 0))",
      why: "an erasure cannot be taken back",
      next: "candor history --patient with the chart's id tells what is still there")
  }
}
