internal import ClinicalRecord

/// S3: the medication list is reviewed before the first infusion begins.
public struct S03MedicationReview: Rule {
  public static let id = RuleID.S3
  public static func title(under policy: Policy) -> String {
    "Medication list reviewed before the first infusion"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    if file.firstInfusionStart != nil {
      return Judgement(.notApplicable, "It is due before the first infusion; this is a later one.")
    }
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    return Precondition(
      subject: "The medication list", verb: "was reviewed", act: start,
      actName: "the first start"
    ).judgement(
      PriorEvidence(of: file.chart[MedicationListReviewed.self].map(\.reference), before: start))
  }
}
