internal import ClinicalRecord

/// S26: consent is signed before the start, on a form whose version and digest are on record, and
/// has not been withdrawn before it. For a minor a legal representative signs it.
public struct S26SignedConsent: Rule {
  public static let id = RuleID.S26
  public static func title(under policy: Policy) -> String {
    "Consent signed before the infusion, not withdrawn"
  }

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
    if standing.isEmpty, let withdrawal = withdrawals.last {
      return Judgement(
        .deviation,
        "Consent was withdrawn at \(withdrawal.occurred.dateText), before the start at "
          + "\(start.occurred.dateText).",
        evidence: [withdrawal.position, start.position] + preceding.suffix(1).map(\.position))
    }
    let complete = standing.filter { Self.isComplete($0.value) }
    if complete.isEmpty, let signed = standing.last {
      return Judgement(
        .deviationMissingEvidence,
        "Consent was signed at \(signed.occurred.dateText); there is no evidence of which form, by "
          + "its version and digest.",
        evidence: [signed.position, start.position])
    }
    let valid = complete.filter { !file.isByMinorAlone($0) }
    if valid.isEmpty, let signed = complete.last {
      return Judgement(
        .deviation,
        "Consent was signed at \(signed.occurred.dateText) by the patient alone, who was under "
          + "\(file.policy.ageOfMajorityYears); a legal representative signs for a minor.",
        evidence: [signed.position, start.position])
    }
    let judged = valid.isEmpty ? consents : valid
    return Precondition(
      subject: "Consent", verb: "was signed", act: start, actName: "the start"
    ).judgement(PriorEvidence(of: judged.map(\.reference), before: start))
  }

  /// A SHA-256 digest has 32 bytes.
  private static func isComplete(_ consent: ConsentSigned) -> Bool {
    !consent.formVersion.isEmpty && consent.formSha256.count == 32
  }
}

extension CaseFile {
  /// Whether the patient signed and was not of age on that day.
  fileprivate func isByMinorAlone(_ consent: Fact<ConsentSigned>) -> Bool {
    guard consent.value.signer != .legalRepresentative,
      let born = chart.identity.flatMap({ LocalDate(iso8601: $0.birthDate) })
    else { return false }
    return born.years(on: consent.occurred.localDate) < policy.ageOfMajorityYears
  }
}
