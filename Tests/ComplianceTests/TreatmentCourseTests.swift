import ClinicalRecord
import Compliance
import Testing

/// Which infusion of which course one is.
struct TreatmentCourseTests {
  private let policy = Story.shipped

  private func infusion(
    _ day: String, _ position: UInt64, for indication: Indication = .depression,
    isCompleted: Bool = true
  ) -> Infusion {
    Infusion(
      position: position, occurred: time("\(day) 09:00"), indication: indication,
      isCompleted: isCompleted)
  }

  private func mark(
    _ kind: CourseMark.Kind, _ day: String, for indication: Indication = .depression,
    at position: UInt64 = 900
  ) -> CourseMark {
    CourseMark(kind, position: position, occurred: time("\(day) 08:00"), indication: indication)
  }

  private func words(_ record: TreatmentRecord, _ position: UInt64) -> String? {
    record.count(of: position, under: policy)?.words
  }

  @Test func `without a plan an infusion for depression is one of the policy's`() {
    let record = TreatmentRecord(infusions: [infusion("2026-11-02", 1), infusion("2026-11-04", 2)])
    #expect(words(record, 1) == "infusion 1 of 4–6")
    #expect(words(record, 2) == "infusion 2 of 4–6")
    #expect(words(record, 3) == nil)
  }

  @Test func `a plan says how many there are to be, also one that came later in the course`() {
    let infusions = [infusion("2026-11-02", 1), infusion("2026-11-04", 2)]
    let planned = TreatmentRecord(
      infusions: infusions, marks: [mark(.planned(infusions: 6, days: 14), "2026-11-01")])
    #expect(words(planned, 2) == "infusion 2 of 6")
    let revised = TreatmentRecord(
      infusions: infusions,
      marks: planned.marks + [mark(.planned(infusions: 5, days: 0), "2026-11-03", at: 901)])
    #expect(words(revised, 1) == "infusion 1 of 5")
    let ofPain = TreatmentRecord(
      infusions: infusions,
      marks: [mark(.planned(infusions: 6, days: 14), "2026-11-01", for: .chronicPain)])
    #expect(words(ofPain, 2) == "infusion 2 of 4–6")
  }

  @Test func `what comes after the days of a course is maintenance, until another is planned`() {
    let infusions = [
      infusion("2026-11-02", 1), infusion("2026-11-15", 2), infusion("2026-11-16", 3),
      infusion("2026-12-20", 4), infusion("2026-12-22", 5),
    ]
    let record = TreatmentRecord(infusions: infusions)
    #expect(words(record, 2) == "infusion 2 of 4–6")
    #expect(words(record, 3) == "maintenance infusion 1")
    #expect(words(record, 5) == "maintenance infusion 3")
    let again = TreatmentRecord(
      infusions: infusions, marks: [mark(.planned(infusions: 4, days: 14), "2026-12-18")])
    #expect(words(again, 3) == "maintenance infusion 1")
    #expect(words(again, 4) == "infusion 1 of 4, course 2")
    #expect(words(again, 5) == "infusion 2 of 4, course 2")
  }

  @Test func `pain and depression are counted apart, and pain has no fortnight`() {
    let record = TreatmentRecord(
      infusions: [
        infusion("2026-11-02", 1), infusion("2026-11-03", 2, for: .chronicPain),
        infusion("2026-12-03", 3, for: .chronicPain), infusion("2026-11-04", 4),
      ])
    #expect(words(record, 4) == "infusion 2 of 4–6")
    #expect(words(record, 3) == "infusion 2")
    #expect(record.courses(for: .chronicPain, under: policy).map(\.lastDay) == [nil])
  }

  @Test func `a course that was ended is followed by another once that is planned`() {
    let infusions = [infusion("2026-11-02", 1), infusion("2026-11-06", 2)]
    let ended = mark(.discontinued, "2026-11-04")
    #expect(words(TreatmentRecord(infusions: infusions, marks: [ended]), 2) == "infusion 2 of 4–6")
    let record = TreatmentRecord(
      infusions: infusions,
      marks: [ended, mark(.planned(infusions: 4, days: 14), "2026-11-05", at: 901)])
    #expect(words(record, 2) == "infusion 1 of 4, course 2")
    let courses = record.courses(for: .depression, under: policy)
    #expect(courses.map(\.isDiscontinued) == [true, false])
    #expect(courses.map { $0.plan?.position } == [nil, 901])
  }

  @Test func `the next one is counted after those that are to come before it`() {
    let record = TreatmentRecord(infusions: [infusion("2026-11-02", 1)])
    let next = record.countOfNext(
      at: time("2026-11-09 09:00"), for: .depression,
      before: [time("2026-11-04 09:00"), time("2026-11-06 09:00")], under: policy)
    #expect(next?.words == "infusion 4 of 4–6")
    let far = record.countOfNext(at: time("2026-12-24 09:00"), for: .depression, under: policy)
    #expect(far?.words == "maintenance infusion 1")
    let pain = record.countOfNext(at: time("2026-11-09 09:00"), for: .chronicPain, under: policy)
    #expect(pain?.words == "infusion 1")
  }

