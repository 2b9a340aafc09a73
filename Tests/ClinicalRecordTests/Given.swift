import ClinicalRecord
import Testing

/// What every aggregate has, so that its tests read given, when, then.
protocol Aggregate: Sendable {
  associatedtype Event: Equatable & Sendable
  init()
  func decide(
    _ event: Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [Event]
  mutating func evolve(_ fact: Fact<Event>)
}

extension Chart: Aggregate {}
extension Visit: Aggregate {}
extension Staff: Aggregate {}
extension PolicyHistory: Aggregate {}
extension ChartCustody: Aggregate {}

/// The day of the tests: minutes after 2026-11-02T08:00-06:00, known to the minute.
func minute(_ minutes: Int) -> ClinicalTime {
  ClinicalTime(
    unixMicroseconds: 1_793_628_000_000_000 + Int64(minutes) * 60_000_000,
    utcOffsetMinutes: -360, precision: .minute)
}

/// Facts in ledger order, ten minutes apart from 08:00, positions from 100.
func given<A: Aggregate>(_ aggregate: A.Type, _ events: [A.Event]) -> Story<A> {
  var story = Story<A>()
  for event in events { story.record(event, at: story.nextMinute) }
  return story
}

/// What is on record before something is stated.
struct Story<A: Aggregate> {
  var state = A()
  private(set) var nextMinute = 0
  private var nextPosition: UInt64 = 100

  mutating func record(_ event: A.Event, at minutes: Int) {
    state.evolve(
      Fact(
        event, position: nextPosition, occurred: minute(minutes),
        recordedMicroseconds: minute(minutes).unixMicroseconds + 1, actor: 1))
    nextPosition += 1
    nextMinute = max(nextMinute, minutes + 10)
  }

  func and(_ event: A.Event, at minutes: Int) -> Story {
    var story = self
    story.record(event, at: minutes)
    return story
  }

  /// - Parameter minutes: nil is after everything on record.
  func when(_ event: A.Event, at minutes: Int? = nil, by role: Role) -> Outcome<A.Event> {
    do {
      let events = try state.decide(event, occurred: minute(minutes ?? nextMinute), by: role)
      return .recorded(events)
    } catch {
      return .refused(error)
    }
  }
}

enum Outcome<Event: Equatable & Sendable>: Equatable, Sendable {
  case recorded([Event])
  case refused(Rejection)

  func then(_ events: Event..., sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(self == .recorded(events), sourceLocation: sourceLocation)
  }

  func thenRefused(
    _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(refusal?.description == expected, sourceLocation: sourceLocation)
  }

  var isRecorded: Bool { refusal == nil }

  var refusal: Rejection? {
    if case .refused(let rejection) = self { return rejection }
    return nil
  }

  /// The rejection's case, for tables.
  var verdict: String {
    switch refusal {
    case nil: "recorded"
    case .malformed(let field, _, _): field
    case .notYourRole: "not your role"
    case .outOfOrder: "out of order"
    case .duplicate: "duplicate"
    case .supports: "supports"
    case .unknownField, .unreadable: "unread"
    }
  }
}
