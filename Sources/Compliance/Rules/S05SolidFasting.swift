internal import ClinicalRecord

/// S5: no solid food, milk, pulpy juice or soup for at least 6 elapsed hours before the start.
///
/// Coffee or tea with milk, anything else and anything unknown count here too.
public struct S05SolidFasting: Rule {
  public static let id = RuleID.S5
  public static func title(under policy: Policy) -> String {
    "No solid food, milk, pulpy juice or soup for \(hoursText(policy.solidFastingHours)) before "
      + "the start"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    FastingJudgement(
      substance: "solid food, milk, pulpy juice, soup or unlisted item",
      limitHours: file.policy.solidFastingHours, isInClass: FastingStatement.isSolid
    ).judgement(of: file)
  }
}
