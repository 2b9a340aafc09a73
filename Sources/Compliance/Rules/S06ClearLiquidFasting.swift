internal import ClinicalRecord

/// S6: water, clear liquids, sports drink, apple juice, black coffee or tea up to 2 elapsed hours
/// before the start.
public struct S06ClearLiquidFasting: Rule {
  public static let id = RuleID.S6
  public static func title(under policy: Policy) -> String {
    "No clear liquids for \(hoursText(policy.clearLiquidFastingHours)) before the start"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    FastingJudgement(
      substance: "clear liquid", limitHours: file.policy.clearLiquidFastingHours,
      isInClass: { !FastingStatement.isSolid($0) }
    ).judgement(of: file)
  }
}
