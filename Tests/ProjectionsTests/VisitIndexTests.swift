import ClinicalRecord
import Projections
import SwiftProtobuf
import Testing

@Suite struct VisitIndexTests {
  private func state(after events: [VisitEvent.OneOf_Event], visit: UInt32 = 1) -> VisitIndex.State
  {
    var state = VisitIndex.initial
    for (index, event) in events.enumerated() {
      VisitIndex.apply(fact(.visit(event), position: UInt64(index)), visitNumber: visit, to: &state)
    }
    return state
  }

  private static let arrived = VisitEvent.OneOf_Event.arrived(
    .with { $0.indication = .chronicPain })

  @Test func `an arrival opens a visit with its indication and time`() {
    let line = state(after: [Self.arrived]).visits.first
    #expect(line?.number == 1)
    #expect(line?.indication == Indication.chronicPain.rawValue)
    #expect(line?.arrivedMicroseconds == 0)
    #expect(line?.stage == .arrived)
  }

  @Test(arguments: [
    ([VisitEvent.OneOf_Event.infusionStarted(.init())], Visit.Stage.infusing),
    ([.infusionStarted(.init()), .infusionPaused(.init())], .paused),
    ([.infusionStarted(.init()), .infusionPaused(.init()), .infusionResumed(.init())], .infusing),
    ([.infusionStarted(.init()), .infusionStopped(.init())], .recovering),
    ([.infusionStopped(.init()), .discharged(.init())], .ended),
    ([.transferred(.init())], .ended),
    ([.discharged(.init()), .infusionStarted(.init())], .ended),
    ([.weighed(.init()), .vitalsSampled(.init()), .oxygenGiven(.init())], .arrived),
  ])
  func `events move the visit on`(events: [VisitEvent.OneOf_Event], stage: Visit.Stage) {
    #expect(state(after: [Self.arrived] + events).visits.map(\.stage) == [stage])
  }

  @Test func `the newest position grows with every event of the visit`() {
    let state = state(after: [Self.arrived, .weighed(.init()), .weighed(.init())])
    #expect(state.visits.map(\.newestPosition) == [2])
    #expect(state.visits.map(\.arrivedPosition) == [0])
  }

  @Test func `the first start of the infusion stays`() {
    let start = VisitEvent.OneOf_Event.infusionStarted(.init())
    #expect(state(after: [Self.arrived]).visits.map(\.started) == [nil])
    let state = state(after: [Self.arrived, .weighed(.init()), start, start])
    #expect(state.visits.map(\.started?.position) == [2])
  }

  @Test func `an event of a visit that never arrived changes nothing`() {
    #expect(state(after: [.weighed(.init())]) == VisitIndex.initial)
  }
}

/// A fact at a time that plays no part.
func fact(_ event: ClinicalEvent, position: UInt64) -> Fact<ClinicalEvent> {
  Fact(
    event, position: position,
    occurred: ClinicalTime(unixMicroseconds: 0, utcOffsetMinutes: 0, precision: .minute),
    recordedMicroseconds: 0, actor: 1)
}
