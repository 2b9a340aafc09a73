import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// What recording an event makes a departure from policy.
struct DepartureTests {
  static func departures(of story: Story, before: Story?) -> [RuleID] {
    RuleBook.departures(before: before?.caseFile, after: story.caseFile).map(\.rule)
  }

  @Test func `scheduling makes S1 and S2 due`() {
    let before = Story.mood.without("history", "acknowledgement").until("2026-10-22 12:00")
      .later(visitNumber: 0, firstStart: nil)
    let after = before.telling(
      "scheduling", .chart(.infusionScheduled(.with { _ in })), at: "2026-10-23 09:00")
    #expect(Self.departures(of: before, before: nil) == [])
    #expect(Self.departures(of: after, before: before) == [.S1, .S2])
  }

  @Test func `a start makes due what it should have been preceded by`() {
    let before = Story.mood
      .without(
        "review", "fasting", "iv", "supervisor", "consent", "identity", "weight", "candidacy"
      )
      .until("08:59")
    #expect(
      Self.departures(of: before.started("08:59"), before: before)
        == [.S3, .S5, .S6, .S7, .S22, .S24, .S26, .S27, .S28])
  }

  @Test func `a start before any scheduling makes S1 and S2 due`() {
    let before = Story.mood.without("history", "acknowledgement", "scheduling").until("08:59")
    #expect(Self.departures(of: before.started("08:59"), before: before) == [.S1, .S2])
  }

  @Test func `a stop makes S10 known`() {
    let before = Story.mood.until("09:30")
    #expect(Self.departures(of: before.stopped("09:30"), before: before) == [.S10])
  }

  @Test func `a discharge makes S13, S14, S15, S16 and S18 due`() {
    let before = Story.mood.telling("nausea", Story.noted(.nausea, 1), at: "09:20")
      .telling("gone", Story.resolved(.nausea), at: "09:40").until("10:00")
    let after = before.telling("discharge", Story.discharge(.alone, fit: .unspecified), at: "10:00")
    #expect(Self.departures(of: after, before: before) == [.S13, .S14, .S15, .S16, .S18])
  }

  @Test func `an event that departs from nothing has no departures`() {
    let before = Story.mood.until("08:59")
    #expect(Self.departures(of: before.started("08:59"), before: before) == [])
  }

  @Test func `a deviation that stood before is not the event's`() {
    let before = Story.mood.without("iv").until("09:30")
    let after = before.telling("extra", Story.vitals(heartRate: 70, spo2: 97), at: "09:30")
    #expect(Self.departures(of: after, before: before) == [])
    #expect(Self.departures(of: after, before: nil) == [.S7])
  }

  @Test func `a gap that time alone opened is not the event's`() {
    var before = Story.mood.until("09:40")
    before.lines.removeAll { $0.name.hasPrefix("vitals 09:15") || $0.name == "vitals 09:30" }
    let after = before.telling("oxygen", .visit(.oxygenGiven(.init())), at: "09:40")
    before.now = time("09:05")
    #expect(after.finding(.S8).verdict == .deviationMissingEvidence)
    #expect(Self.departures(of: after, before: before) == [])
  }

  @Test func `a reason given in the same append leaves nothing owed`() {
    let before = Story.mood.without("fasting").until("08:59")
    let after = before.started("08:59").explaining("start", rules: [], at: "08:59")
    let departures = RuleBook.departures(before: before.caseFile, after: after.caseFile)
    #expect(departures.map(\.rule) == [.S5, .S6])
    #expect(departures.filter(\.isOwedAReason) == [])
  }
}
