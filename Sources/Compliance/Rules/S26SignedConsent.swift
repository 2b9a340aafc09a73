internal import ClinicalRecord

/// S26: consent is signed before the start, on a form whose version and digest are on record, and
/// has not been withdrawn before it.
public struct S26SignedConsent: Rule {
  public static let id = RuleID.S26
  public static let title = "Consent signed before the infusion, not withdrawn"

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    let consents = file.chart[ConsentSigned.self].inOrder()
    let withdrawals = file.chart[ConsentWithdrawn.self].inOrder().filter {
      $0.reference.interval.canPrecede(start.interval)
    }
    let preceding = consents.filter { $0.reference.interval.canPrecede(start.interval) }
    let standing = preceding.filter { consent in
      !withdrawals.contains { consent.reference.isBefore($0.reference) }
    }
    if standing.isEmpty, let withdrawal = withdrawals.last, let signed = preceding.last {
      return Judgement(
        .deviation,
        "Consent was withdrawn at \(withdrawal.occurred.dateText), before the start at "
          + "\(start.occurred.dateText).",
        evidence: [signed.position, withdrawal.position, start.position])
    }
    let complete = standing.filter { Self.isComplete($0.value) }
    if complete.isEmpty, let signed = standing.last {
      return Judgement(
        .deviationMissingEvidence,
        "Consent was signed at \(signed.occurred.dateText); there is no evidence of which form, by "
          + "its version and digest.",
        evidence: [signed.position, start.position])
    }
    let judged = complete.isEmpty ? consents : complete
    return Precondition(
      subject: "Consent", verb: "was signed", act: start, actName: "the start"
    ).judgement(PriorEvidence(of: judged.map(\.reference), before: start))
  }

  /// A SHA-256 digest has 32 bytes.
  private static func isComplete(_ consent: ConsentSigned) -> Bool {
    !consent.formVersion.isEmpty && consent.formSha256.count == 32
  }
}
