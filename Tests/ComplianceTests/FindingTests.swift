import ClinicalRecord
import Compliance
import Testing

/// What holds of findings whatever the rule.
struct FindingTests {
  @Test func `a visit by the book has nothing to explain`() {
    for story in [Story.mood, .pain] {
      let findings = RuleBook.findings(for: story.caseFile)
      #expect(findings.map(\.rule) == RuleID.allCases)
      #expect(findings.filter(\.verdict.isDeviation).map(\.statement) == [])
      #expect(findings.filter { $0.verdict == .notApplicable }.count == 1)
      #expect(findings.filter { $0.verdict == .met }.count == 14)
      for finding in findings { checkFinding(finding, of: story) }
    }
  }

  @Test func `the rule book has every rule once, with a title`() {
    #expect(RuleBook.rules.map { type(of: $0).id } == RuleID.allCases)
    for id in RuleID.allCases { #expect(RuleBook.title(of: id).count > 10) }
  }

  @Test func `whatever line is left out or late, a finding names nobody and cites what exists`() {
    for story in [Story.mood, .pain] {
      for line in story.lines {
        for changed in [story.without(line.name), story.recording(line.name, at: "22:30")] {
          for finding in RuleBook.findings(for: changed.caseFile) {
            checkFinding(finding, of: changed)
          }
        }
      }
    }
  }

  @Test func `a chart without a visit can be judged`() {
    let story = Story.mood.until("2026-10-24 12:00").later(visitNumber: 0, firstStart: nil)
    let verdicts = RuleBook.findings(for: story.caseFile).map(\.verdict)
    #expect(verdicts.prefix(2) == [.met, .met])
    #expect(verdicts.dropFirst(2).allSatisfy { $0 == .notYetDue })
  }

  @Test func `times at the ends of the calendar are judged and do not overflow`() {
    for extreme in [Int64.min, Int64.max] {
      var story = Story.mood
      for index in story.lines.indices {
        story.lines[index].occurred.unixMicroseconds = extreme
      }
      story.now.unixMicroseconds = extreme
      #expect(RuleBook.findings(for: story.caseFile).count == RuleID.allCases.count)
    }
  }
}
