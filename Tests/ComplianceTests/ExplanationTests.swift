import ClinicalRecord
import Compliance
import SwiftProtobuf
import Testing

/// Which explanations speak for which finding.
struct ExplanationTests {
  static let late = Story.mood.saying("fasting", Story.fasting([(.solidFood, "05:00")]))

  @Test func `a deviation without an explanation is owed a reason`() {
    let finding = Self.late.finding(.S5)
    #expect(finding.explanations == [])
    #expect(finding.isOwedAReason)
  }

  @Test(arguments: [["S5"], ["S6", "S5"], []])
  func `an explanation about the start that names the rule, or none, speaks for it`(
    _ rules: [String]
  ) {
    let story = Self.late.explaining("start", rules: rules)
    let finding = story.finding(.S5)
    #expect(finding.verdict == .deviation)
    #expect(finding.explanations == [story.position(of: "explanation of start")])
    #expect(!finding.isOwedAReason)
    checkFinding(finding, of: story)
  }

  @Test func `an explanation about the evidence speaks for it`() {
    #expect(!Self.late.explaining("fasting", rules: ["S5"]).finding(.S5).isOwedAReason)
  }

  @Test func `an explanation of another rule or another entry does not`() {
    #expect(Self.late.explaining("start", rules: ["S6"]).finding(.S5).isOwedAReason)
    #expect(Self.late.explaining("monitor", rules: ["S5"]).finding(.S5).isOwedAReason)
    #expect(Self.late.explaining("monitor", rules: []).finding(.S5).isOwedAReason)
  }

  @Test func `a reason for everything at the start does not excuse a gap that came later`() {
    let gap = Story.mood.without("vitals 09:15")
    #expect(gap.explaining("start", rules: []).finding(.S8).isOwedAReason)
    #expect(!gap.explaining("stop", rules: []).finding(.S8).isOwedAReason)
    #expect(!gap.explaining("vitals 09:30", rules: []).finding(.S8).isOwedAReason)
    #expect(!gap.explaining("start", rules: ["S8"]).finding(.S8).isOwedAReason)
  }

  @Test func `an explanation on the chart counts too`() {
    let story = Story.mood.without("history")
    let explained = DeviationExplained.with {
      $0.aboutPosition = story.position(of: "scheduling")
      $0.rules = ["S1"]
      $0.reason = Personal.reason
    }
    #expect(story.finding(.S1).isOwedAReason)
    #expect(
      !story.telling("reason", .chart(.deviationExplained(explained)), at: "22:00").finding(.S1)
        .isOwedAReason)
  }

  @Test func `what is met needs no explanation and shows none`() {
    #expect(Story.mood.explaining("start", rules: ["S5"]).finding(.S5).explanations == [])
  }
}
