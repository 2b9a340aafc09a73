internal import ClinicalRecord

/// S25: every milligram accounted for: what was drawn for a visit was given, wasted, returned or
/// declared missing, to the microgram.
///
/// That a waste's second signer is not its actor is held when it is recorded and when the ledger is
/// verified. Of one who has kept no drug book here, nothing is asked.
public struct S25EveryMilligram: Rule {
  public static let id = RuleID.S25
  public static func title(under policy: Policy) -> String {
    "Every milligram accounted for: drawn = given + wasted + returned + declared"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    let accounts = DrugAccount.all(of: file.visit)
    guard accounts.contains(where: { $0.drawnUg > 0 }) else {
      return file.withoutDrawing(accounts)
    }
    let evidence = accounts.flatMap(\.evidence)
    let measured = accounts.map(\.measured).joined(separator: "; ")
    let open = accounts.filter { $0.differenceUg != 0 }
    func judge(_ verdict: Verdict, _ sentences: [String]) -> Judgement {
      Judgement(
        verdict, sentences.joined(separator: " "), measured: measured, evidence: evidence,
        departing: open.flatMap(\.evidence))
    }
    guard !open.isEmpty else {
      return judge(.met, accounts.map { "\($0.measured), all accounted for.".uppercasedFirst })
    }
    guard file.hasEnded else {
      return judge(.notYetDue, open.map { "The visit goes on: \($0.complaint)." })
    }
    let isUntold = file.visit.start != nil && file.visit.stop?.value.hasGivenMg != true
    let isOnlyUntold =
      isUntold && open.allSatisfy { $0.drug == .ketamine && $0.differenceUg > 0 }
    return isOnlyUntold
      ? judge(
        .deviationMissingEvidence,
        open.map { "There is no evidence of how much was given: \($0.complaint)." })
      : judge(.deviation, open.map { "\($0.complaint).".uppercasedFirst })
  }
}

extension CaseFile {
  /// Nothing was drawn: that is missing where ketamine was infused while the clinic kept a drug
  /// book.
  fileprivate func withoutDrawing(_ accounts: [DrugAccount]) -> Judgement {
    guard let drugBookSince, let start = visit.start,
      start.occurred.earliest >= drugBookSince
    else {
      return Judgement(.notApplicable, "No controlled drug was drawn by a drug book kept here.")
    }
    let evidence = [start.position] + accounts.flatMap(\.evidence)
    return hasEnded
      ? Judgement(
        .deviationMissingEvidence,
        "There is no evidence of what was drawn for the infusion of \(start.occurred.dateText).",
        evidence: evidence)
      : Judgement(
        .notYetDue, "The visit goes on; nothing that was drawn for it is on record.",
        evidence: evidence)
  }
}
