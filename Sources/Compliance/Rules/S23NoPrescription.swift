internal import ClinicalRecord

/// S23: patients do not go home with a ketamine prescription: none is issued, and none is handed
/// out, from one visit to the next.
public struct S23NoPrescription: Rule {
  public static let id = RuleID.S23
  public static func title(under policy: Policy) -> String {
    "No patient goes home with a ketamine prescription"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    let issued = file.chart[PrescriptionIssued.self].inOrder().filter {
      $0.value.drug == .ketamine && file.isOfThisVisit($0.reference)
    }
    guard issued.isEmpty else {
      let sentences = issued.map { fact in
        let way = fact.value.way == .dispensed ? "handed out to take home" : "prescribed"
        return "Ketamine was \(way) at \(fact.occurred.dateText)."
      }
      return Judgement(
        .deviation, sentences.joined(separator: " "), evidence: issued.map(\.position))
    }
    guard let start = file.visit.start else { return file.withoutStart }
    guard file.hasEnded else {
      return Judgement(.notYetDue, "The patient is still here.", evidence: [start.position])
    }
    return Judgement(
      .met, "No prescription of ketamine is on record, and none that was handed out.",
      evidence: [start.position, file.visit.end?.position].compactMap(\.self))
  }
}
