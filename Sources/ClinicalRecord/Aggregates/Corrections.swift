/// What became of the statements of one chart and its visits: the fold of their corrections.
///
/// It is settled before a statement is taken into any state. What was entered in error counts
/// nowhere; what was amended counts as amended, at the place of the original. The newest of several
/// corrections holds, and a reinstatement brings back what stood before the retraction.
public struct Corrections: Sendable {
  /// What was said of one entry.
  public struct Outcome: Sendable {
    /// The newest amendment: the statement, time and author that stand, at the correction's place.
    public internal(set) var amendment: Fact<ClinicalEvent>?
    /// Nil while it stands.
    public internal(set) var retraction: Fact<Correction>?
    /// Every correction of it, in ledger order.
    public internal(set) var all: [Fact<Correction>] = []

    public var stands: Bool { retraction == nil }

    public var coSignatures: [Fact<Correction>] { all.filter { $0.value.change == .coSigned } }
  }

  private var outcomes: [UInt64: Outcome] = [:]

  public init() {}

  public var isEmpty: Bool { outcomes.isEmpty }

  /// What was said of the entry at a position; nil: nothing.
  public subscript(position: UInt64) -> Outcome? { outcomes[position] }

  /// Every amendment, by the position of the original.
  public var amendments: [UInt64: [UInt64]] {
    outcomes.compactMapValues { outcome in
      guard outcome.amendment != nil else { return nil }
      return outcome.all.filter { fact in
        if case .amended = fact.value.change { true } else { false }
      }.map(\.position)
    }
  }

  /// Takes a fact in ledger order; what is no correction changes nothing.
  public mutating func take(_ fact: Fact<ClinicalEvent>) {
    guard let correction = fact.value.correction else { return }
    var outcome = outcomes.removeValue(forKey: correction.position) ?? Outcome()
    let correcting = fact.with(correction)
    outcome.all.append(correcting)
    switch correction.change {
    case .amended(let event):
      outcome.amendment = fact.with(event)
      outcome.retraction = nil
    case .enteredInError: outcome.retraction = correcting
    case .reinstated: outcome.retraction = nil
    case .coSigned: break
    }
    outcomes[correction.position] = outcome
  }

  /// A fact as it stands; nil for one that was entered in error, and for a correction, which is no
  /// statement about the patient.
  public func standing(_ fact: Fact<ClinicalEvent>) -> Fact<ClinicalEvent>? {
    if fact.value.isCorrection { return nil }
    guard let outcome = outcomes[fact.position] else { return fact }
    guard outcome.stands else { return nil }
    guard let amended = outcome.amendment else { return fact }
    var standing = Fact(
      amended.value, position: fact.position, occurred: amended.occurred,
      recordedMicroseconds: amended.recordedMicroseconds, actor: amended.actor)
    standing.amendment = Amendment(
      position: amended.position, firstRecordedMicroseconds: fact.recordedMicroseconds,
      firstActor: fact.actor)
    return standing
  }
}

extension Corrections {
  /// Whether a correction may be stated of an entry as it stands now.
  ///
  /// - Parameters:
  ///   - kind: of the correction.
  ///   - fact: the original.
  ///   - occurred: of the correction's header.
  ///   - actor: whoever states it.
  /// - Throws: `malformed`, `duplicate`, `outOfOrder`.
  public func decide(
    _ correction: Correction, _ kind: EventKind, of fact: Fact<ClinicalEvent>,
    at occurred: ClinicalTime, by actor: UInt32
  ) throws(Rejection) {
    try Expect.time(occurred.stated, "time")
    try Expect.that(
      fact.value.kind != ChartMerged.kind && fact.value.kind != ChartUnmerged.kind,
      "target.position", value: "\(fact.position)",
      "an entry that is no merge: charts are taken apart with candor unmerge")
    let retraction = outcomes[fact.position]?.retraction
    switch correction.change {
    case .amended(let event):
      try requireSame(event, as: fact.value)
      try requireStanding(kind, retraction)
    case .coSigned:
      try requireStanding(kind, retraction)
      if let signed = outcomes[fact.position]?.coSignatures.first(where: { $0.actor == actor }) {
        throw .duplicate(
          event: kind, of: "in entry \(signed.position), by the same person",
          next: "one signature a person is enough")
      }
    case .enteredInError:
      guard let retraction else { return }
      throw .duplicate(
        event: kind, of: "in entry \(retraction.position)",
        next: "candor reinstate \(fact.position) takes that back")
    case .reinstated:
      guard retraction == nil else { return }
      throw .outOfOrder(
        event: kind, stage: "entry \(fact.position) stands", why: "it is not entered in error",
        next: "candor show \(fact.position) tells what was said of it")
    }
  }

  private func requireStanding(
    _ kind: EventKind, _ retraction: Fact<Correction>?
  ) throws(Rejection) {
    guard let retraction else { return }
    let position = retraction.value.position
    throw .outOfOrder(
      event: kind, stage: "entry \(position) is entered in error",
      why: "entry \(retraction.position) says so",
      next: "take that back first: candor reinstate \(position)")
  }

  /// What happened is another event, and is recorded as that. A record number and a visit's number
  /// are what others know the chart and the visit by.
  private func requireSame(
    _ event: ClinicalEvent, as original: ClinicalEvent
  ) throws(Rejection) {
    try Expect.that(
      event.kind == original.kind, "replacement", value: "\"\(event.kind)\"",
      "\"\(original.kind)\", as the entry is; retract it, and record what happened")
    switch (event, original) {
    case (.chart(.intakeReceived(let now)), .chart(.intakeReceived(let before))):
      try Expect.that(
        now.recordNumber == before.recordNumber, "record_number", value: now.recordNumber,
        "\(before.recordNumber), which stays the chart's")
    case (.chart(.visitOpened(let now)), .chart(.visitOpened(let before))):
      try Expect.that(
        now.visitNumber == before.visitNumber, "visit_number", value: "\(now.visitNumber)",
        "\(before.visitNumber), which stays the visit's")
    case (.chart(.documentAttached(let now)), .chart(.documentAttached(let before))):
      try Expect.that(
        now.isSameDocument(as: before), "replacement", value: "another document",
        "the same bytes under the same number; retract the entry, and attach the other document")
    default: break
    }
  }
}
