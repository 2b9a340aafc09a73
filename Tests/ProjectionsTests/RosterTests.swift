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

  @Test func `nothing else changes it`() {
    var state = Roster.initial
    Roster.apply(
      fact(.chart(.consentSigned(.init())), position: 1), visitNumber: 0, to: &state)
    Roster.apply(fact(.visit(.weighed(.init())), position: 2), visitNumber: 1, to: &state)
    #expect(state == Roster.initial)
  }
}
