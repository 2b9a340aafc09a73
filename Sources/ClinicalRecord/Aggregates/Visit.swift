/// One visit from arrival to the drive home: the fold of a visit's stream.
///
/// Facts stand in ledger order, which need not be the order in which they happened.
public struct Visit: Sendable {
  /// Where the visit is in its life.
  public enum Stage: String, Codable, Hashable, Sendable {
    case notArrived
    case arrived
    case infusing
    case paused
    /// The infusion has stopped; the patient is still here.
    case recovering
    /// Discharged, transferred or gone against advice: what is recorded afterwards is visibly
    /// afterwards.
    case ended
  }

  public internal(set) var stage: Stage = .notArrived
  private var facts = FactLog()
  /// What was measured: there is too much of it to be kept as messages.
  public private(set) var vitals = VitalsLog()

  public init() {}

  /// Of which only the vital signs are known yet: what else was stated is taken one by one.
  public init(_ vitals: VitalsLog) { self.vitals = vitals }

  /// What was stated of one kind, in ledger order: `visit[DriverNamed.self]`. Of vital signs there
  /// is ``vitals``, and nothing here.
  public subscript<Event: RecordableEvent>(_ event: Event.Type) -> [Fact<Event>] { facts[event] }

  // Each of these happens once. Of what is never held up there may be more on the stream: the first
  // one counts.
  public var arrival: Fact<Arrived>? { self[Arrived.self].first }
  public var start: Fact<InfusionStarted>? { self[InfusionStarted.self].first }
  public var stop: Fact<InfusionStopped>? { self[InfusionStopped.self].first }
  public var recoveryStart: Fact<RecoveryStarted>? { self[RecoveryStarted.self].first }
  public var transfer: Fact<Transferred>? { self[Transferred.self].first }
  public var discharge: Fact<Discharged>? { self[Discharged.self].first }
  public var leftAgainstAdvice: Fact<LeftAgainstAdvice>? { self[LeftAgainstAdvice.self].first }

  /// Takes a fact of the visit's stream, in ledger order. Nothing is judged here: what the ledger
  /// holds was said.
  public mutating func evolve(_ fact: Fact<VisitEvent.OneOf_Event>) {
    if case .vitalsSampled(let sampled) = fact.value {
      vitals.append(fact.with(sampled))
    } else {
      VisitEvent.OneOf_Event.append(fact, to: &facts)
    }
    stage.advance(by: fact.value.kind.stageEffect)
  }
}

extension Visit.Stage {
  /// The stage only ever moves on: what is recorded late finds its place by its time, not by moving
  /// the visit back.
  public mutating func advance(by effect: StageEffect) {
    switch (effect, self) {
    case (.beginsVisit, .notArrived): self = .arrived
    case (.startsInfusion, .arrived): self = .infusing
    case (.pausesInfusion, .infusing): self = .paused
    case (.resumesInfusion, .paused): self = .infusing
    case (.stopsInfusion, .infusing), (.stopsInfusion, .paused): self = .recovering
    case (.endsVisit, _): self = .ended
    default: break
    }
  }

  /// As it follows "while": "the infusion is running".
  public var words: String {
    switch self {
    case .notArrived: "the patient has not arrived"
    case .arrived: "the infusion has not started"
    case .infusing: "the infusion is running"
    case .paused: "the infusion is paused"
    case .recovering: "the infusion has stopped"
    case .ended: "the visit has ended"
    }
  }
}

extension Visit {
  /// What was noted of an effect and has not been resolved since, in ledger order; several are one
  /// effect whose severity changed.
  public func openNotings(of effect: SideEffect) -> [Fact<SideEffectNoted>] {
    let resolved = self[SideEffectResolved.self].last { $0.value.effect == effect }
    return self[SideEffectNoted.self].filter { noted in
      noted.value.effect == effect && resolved.map { noted.position > $0.position } ?? true
    }
  }

  /// The effects that are open, in the schema's order.
  public var openSideEffects: [SideEffect] {
    SideEffect.stateable.filter { !openNotings(of: $0).isEmpty }
  }

  func requireOpen(_ effect: SideEffect, at occurred: ClinicalTime) throws(Rejection) {
    guard let noted = openNotings(of: effect).first else {
      throw .outOfOrder(
        event: SideEffectResolved.kind, stage: stage.words, why: "no \(effect.words) is open",
        next: "record \"\(SideEffectNoted.name)\" first, with its own time")
    }
    guard noted.occurred.mayBeAtOrBefore(occurred) else {
      throw .outOfOrder(
        event: SideEffectResolved.kind, stage: stage.words,
        why: "\(occurred.iso8601) lies before it was noted at \(noted.occurred.iso8601)",
        next: "give the time at which it had gone")
    }
  }
}
