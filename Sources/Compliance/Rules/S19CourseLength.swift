internal import ClinicalRecord

/// S19: depression takes 4 to 6 infusions over two weeks, counted by the clinic's local days from
/// the course's first infusion on. One that was given up with its cause is no departure.
///
/// It is judged at the course's newest infusion, and at each one beyond the most.
public struct S19CourseLength: Rule {
  public static let id = RuleID.S19
  public static func title(under policy: Policy) -> String {
    "Depression: \(policy.courseMinimumInfusions) to \(policy.courseMaximumInfusions) infusions in "
      + "\(policy.courseDays) days"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard file.indication == .depression else {
      return Judgement(.notApplicable, "The visit does not treat depression.")
    }
    guard file.visit.start != nil else { return file.withoutStart }
    guard let course = file.depressionCourse,
      let index = course.infusions.firstIndex(where: \.isOwn)
    else {
      return Judgement(
        .notApplicable, "The infusion came after the \(file.policy.courseDays) days of the course.")
    }
    let (least, most) = (file.policy.courseMinimumInfusions, file.policy.courseMaximumInfusions)
    let count = course.infusions.count
    let evidence = course.infusions.map(\.position)
    func judge(
      _ verdict: Verdict, _ text: String, count: Int = count, departing: [UInt64]? = nil
    ) -> Judgement {
      Judgement(
        verdict, text, measured: "\(count) of \(least)–\(most) infusions", evidence: evidence,
        departing: departing)
    }
    if index >= most {
      return judge(
        .deviation,
        "It is infusion \(index + 1) within \(file.policy.courseDays) days, more than \(most).",
        count: index + 1, departing: [course.infusions[index].position])
    }
    guard index == count - 1 || (count > most && index == most - 1) else {
      return Judgement(
        .notApplicable,
        "It is infusion \(index + 1) of \(count); the last one of the course is judged.",
        evidence: evidence)
    }
    if count >= least {
      return judge(.met, "It is infusion \(index + 1) of the course.", count: index + 1)
    }
    if let end = file.discontinuation(of: course) {
      return Judgement(
        .notApplicable,
        "The course was discontinued at \(end.occurred.dateText), after \(infusionsText(count)).",
        evidence: evidence + [end.position])
    }
    let today = LocalClock(file.now.occurred).date.daysSinceEpoch
    guard course.lastDay.map({ today > $0 }) ?? false else {
      return judge(.notYetDue, "It is infusion \(index + 1) of the course, which goes on.")
    }
    return judge(
      .deviationMissingEvidence,
      "There is no evidence of more than \(infusionsText(count)) within "
        + "\(file.policy.courseDays) days, nor of why the course ended.")
  }
}

/// "1 infusion", "3 infusions".
func infusionsText(_ count: Int) -> String { count == 1 ? "1 infusion" : "\(count) infusions" }
