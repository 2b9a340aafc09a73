import ClinicalRecord
import SwiftProtobuf
import Testing

/// Every kind of event leaves a trace in its state: none is dropped.
@Suite struct EvolveTests {
  @Test(arguments: Statements.visit)
  func `a visit keeps every event`(event: VisitEvent.OneOf_Event) throws {
    let before = given(Visit.self, [])
    let after = before.and(event, at: 30)
    #expect(Trace(after.state).facts == 1)
    #expect(Trace(before.state).facts == 0)
    #expect(Trace(after.state).positions == [100])
  }

  @Test(arguments: Statements.chart)
  func `a chart keeps every event`(event: ChartEvent.OneOf_Event) {
    #expect(Trace(given(Chart.self, [event]).state).facts == 1)
  }

  @Test func `a visit keeps all of a long day, in ledger order`() {
    let twice = Statements.visit + Statements.visit
    let state = given(Visit.self, twice).state
    // Six facts happen once: the first one stays.
    #expect(Trace(state).facts == twice.count - 6)
    #expect(state.vitals.map(\.position) == [113, 141])
    #expect(state.start?.position == 108)
    #expect(state.discharge?.occurred == minute(250))
  }

  @Test func `staff keep who was enrolled and every credential`() {
    let staff = given(Staff.self, Statements.staff + Statements.staff).state
    #expect(staff.members.count == 1)
    #expect(staff.members[1]?.enrolled.position == 100)
    #expect(staff.members[1]?.credentials.map(\.position) == [101, 109])
  }

  @Test func `a fact keeps who, when and where`() {
    var visit = Visit()
    visit.evolve(
      Fact(
        .weighed(.with { $0.weightKg = 70 }), position: 7, occurred: minute(3),
        recordedMicroseconds: 99, actor: 12))
    let weight = visit.weights[0]
    #expect(weight.value.weightKg == 70)
    #expect(weight.position == 7)
    #expect(weight.occurred == minute(3))
    #expect(weight.recordedMicroseconds == 99)
    #expect(weight.actor == 12)
  }
}

/// How many facts a state holds, found by reflection so that a forgotten property shows.
private struct Trace {
  var facts = 0
  var positions: [UInt64] = []

  init(_ state: Any) {
    for property in Mirror(reflecting: state).children { count(property.value) }
  }

  private mutating func count(_ value: Any) {
    let mirror = Mirror(reflecting: value)
    if let position = mirror.children.first(where: { $0.label == "position" })?.value as? UInt64 {
      facts += 1
      positions.append(position)
    } else if mirror.displayStyle == .collection || mirror.displayStyle == .optional {
      for child in mirror.children { count(child.value) }
    }
  }
}
