/// Something that was recorded: what, where in the ledger, when it happened, when it was taken
/// down, and by whom.
///
/// Of an amended statement, value, time and author are the amendment's, and the place is the
/// original's: that is what stands.
public struct Fact<Value: Sendable>: Sendable {
  public var value: Value
  /// The entry's position in the ledger.
  public var position: UInt64
  public var occurred: ClinicalTime
  /// The ledger's clock, microseconds since 1970-01-01T00:00:00Z.
  public var recordedMicroseconds: Int64
  public var actor: UInt32
  /// What it was amended by; nil where it stands as it was first recorded.
  public var amendment: Amendment?

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
    var fact = Fact<Other>(
      other, position: position, occurred: occurred, recordedMicroseconds: recordedMicroseconds,
      actor: actor)
    fact.amendment = amendment
    return fact
  }

  /// When it was first said that this happened, whatever was amended since: an act is not made
  /// later than its evidence by correcting a word of it.
  public var firstRecordedMicroseconds: Int64 {
    amendment?.firstRecordedMicroseconds ?? recordedMicroseconds
  }
}

/// Where an amended statement comes from.
public struct Amendment: Hashable, Sendable {
  /// Of the newest amendment.
  public var position: UInt64
  /// Of the original, microseconds since 1970-01-01T00:00:00Z.
  public var firstRecordedMicroseconds: Int64
  /// Of the original.
  public var firstActor: UInt32

  public init(position: UInt64, firstRecordedMicroseconds: Int64, firstActor: UInt32) {
    self.position = position
    self.firstRecordedMicroseconds = firstRecordedMicroseconds
    self.firstActor = firstActor
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
}

private protocol FactList: Sendable {}

/// Not held to be of a `RecordableEvent`: to look that up costs a command that meets an event for
/// the first time more than the fact itself.
private struct FactsOf<Event: Sendable>: FactList {
  var facts: [Fact<Event>] = []
}
