import Foundation
import ClinicalRecord
import SwiftProtobuf
import Testing

@Suite struct ChartTests {
  static let rest = Statements.chart.filter { $0.kind != IntakeReceived.kind }

  @Test(arguments: rest)
  func `an absent chart takes nothing but the intake`(event: ChartEvent.OneOf_Event) {
    let outcome = given(Chart.self, []).when(event, by: .physician)
    #expect(outcome.verdict == "out of order")
    #expect(outcome.refusal?.description.contains("record \"intake received\" first") == true)
  }

  /// What rests on another entry of the chart.
  static let resting = [ChartMerged.kind, ChartUnmerged.kind, AmendmentAnswered.kind]

  @Test(arguments: rest.filter { !resting.contains($0.kind) })
  func `an open chart takes everything else, again and again`(event: ChartEvent.OneOf_Event) {
    let open = given(Chart.self, [Statements.intake])
    open.when(event, by: .physician).then(event)
    guard event.kind != VisitOpened.kind, event.kind != IdentityCorrected.kind else { return }
    open.and(event, at: 20).when(event, by: .physician).then(event)
  }

  private static func merged(
    _ part: ChartMerged.Part, with other: UInt8 = 7
  ) -> ChartEvent.OneOf_Event {
    .chartMerged(
      .with {
        $0.otherChart = Data(repeating: other, count: 16)
        $0.part = part
        $0.reason = "registered twice"
      })
  }

  private static func unmerged(_ part: ChartMerged.Part) -> ChartEvent.OneOf_Event {
    .chartUnmerged(
      .with {
        $0.otherChart = Data(repeating: 7, count: 16)
        $0.part = part
        $0.reason = "twins"
      })
  }

  @Test func `a chart is merged once, into one, and taken apart again`() {
    let open = given(Chart.self, [Statements.intake])
    for part in [ChartMerged.Part.survivor, .merged] {
      #expect(open.when(Self.unmerged(part), by: .nurse).verdict == "out of order")
      open.when(Self.merged(part), by: .nurse).then(Self.merged(part))
      let one = open.and(Self.merged(part), at: 20)
      #expect(one.when(Self.merged(part), by: .nurse).verdict == "duplicate")
      let apart = one.and(Self.unmerged(part), at: 21)
      apart.when(Self.merged(part), by: .nurse).then(Self.merged(part))
    }
    // One chart leads to another, and that one to none.
    let survivor = open.and(Self.merged(.survivor), at: 20)
    survivor.when(Self.merged(.survivor, with: 8), by: .nurse)
      .then(Self.merged(.survivor, with: 8))
    #expect(
      survivor.when(Self.merged(.merged, with: 8), by: .nurse).verdict == "out of order")
    let merged = open.and(Self.merged(.merged), at: 20)
    #expect(merged.when(Self.merged(.merged, with: 8), by: .nurse).verdict == "duplicate")
    #expect(merged.when(Self.merged(.survivor, with: 8), by: .nurse).verdict == "duplicate")
    #expect(merged.when(Self.unmerged(.survivor), by: .nurse).verdict == "out of order")
  }

  @Test func `a chart begins with its intake, once`() {
    given(Chart.self, []).when(Statements.intake, by: .frontDesk).then(Statements.intake)
    let open = given(Chart.self, [Statements.intake])
    #expect(open.state.stage == .open)
    #expect(open.when(Statements.intake, by: .frontDesk).verdict == "duplicate")
  }

  @Test func `nobody is born after the intake`() {
    func intake(_ born: String) -> ChartEvent.OneOf_Event {
      .intakeReceived(
        .with {
          $0.recordNumber = "R-1"
          $0.familyName = "Lee"
          $0.birthDate = born
        })
    }
    let absent = given(Chart.self, [])
    absent.when(intake("2026-11-02"), by: .frontDesk).then(intake("2026-11-02"))
    #expect(absent.when(intake("2026-11-03"), by: .frontDesk).verdict == "birth_date")
  }

  @Test func `a correction says what it changes, and the old stays`() throws {
    let open = given(Chart.self, [Statements.intake])
    func corrected(
      _ changed: [IdentityCorrected.Detail], _ family: String, _ born: String = "1984-02-29"
    ) -> ChartEvent.OneOf_Event {
      .identityCorrected(
        .with {
          $0.cause = .nameChange
          $0.changed = changed
          $0.familyName = family
          $0.givenName = "Ann"
          $0.birthDate = born
        })
    }
    #expect(open.when(corrected([.name], "Lee"), by: .frontDesk).verdict == "changed")
    #expect(open.when(corrected([.birthDate], "Roy"), by: .frontDesk).verdict == "changed")
    #expect(
      open.when(corrected([.birthDate], "Lee", "2027-01-01"), by: .frontDesk).verdict
        == "birth_date")
    #expect(open.when(corrected([.name], "Roy"), by: .pharmacist).verdict == "not your role")
    let now = open.and(corrected([.name], "Roy"), at: 30)
    #expect(now.state.identity?.familyName == "Roy")
    #expect(now.state.identities.map(\.familyName) == ["Lee", "Roy"])
    #expect(now.when(corrected([.name], "Roy"), by: .frontDesk).verdict == "changed")
    now.when(corrected([.name], "Lee"), by: .frontDesk).then(corrected([.name], "Lee"))
  }

  @Test func `an arrival opens the next visit`() throws {
    let arrived = Arrived.with { $0.indication = .chronicPain }
    var story = given(Chart.self, [Statements.intake])
    for number: UInt32 in 1...3 {
      let arrival = try story.state.decideArrival(arrived, occurred: minute(60), by: .frontDesk)
      #expect(arrival.visitNumber == number)
      #expect(arrival.arrived == .arrived(arrived))
      #expect(
        arrival.opened
          == .visitOpened(
            .with {
              $0.visitNumber = number
              $0.indication = .chronicPain
            }))
      story.record(arrival.opened, at: 60)
    }
  }

  @Test func `visit numbers have no gaps`() {
    let opened = ChartEvent.OneOf_Event.visitOpened(
      .with {
        $0.visitNumber = 2
        $0.indication = .ptsd
      })
    let open = given(Chart.self, [Statements.intake])
    open.when(opened, by: .frontDesk).thenRefused(
      "visit_number 2 cannot be recorded: expected 1, the next visit of this chart")
  }

  @Test func `an arrival is refused without a chart, an indication or the role`() {
    let arrived = Arrived.with { $0.indication = .anxiety }
    func arrive(_ chart: Chart, _ arrived: Arrived, _ role: Role) -> Rejection? {
      do {
        _ = try chart.decideArrival(arrived, occurred: minute(60), by: role)
        return nil
      } catch { return error }
    }
    let open = given(Chart.self, [Statements.intake]).state
    #expect(arrive(open, arrived, .frontDesk) == nil)
    #expect(arrive(Chart(), arrived, .frontDesk) != nil)
    #expect(arrive(open, Arrived(), .frontDesk) != nil)
    #expect(arrive(open, arrived, .auditor) != nil)
  }
}
