import ClinicalRecord
import Projections
import SwiftProtobuf
import Testing

@Suite struct RosterTests {
  @Test func `an intake says who a chart is about`() {
    var state = Roster.initial
    let intake = ClinicalEvent.chart(
      .intakeReceived(
        .with {
          $0.recordNumber = "1001"
          $0.familyName = "Rivers"
          $0.givenName = "Jo"
          $0.birthDate = "1984-02-29"
        }))
    Roster.apply(fact(intake, position: 7), visitNumber: 0, to: &state)
    #expect(state.recordNumber == "1001")
    #expect(state.familyName == "Rivers")
    #expect(state.givenName == "Jo")
    #expect(state.birthDate == "1984-02-29")
    #expect(state.intakePosition == 7)
  }

  @Test func `a correction says who they are from then on, and who they were`() {
    var state = Roster.initial
    func apply(_ event: ChartEvent.OneOf_Event, at position: UInt64) {
      Roster.apply(fact(.chart(event), position: position), visitNumber: 0, to: &state)
    }
    apply(
      .intakeReceived(
        .with {
          $0.recordNumber = "1001"
          $0.familyName = "Rivers"
          $0.birthDate = "1984-02-29"
        }), at: 7)
    func corrected(_ family: String, phone: String) -> ChartEvent.OneOf_Event {
      .identityCorrected(
        .with {
          $0.familyName = family
          $0.birthDate = "1984-02-29"
          $0.phone = phone
        })
    }
    apply(corrected("Rivers", phone: "1"), at: 8)
    #expect(state.former.isEmpty, "another phone makes nobody another")
    apply(corrected("Smith", phone: "1"), at: 9)
    #expect((state.familyName, state.recordNumber) == ("Smith", "1001"))
    #expect(state.former.map(\.familyName) == ["Rivers"])
    #expect(state.intakePosition == 7)
  }

  @Test func `nothing else changes it`() {
    var state = Roster.initial
    Roster.apply(
      fact(.chart(.consentSigned(.init())), position: 1), visitNumber: 0, to: &state)
    Roster.apply(fact(.visit(.weighed(.init())), position: 2), visitNumber: 1, to: &state)
    #expect(state == Roster.initial)
  }
}
