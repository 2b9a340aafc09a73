import Compliance
import Testing

/// One row of a rule's table: a story and the verdict that it has to get.
struct RuleCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var story: Story
  var verdict: Verdict
  /// A part of the statement or of what was measured.
  var says: String

  init(_ name: String, _ story: Story, _ verdict: Verdict, says: String = "") {
    testDescription = name
    self.story = story
    self.verdict = verdict
    self.says = says
  }

  /// What must hold of every finding, beside its verdict.
  func check(_ rule: RuleID) {
    let finding = story.finding(rule)
    let text = finding.statement + " " + (finding.measured ?? "")
    #expect(finding.verdict == verdict, "\(text)")
    #expect(says.isEmpty || text.contains(says), "\(text)")
    checkFinding(finding, of: story)
  }
}

/// No personal data, evidence that exists, and the frame filled in.
func checkFinding(_ finding: Finding, of story: Story) {
  let text = finding.statement + " " + (finding.measured ?? "")
  for personal in Personal.everything {
    #expect(!text.containsIgnoringCase(personal), "\(text)")
  }
  #expect(!text.contains("not done"), "no evidence is never written as not done: \(text)")
  #expect(!finding.statement.isEmpty && finding.statement.hasSuffix("."))
  let positions = Set(story.lines.map { story.position(of: $0.name) })
    .union(story.otherVisits.compactMap { $0.start?.position })
  #expect(Set(finding.evidence).isSubset(of: positions))
  #expect(Set(finding.explanations).isSubset(of: positions))
  #expect(finding.evidence == finding.evidence.sorted())
  #expect(finding.computedAt == 100 + UInt64(story.lines.count))
  #expect(finding.policyName == story.policy.name)
  #expect(finding.policyVersion == story.policy.version)
  if finding.verdict != .notYetDue, finding.verdict != .notApplicable {
    #expect(!finding.evidence.isEmpty, "a verdict cites what it rests on")
  }
}

extension String {
  fileprivate func containsIgnoringCase(_ other: String) -> Bool {
    lowercased().contains(other.lowercased())
  }
}
