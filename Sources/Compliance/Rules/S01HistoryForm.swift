internal import ClinicalRecord

/// S1: the medical history form is on file before the first infusion is scheduled.
public struct S01HistoryForm: Rule {
  public static let id = RuleID.S1
  public static func title(under policy: Policy) -> String {
    "History form on file before the first scheduling"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    if file.schedulingWasJudgedBefore {
      return Judgement(
        .notApplicable, "It is due before the first infusion; this is a later visit.")
    }
    let forms = file.chart[HistoryFormReceived.self].map(\.reference)
    guard let (act, actName) = file.firstScheduling else {
      return Judgement(
        .notYetDue, "No infusion has been scheduled.", evidence: forms.map(\.position))
    }
    return Precondition(
      subject: "The medical history form", verb: "was received", act: act, actName: actName
    ).judgement(PriorEvidence(of: forms, before: act))
  }
}
