import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct CustodyTests {
  static let place = OperationsEvent.OneOf_Event.legalHoldPlaced(.init())
  static let release = OperationsEvent.OneOf_Event.legalHoldReleased(.init())
  static let intend = OperationsEvent.OneOf_Event.chartErasureIntended(
    .with { $0.ground = .retentionEnded })
  static let complete = OperationsEvent.OneOf_Event.chartErasureCompleted(.init())
  static let replay = OperationsEvent.OneOf_Event.chartErasureCompleted(
    .with { $0.isReplayed = true })

  struct Row: CustomTestStringConvertible, Sendable {
    var events: [OperationsEvent.OneOf_Event]
    var state: ChartCustody.State
    /// Placing, releasing, intending, completing, completing again after a restore.
    var verdicts: [String]
    var testDescription: String { "\(state)" }
  }

  static let table: [Row] = [
    Row(
      events: [], state: .kept,
      verdicts: ["recorded", "out of order", "recorded", "out of order", "recorded"]),
    Row(
      events: [place], state: .held(since: 100),
      verdicts: ["duplicate", "recorded", "out of order", "out of order", "recorded"]),
    Row(
      events: [place, release], state: .kept,
      verdicts: ["recorded", "out of order", "recorded", "out of order", "recorded"]),
    Row(
      events: [intend], state: .erasureIntended(position: 100),
      verdicts: ["out of order", "out of order", "duplicate", "recorded", "recorded"]),
    Row(
      events: [place, release, intend, complete], state: .erased(position: 102),
      verdicts: ["out of order", "out of order", "duplicate", "duplicate", "duplicate"]),
    Row(
      events: [replay], state: .erased(position: 100),
      verdicts: ["out of order", "out of order", "duplicate", "duplicate", "duplicate"]),
    Row(
      events: [place, replay], state: .erased(position: 101),
      verdicts: ["out of order", "out of order", "duplicate", "duplicate", "duplicate"]),
  ]

  @Test(arguments: table)
  func `what may be said of a chart's keeping, in every state`(row: Row) {
    let story = given(ChartCustody.self, row.events)
    #expect(story.state.state == row.state)
    let verdicts = [
      story.when(Self.place, by: .physician), story.when(Self.release, by: .complianceOfficer),
      story.when(Self.intend, by: .complianceOfficer), story.when(Self.complete, by: .program),
      story.when(Self.replay, by: .program),
    ].map(\.verdict)
    #expect(verdicts == row.verdicts)
  }

  @Test func `from the intent on the chart is closed`() {
    #expect(given(ChartCustody.self, []).state.closedAt == nil)
    #expect(given(ChartCustody.self, [Self.place]).state.closedAt == nil)
    #expect(given(ChartCustody.self, [Self.intend]).state.closedAt == 100)
    #expect(given(ChartCustody.self, [Self.intend, Self.intend]).state.closedAt == 100)
    #expect(given(ChartCustody.self, [Self.intend, Self.complete]).state.closedAt == 100)
  }

  static let hindrances: [(why: String, found: ChartCustody.Hindrances)] = {
    var visit = ChartCustody.Hindrances()
    visit.openVisit = 2
    var device = ChartCustody.Hindrances()
    device.servingDevice = 7
    var emergency = ChartCustody.Hindrances()
    emergency.unreviewedEmergency = 9
    return [
      ("visit 2 is open", visit), ("device 7 serves the chart", device),
      ("the emergency access 9 awaits its review", emergency),
    ]
  }()

  @Test(arguments: hindrances)
  func `an erasure waits until nothing goes on about the chart`(
    why: String, found: ChartCustody.Hindrances
  ) {
    var story = given(ChartCustody.self, [])
    story.state.hindrances = found
    let refusal = story.when(Self.intend, by: .complianceOfficer).refusal
    #expect(refusal?.description.contains("while \(why):") == true)
    #expect(story.when(Self.place, by: .complianceOfficer).isRecorded)
  }

  @Test func `a held chart is not erased, and it is said what to do`() {
    given(ChartCustody.self, [Self.place]).when(Self.intend, by: .complianceOfficer).thenRefused(
      "\"chart erasure intended\" cannot be recorded while the chart is under a legal hold (entry "
        + "100): what is held is kept; have the hold released first (candor hold release)")
  }

  @Test func `only the program says that a restore has erased again`() {
    let story = given(ChartCustody.self, [])
    #expect(story.when(Self.replay, by: .nurse).verdict == "not your role")
    #expect(
      given(ChartCustody.self, [Self.intend]).when(Self.complete, by: .nurse).isRecorded)
  }

  @Test func `what is about no chart is not decided here`() {
    let verified = Statements.all.first { $0.kind == LedgerVerified.kind }
    guard case .operations(let event)? = verified else {
      Issue.record("no statement")
      return
    }
    #expect(given(ChartCustody.self, []).when(event, by: .auditor).verdict == "out of order")
  }
}
