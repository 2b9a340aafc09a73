internal import ClinicalRecord

/// S12: the first visit takes about 1.5 to 2 hours for mood, and longer for pain, from arrival to
/// discharge. How long it took is noted, and no departure.
public struct S12FirstVisitTime: Rule {
  public static let id = RuleID.S12
  public static func title(under policy: Policy) -> String {
    "First visit of \(policy.firstVisitMinimumMinutes) to \(policy.firstVisitMaximumMinutes) "
      + "minutes, longer for pain"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    if file.firstInfusionStart != nil {
      return Judgement(.notApplicable, "It is about the first visit; this is a later one.")
    }
    guard file.visit.start != nil else { return file.withoutStart }
    guard let arrival = file.visit.arrival?.reference else {
      return Judgement(
        .noted, "There is no evidence of when the patient arrived.",
        evidence: file.visit.start.map { [$0.position] } ?? [])
    }
    guard let discharge = file.visit.discharge?.reference else {
      if let leaving = file.otherLeaving { return leaving.noted }
      if file.isLeftOpen {
        return Judgement(
          .noted, "There is no evidence of when the patient left.", evidence: [arrival.position])
      }
      return Judgement(
        .notYetDue, "The patient has not been discharged.", evidence: [arrival.position])
    }
    return judgement(of: file, from: arrival, to: discharge)
  }

  private func judgement(
    of file: CaseFile, from arrival: EntryReference, to discharge: EntryReference
  ) -> Judgement {
    let least = file.policy.firstVisitMinimumMinutes
    let most = file.policy.firstVisitMaximumMinutes
    let stay = elapsedText(arrival.interval.counted(to: discharge.interval))
    let longest = arrival.interval.longest(to: discharge.interval)
    let shortest = arrival.interval.shortest(to: discharge.interval)
    let isPain = file.indication == .chronicPain
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      Judgement(
        verdict, text,
        measured: isPain ? "\(stay), over \(most) min for pain" : "\(stay) of \(least)–\(most) min",
        evidence: [arrival.position, discharge.position])
    }
    if isPain {
      return longest > Int64(most) * Interval.minute
        ? judge(.met, "The first visit took \(stay).")
        : judge(.noted, "The first visit took \(stay), no longer than one for mood.")
    }
    if file.indication == .unspecified {
      return judge(
        .noted, "The first visit took \(stay); there is no evidence of what it treats.")
    }
    if longest < Int64(least) * Interval.minute {
      return judge(.noted, "The first visit took \(stay), shorter than usual.")
    }
    if shortest > Int64(most) * Interval.minute {
      return judge(.noted, "The first visit took \(stay), longer than usual.")
    }
    return judge(.met, "The first visit took \(stay).")
  }
}
