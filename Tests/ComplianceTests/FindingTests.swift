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
      // S10 or S11, no side effect, no nausea, nothing stopped, no third infusion, no maintenance;
      // and a course is one of depression, and goes on.
      let isCourse = findings.contains { $0.rule == .S19 && $0.verdict == .notYetDue }
      #expect(findings.filter { $0.verdict == .notApplicable }.count == (isCourse ? 7 : 8))
      // Nobody scored the sedation; and a first visit for mood of 2 h 25 min is a long one.
      let isLong = findings.contains { $0.rule == .S12 && $0.verdict == .noted }
      #expect(findings.filter { $0.verdict == .noted }.count == (isLong ? 2 : 1))
      #expect(findings.filter { $0.verdict == .met }.count == (isLong ? 18 : 19))
      for finding in findings { checkFinding(finding, of: story) }
    }
  }

  @Test func `the rule book has every rule once, with a title`() {
    #expect(RuleBook.rules.map { type(of: $0).id } == RuleID.allCases)
    for finding in RuleBook.findings(for: Story.mood.caseFile) {
      #expect(finding.title.count > 10)
    }
  }

  @Test func `every sentence of the clinic is judged, or named as not judged`() {
    let judged = RuleID.allCases.map(\.rawValue)
    let named = RuleBook.unjudged.map(\.id)
    #expect(Set(judged).isDisjoint(with: named))
    #expect((judged + named).sorted() == (1...28).map { "S\($0)" }.sorted())
  }

  @Test func `a title takes its numbers from the policy`() {
    func titles(_ story: Story) -> [RuleID: String] {
      Dictionary(
        uniqueKeysWithValues: RuleBook.findings(for: story.caseFile).map { ($0.rule, $0.title) })
    }
    let clinic = titles(.mood)
    #expect(clinic[.S5] == "No solid food, milk, pulpy juice or soup for 6 hours before the start")
    #expect(clinic[.S6] == "No clear liquids for 2 hours before the start")
    #expect(clinic[.S10] == "45 minutes of infusion for depression and mood")
    #expect(clinic[.S11] == "At most 4 hours of infusion for chronic pain")
    #expect(clinic[.S13] == "Vital signs monitored for half an hour after the infusion")
    #expect(clinic[.S17] == "Side effects at most mild, gone within 2 hours")
    #expect(clinic[.S27] == "Identity confirmed by two identifiers before the first drug")
    var other = Story.mood
    other.policy.solidFastingHours = 8
    other.policy.clearLiquidFastingHours = 1
    other.policy.moodInfusionMinutes = 40
    other.policy.painInfusionMaximumMinutes = 90
    other.policy.recoveryMinutes = 120
    other.policy.drivingHours = 12
    other.policy.identifiersRequired = 1
    other.policy.firstVisitMinimumMinutes = 60
    other.policy.moodDoseMaximumMgPerKg = 0.6
    let elsewhere = titles(other)
    #expect(elsewhere[.S5]?.contains("for 8 hours") == true)
    #expect(elsewhere[.S6]?.contains("for 1 hour ") == true)
    #expect(elsewhere[.S10]?.hasPrefix("40 minutes") == true)
    #expect(elsewhere[.S11]?.contains("90 minutes") == true)
    #expect(elsewhere[.S12]?.contains("60 to 120 minutes") == true)
    #expect(elsewhere[.S13]?.contains("for 2 hours after") == true)
    #expect(elsewhere[.S16]?.contains("for 12 hours") == true)
    #expect(elsewhere[.S24]?.contains("0.6 mg/kg") == true)
    #expect(elsewhere[.S27]?.contains("one identifier ") == true)
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
    let findings = RuleBook.findings(for: story.caseFile)
    #expect(findings.prefix(2).map(\.verdict) == [.met, .met])
    // What is of depression's courses alone, no medication that was stopped, and no drug book.
    let others: Set<RuleID> = [.S4, .S19, .S21, .S25]
    for finding in findings.dropFirst(2) {
      let isOther = others.contains(finding.rule)
      #expect(finding.verdict == (isOther ? .notApplicable : .notYetDue), "\(finding.rule)")
    }
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
