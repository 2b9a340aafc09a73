internal import SwiftProtobuf

/// What is true of one patient across visits: the fold of a chart's stream.
///
/// Facts stand in ledger order, each as its corrections leave it. Doubles stay: a rule judges all
/// of them by their occurred times.
public struct Chart: Sendable {
  /// Where the chart is in its life.
  public enum Stage: Hashable, Sendable {
    /// No intake yet: the only statement possible is `intake received`.
    case absent
    case open
  }

  private var facts = FactLog()
  /// Of the visits whose opening was entered in error: a number is not given twice, since what was
  /// said under it stays in the ledger.
  private var highestRetiredNumber: UInt32 = 0

  public init() {}

  /// What was stated of one kind, in ledger order: `chart[ConsentSigned.self]`.
  public subscript<Event: RecordableEvent>(_ event: Event.Type) -> [Fact<Event>] { facts[event] }

  /// The first intake: there is one.
  public var intake: Fact<IntakeReceived>? { self[IntakeReceived.self].first }

  public var stage: Stage { intake == nil ? .absent : .open }

  /// Takes a fact of the chart's stream, in ledger order. Nothing is judged here: what the ledger
  /// holds was said.
  public mutating func evolve(_ fact: Fact<ChartEvent.OneOf_Event>) {
    ChartEvent.OneOf_Event.append(fact, to: &facts)
  }

  /// Takes a visit's opening that was entered in error: all that is left of it is its number.
  public mutating func retire(_ opened: VisitOpened) {
    highestRetiredNumber = max(highestRetiredNumber, opened.visitNumber)
  }
}

extension Chart {
  /// Whether `event` may be stated now, and what follows from it.
  ///
  /// Only what is not a statement is refused: a departure from policy is for the rules to find on
  /// the state that these events lead to.
  /// - Parameters:
  ///   - occurred: when it happened, as stated.
  ///   - role: of whoever states it.
  /// - Returns: the events to append, `event` first.
  /// - Throws: `notYourRole`, `malformed`, `duplicate` or `outOfOrder`.
  public func decide(
    _ event: ChartEvent.OneOf_Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [ChartEvent.OneOf_Event] {
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
    _ event: ChartEvent.OneOf_Event, occurred: ClinicalTime
  ) throws(Rejection) {
    switch event {
    case .intakeReceived(let intake):
      try requireAbsent()
      try requireBorn(intake.birthDate, by: occurred)
    case .identityCorrected(let corrected):
      try requireOpen(event.kind)
      try requireBorn(corrected.birthDate, by: occurred)
      try requireChange(corrected)
    case .visitOpened(let opened):
      try requireOpen(event.kind)
      try requireNext(opened)
    case .consentSigned(let signed):
      try requireOpen(event.kind)
      try requireDocument(signed.documentNumber)
    case .acknowledgementOfOngoingCareReceived(let received):
      try requireOpen(event.kind)
      try requireDocument(received.documentNumber)
    case .amendmentAnswered(let answered):
      try requireOpen(event.kind)
      try requireRequest(answered)
    case .chartMerged(let merged):
      try requireOpen(event.kind)
      try requireMergeable(merged)
    case .chartUnmerged(let unmerged):
      try requireOpen(event.kind)
      try requireMerged(unmerged)
    default: try requireOpen(event.kind)
    }
  }

  /// The number that the patient's next visit gets.
  public var nextVisitNumber: UInt32 {
    let opened = self[VisitOpened.self].map(\.value.visitNumber).max() ?? 0
    let newest = max(opened, highestRetiredNumber)
    return newest < .max ? newest + 1 : newest
  }

  private func requireAbsent() throws(Rejection) {
    if let intake {
      throw .duplicate(
        event: IntakeReceived.kind, of: "this chart has its intake",
        next: "record what is new as its own event", at: intake.position)
    }
  }

  private func requireBorn(
    _ birthDate: String, by occurred: ClinicalTime
  ) throws(Rejection) {
    guard let born = LocalDate(iso8601: birthDate), born <= occurred.localDate else {
      throw .malformed(
        field: "birth_date", value: nil, expected: "a day not after the intake itself")
    }
  }

  private func requireOpen(_ kind: EventKind) throws(Rejection) {
    guard stage == .open else {
      throw .outOfOrder(
        event: kind, stage: "the chart does not exist", why: "nothing is known of this patient",
        next: "record \"\(IntakeReceived.name)\" first")
    }
  }

  /// What rests on a paper rests on one that stands.
  ///
  /// - Parameter number: 0: on none.
  /// - Throws: `malformed`.
  public func requireDocument(_ number: UInt32) throws(Rejection) {
    guard number != 0 else { return }
    try Expect.that(
      self[DocumentAttached.self].contains { $0.value.documentNumber == number },
      "document_number", value: "\(number)",
      "the number of a document of this chart (candor documents)")
  }

  private func requireNext(_ opened: VisitOpened) throws(Rejection) {
    guard opened.visitNumber == nextVisitNumber else {
      throw .malformed(
        field: "visit_number", value: String(opened.visitNumber),
        expected: "\(nextVisitNumber), the next visit of this chart")
    }
  }
}

/// What an arrival leads to: the chart opens a visit and the visit begins, both in one append.
public struct Arrival: Equatable, Sendable {
  /// The number of the visit's stream.
  public let visitNumber: UInt32
  public let opened: ChartEvent.OneOf_Event
  public let arrived: VisitEvent.OneOf_Event
}

extension Chart {
  /// Whether the patient may be said to have arrived, and the visit that begins with it.
  /// - Throws: as `decide` of the chart and of the visit.
  public func decideArrival(
    _ arrived: Arrived, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> Arrival {
    let event = VisitEvent.OneOf_Event.arrived(arrived)
    _ = try Visit().decide(event, occurred: occurred, by: role)
    let opened = ChartEvent.OneOf_Event.visitOpened(
      .with {
        $0.visitNumber = nextVisitNumber
        $0.indication = arrived.indication
      })
    _ = try decide(opened, occurred: occurred, by: role)
    return Arrival(visitNumber: nextVisitNumber, opened: opened, arrived: event)
  }
}
