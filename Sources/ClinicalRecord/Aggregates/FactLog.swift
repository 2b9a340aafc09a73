/// Something that was recorded: what, where in the ledger, when it happened, when it was taken
/// down, and by whom.
public struct Fact<Value: Sendable>: Sendable {
  public var value: Value
  /// The entry's position in the ledger.
  public var position: UInt64
  public var occurred: ClinicalTime
  /// The ledger's clock, microseconds since 1970-01-01T00:00:00Z.
  public var recordedMicroseconds: Int64
  public var actor: UInt32

  public init(
    _ value: Value, position: UInt64, occurred: ClinicalTime, recordedMicroseconds: Int64,
    actor: UInt32
  ) {
    self.value = value
    self.position = position
    self.occurred = occurred
    self.recordedMicroseconds = recordedMicroseconds
    self.actor = actor
  }

  /// The same fact about another value: a projection of an event's payload.
  public func with<Other: Sendable>(_ other: Other) -> Fact<Other> {
    Fact<Other>(
      other, position: position, occurred: occurred, recordedMicroseconds: recordedMicroseconds,
      actor: actor)
  }
}

/// The facts of one stream in ledger order, by what they state.
///
/// Every event is kept the same way, so a new one needs nothing here: `log[DriverNamed.self]`.
struct FactLog: Sendable {
  private var lists: [ObjectIdentifier: any FactList] = [:]

  /// The facts of one event, in ledger order, which need not be the order in which they happened.
  subscript<Event: RecordableEvent>(_: Event.Type) -> [Fact<Event>] {
    (lists[ObjectIdentifier(Event.self)] as? FactsOf<Event>)?.facts ?? []
  }

  mutating func append<Event: RecordableEvent>(_ fact: Fact<Event>) {
    let key = ObjectIdentifier(Event.self)
    // Taken out before it grows: a second reference would copy the whole list.
    var list = (lists.removeValue(forKey: key) as? FactsOf<Event>) ?? FactsOf()
    list.facts.append(fact)
    lists[key] = list
  }

  /// - Parameter event: what `fact` states.
  mutating func append<Value>(_ event: any RecordableEvent, of fact: Fact<Value>) {
    func add(_ event: some RecordableEvent) { append(fact.with(event)) }
    add(event)
  }
}

private protocol FactList: Sendable {}

private struct FactsOf<Event: RecordableEvent>: FactList {
  var facts: [Fact<Event>] = []
}
