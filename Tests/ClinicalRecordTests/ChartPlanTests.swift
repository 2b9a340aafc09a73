import ClinicalRecord
import SwiftProtobuf
import Testing

/// What of a chart waits: dates of infusions, risks, requests for an amendment.
@Suite struct ChartPlanTests {
  private let open = given(Chart.self, [Statements.intake])

  private static func stated(_ minutes: Int, _ precision: TimePrecision = .minute) -> StatedTime {
    var time = minute(minutes)
    time.precision = precision
    return time.stated
  }

  private static func scheduled(_ minutes: Int) -> ChartEvent.OneOf_Event {
    .infusionScheduled(.with { $0.scheduledFor = stated(minutes) })
  }

  private static func moved(_ from: Int, to: Int) -> ChartEvent.OneOf_Event {
    .infusionRescheduled(
      .with {
        $0.scheduledFor = stated(from)
        $0.rescheduledFor = stated(to)
      })
  }

  private static func cancelled(
    _ minutes: Int, _ precision: TimePrecision = .minute
  ) -> ChartEvent.OneOf_Event {
    .infusionCancelled(.with { $0.scheduledFor = stated(minutes, precision) })
  }

  @Test func `a date is given, moved and given up`() {
    let dated = open.and(Self.scheduled(3_000), at: 10).and(Self.scheduled(6_000), at: 11)
    #expect(dated.state.appointments.due.count == 2)
    let moved = dated.and(Self.moved(3_000, to: 4_500), at: 12).state
    #expect(moved.isScheduled(for: Self.stated(4_500)))
    #expect(!moved.isScheduled(for: Self.stated(3_000)))
    let gone = dated.and(Self.cancelled(6_000), at: 12)
      .and(.noShowRecorded(.with { $0.scheduledFor = Self.stated(3_000) }), at: 13).state
    #expect(gone.appointments.due.isEmpty)
  }

  @Test func `a day names what is on it, and what was on no date changes none`() {
    let dated = open.and(Self.scheduled(3_000), at: 10)
    #expect(dated.state.isScheduled(for: Self.stated(3_000, .day)))
    #expect(dated.and(Self.cancelled(3_000, .day), at: 11).state.appointments.due.isEmpty)
    #expect(dated.and(Self.cancelled(9_000), at: 11).state.appointments.due.count == 1)
    #expect(dated.and(Self.moved(9_000, to: 9_100), at: 11).state.appointments.due.count == 1)
  }

  private static func scored(_ item9: UInt32) -> ChartEvent.OneOf_Event {
    .outcomeScored(
      .with {
        $0.scale = .phq9
        $0.total = 12
        $0.item9 = item9
      })
  }

  private static let answered = ChartEvent.OneOf_Event.riskAnswered(
    .with {
      $0.outcome = .noAcuteRisk
      $0.assessment = "no intent"
    })

  @Test func `a risk is open until it is answered`() {
    #expect(open.and(Self.scored(0), at: 10).state.openRisks == [])
    let risky = open.and(Self.scored(1), at: 10)
      .and(.riskEscalated(.with { $0.cause = .score }), at: 11)
    #expect(risky.state.openRisks == [101, 102])
    let answered = risky.and(Self.answered, at: 12)
    #expect(answered.state.openRisks == [])
    #expect(answered.and(Self.scored(3), at: 13).state.openRisks == [104])
  }

  static let risks: [(OutcomeScored.Scale, UInt32, Assessment, String?)] = [
    (.phq9, 0, .unspecified, nil), (.phq9, 1, .unspecified, "PHQ-9 item 9 is 1"),
    (.gad7, 3, .unspecified, nil), (.pain, 3, .unspecified, nil),
    (.cSsrs, 2, .no, nil), (.cSsrs, 3, .no, "C-SSRS ideation is 3"),
    (.cSsrs, 0, .yes, "C-SSRS names suicidal behavior"), (.cSsrs, 0, .notAssessed, nil),
  ]

  @Test(arguments: risks)
  func `a score says what somebody has to look into`(
    scale: OutcomeScored.Scale, number: UInt32, behavior: Assessment, risk: String?
  ) {
    let scored = OutcomeScored.with {
      $0.scale = scale
      if scale == .phq9 { $0.item9 = number }
      if scale == .cSsrs { $0.ideation = number }
      $0.behavior = behavior
    }
    #expect(scored.risk == risk)
  }

  @Test func `the ninth of the items is item 9`() {
    let scored = OutcomeScored.with {
      $0.scale = .phq9
      $0.items = [0, 0, 0, 0, 0, 0, 0, 0, 2]
    }
    #expect(scored.selfHarm == 2)
  }

  private static let request = ChartEvent.OneOf_Event.amendmentRequested(
    .with {
      $0.requester = .patient
      $0.request = "the weight"
    })

  private static func answer(_ position: UInt64) -> ChartEvent.OneOf_Event {
    .amendmentAnswered(
      .with {
        $0.requestPosition = position
        $0.answer = .accepted
      })
  }

  @Test func `a request for an amendment is answered once`() {
    #expect(open.when(Self.answer(101), by: .physician).verdict == "request_position")
    let asked = open.and(Self.request, at: 10)
    asked.when(Self.answer(101), by: .physician).then(Self.answer(101))
    #expect(asked.when(Self.answer(100), by: .physician).verdict == "request_position")
    let done = asked.and(Self.answer(101), at: 11)
    #expect(done.when(Self.answer(101), by: .physician).verdict == "duplicate")
  }

  @Test func `what is noted of allergies stands, and none known is no allergy`() {
    let noted = open.and(.allergyNoted(.with { $0.substance = "latex" }), at: 10)
      .and(.allergyNoted(.with { $0.noneKnown = true }), at: 11)
    #expect(noted.state.allergies.map(\.value.words) == ["latex"])
  }
}