  @Test func `a course is counted by local days, over midnight and over a changed clock`() {
    // The fourteenth day from 25 October is 7 November; the clocks go back on 1 November.
    let late = time("2026-11-07 23:50")
    let early = time("2026-11-08 00:10")
    func count(_ occurred: ClinicalTime) -> String? {
      let first = Infusion(
        position: 1, occurred: time("2026-10-25 23:55", offset: -300), indication: .depression,
        isCompleted: true)
      let second = Infusion(
        position: 2, occurred: occurred, indication: .depression, isCompleted: true)
      return words(TreatmentRecord(infusions: [first, second]), 2)
    }
    #expect(count(late) == "infusion 2 of 4–6")
    #expect(count(early) == "maintenance infusion 1")
  }
}

/// What a course has come to by its scores.
struct CourseOutcomeTests {
  private func score(
    _ total: UInt32, _ day: String, _ scale: OutcomeScored.Scale = .phq9
  ) -> OutcomeScore {
    OutcomeScore(
      position: UInt64(total), occurred: time("\(day) 08:00"), scale: scale, total: total)
  }

  private func outcome(
    _ scores: [OutcomeScore], for indication: Indication = .depression, next: String? = nil
  ) -> CourseOutcome? {
    let first = Infusion(
      position: 1, occurred: time("2026-11-02 09:00"), indication: indication, isCompleted: true)
    let record = TreatmentRecord(infusions: [first])
    let following = next.map {
      Infusion(
        position: 2, occurred: time("\($0) 09:00"), indication: indication, isCompleted: true)
    }
    return record.courses(for: indication, under: Story.shipped)[0]
      .outcomes(of: scores, before: following).first
  }

  @Test func `half of the baseline lost is a response, and less is none`() {
    #expect(outcome([score(20, "2026-11-01"), score(10, "2026-11-04")])?.isResponse == true)
    #expect(outcome([score(20, "2026-11-01"), score(11, "2026-11-04")])?.isResponse == false)
    #expect(outcome([score(20, "2026-11-01")])?.isResponse == nil)
    #expect(outcome([score(10, "2026-11-04")])?.isResponse == nil)
    #expect(outcome([score(0, "2026-11-01"), score(0, "2026-11-04")])?.isResponse == nil)
  }

  @Test func `a PHQ-9 under 5 is remission, and by another scale nobody can say`() {
    #expect(outcome([score(20, "2026-11-01"), score(4, "2026-11-04")])?.isRemission == true)
    #expect(outcome([score(20, "2026-11-01"), score(5, "2026-11-04")])?.isRemission == false)
    #expect(
      outcome([score(15, "2026-11-01", .gad7), score(2, "2026-11-04", .gad7)])?.isRemission == nil)
  }

  @Test func `the newest score before counts, and what belongs to the next course does not`() {
    let scores = [
      score(24, "2026-10-01"), score(18, "2026-11-01"), score(9, "2026-11-10"),
      score(20, "2026-12-20"),
    ]
    let told = outcome(scores, next: "2026-12-10")
    #expect(told?.baseline?.total == 18)
    #expect(told?.since.map(\.total) == [9])
    #expect(told?.isResponse == true)
    #expect(outcome(scores)?.isResponse == false)
  }

  @Test func `pain is scored as pain`() {
    #expect(outcome([score(20, "2026-11-01")], for: .chronicPain) == nil)
    let pain = outcome(
      [score(8, "2026-11-01", .pain), score(3, "2026-11-04", .pain)], for: .chronicPain)
    #expect(pain?.scale == .pain && pain?.isResponse == true)
  }

  @Test func `a course whose days ran out too early is abandoned until somebody says why`() {
    func courses(_ marks: [CourseMark] = []) -> TreatmentCourse {
      TreatmentRecord(
        infusions: [
          Infusion(
            position: 1, occurred: time("2026-11-02 09:00"), indication: .depression,
            isCompleted: true)
        ], marks: marks
      ).courses(for: .depression, under: Story.shipped)[0]
    }
    let lastDay = LocalDate(iso8601: "2026-11-15")?.daysSinceEpoch ?? 0
    #expect(!courses().isAbandoned(on: lastDay, under: Story.shipped))
    #expect(courses().isAbandoned(on: lastDay + 1, under: Story.shipped))
    let ended = CourseMark(
      .discontinued, position: 2, occurred: time("2026-11-10 09:00"), indication: .depression)
    #expect(!courses([ended]).isAbandoned(on: lastDay + 1, under: Story.shipped))
  }
}
