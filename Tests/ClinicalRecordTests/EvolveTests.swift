import ClinicalRecord
import SwiftProtobuf
import Testing

/// Every kind of event leaves a trace in its state: none is dropped.
@Suite struct EvolveTests {
  @Test(arguments: Statements.visit)
  func `a visit keeps every event, under its own type`(event: VisitEvent.OneOf_Event) {
    let before = given(Visit.self, []).state
    let after = given(Visit.self, [event]).state
    #expect(positions(of: event.statement, in: before) == [])
    #expect(positions(of: event.statement, in: after) == [100])
  }

  @Test(arguments: Statements.chart)
  func `a chart keeps every event, under its own type`(event: ChartEvent.OneOf_Event) {
    let state = given(Chart.self, [event]).state
    #expect(positions(of: event.statement, in: state) == [100])
  }

  @Test func `a visit keeps all of a long day, in ledger order`() {
    let state = given(Visit.self, Statements.visit + Statements.visit).state
    let count = UInt64(Statements.visit.count)
    for (index, event) in Statements.visit.enumerated() {
      let first = 100 + UInt64(index)
      #expect(positions(of: event.statement, in: state) == [first, first + count])
    }
    // What happens once is what was said first.
    #expect(state.start?.position == state[InfusionStarted.self].first?.position)
    #expect(state.discharge?.position == state[Discharged.self].first?.position)
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
    let weight = visit[Weighed.self][0]
    #expect(weight.value.weightKg == 70)
    #expect(weight.position == 7)
    #expect(weight.occurred == minute(3))
    #expect(weight.recordedMicroseconds == 99)
    #expect(weight.actor == 12)
  }
}

/// Where the facts of one event stand, by its own type; vital signs are kept as what they measured.
private func positions(of event: some RecordableEvent, in visit: Visit) -> [UInt64] {
  event is VitalsSampled
    ? visit.vitals.entries.map(\.position) : visit[type(of: event)].map(\.position)
}

private func positions(of event: some RecordableEvent, in chart: Chart) -> [UInt64] {
  chart[type(of: event)].map(\.position)
}
