import ClinicalRecord
import Compliance
import Testing

/// Evidence that was recorded after its act is late, and stays late when the act is amended after
/// that: it is not made later than its evidence by correcting a word of it.
struct AmendedActTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var rule: RuleID
    /// With the evidence recorded after the act.
    var story: Story
    /// The line of the act.
    var act: String

    var testDescription: String { "\(rule.rawValue), \(act)" }
  }

  static let rows = [
    Row(rule: .S3, story: .mood.recording("review", at: "12:00"), act: "start"),
    Row(rule: .S5, story: .mood.recording("fasting", at: "12:00"), act: "start"),
    Row(rule: .S7, story: .mood.recording("iv", at: "12:00"), act: "start"),
    Row(
      rule: .S9,
      story: SedationRuleTests.scored(0).recording("score", at: "12:00"), act: "stop"),
    Row(
      rule: .S17, story: SideEffectRulesTests.gone().recording("resolution", at: "12:00"),
      act: "discharge"),
    Row(
      rule: .S18,
      story: SideEffectRulesTests.noted(.nausea)
        .telling("answer", .visit(.antiemeticDeclined(.init())), at: "09:25", recorded: "12:00"),
      act: "discharge"),
    Row(rule: .S22, story: .mood.recording("supervisor", at: "12:00"), act: "start"),
    Row(rule: .S24, story: .mood.recording("weight", at: "12:00"), act: "start"),
    Row(rule: .S26, story: .mood.recording("consent", at: "12:00"), act: "start"),
    Row(rule: .S27, story: .mood.recording("identity", at: "12:00"), act: "start"),
  ]

  @Test(arguments: rows) func `what was late stays late`(_ row: Row) {
    #expect(row.story.finding(row.rule).verdict == .metOnLateEvidence)
    let amended = row.story.amending(row.act, at: "20:00")
    #expect(amended.finding(row.rule).verdict == .metOnLateEvidence)
  }

  @Test(arguments: rows) func `what was in time is not made late`(_ row: Row) {
    var story = row.story
    for index in story.lines.indices {
      story.lines[index].recordedMicroseconds = story.lines[index].occurred.unixMicroseconds
    }
    let verdict = story.finding(row.rule).verdict
    #expect(story.amending(row.act, at: "20:00").finding(row.rule).verdict == verdict)
  }
}
