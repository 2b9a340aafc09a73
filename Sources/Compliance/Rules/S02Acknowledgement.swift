internal import ClinicalRecord

/// S2: an Acknowledgement of Ongoing Care, signed by the mental health practitioner or the
/// primary care physician, is received before the first infusion is scheduled.
///
/// Another signer's is contrary evidence unless an acceptable one exists too.
public struct S02Acknowledgement: Rule {
  public static let id = RuleID.S2
  public static func title(under policy: Policy) -> String {
    "Acknowledgement of Ongoing Care received before the first scheduling"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    if file.schedulingWasJudgedBefore {
      return Judgement(
        .notApplicable, "It is due before the first infusion; this is a later visit.")
    }
    let received = file.chart[AcknowledgementOfOngoingCareReceived.self]
    guard let (act, actName) = file.firstScheduling else {
      return Judgement(
        .notYetDue, "No infusion has been scheduled.", evidence: received.map(\.position))
    }
    let acceptable = received.filter {
      file.policy.acknowledgementSigners.contains($0.value.signer)
    }
    if acceptable.isEmpty, !received.isEmpty { return wrongSigner(received, act: act) }
    return Precondition(
      subject: "The Acknowledgement of Ongoing Care", verb: "was received", act: act,
      actName: actName
    ).judgement(PriorEvidence(of: acceptable.map(\.reference), before: act))
  }

  private func wrongSigner(
    _ received: [Fact<AcknowledgementOfOngoingCareReceived>], act: EntryReference
  ) -> Judgement {
    let evidence = received.map(\.position) + [act.position]
    if received.allSatisfy({ $0.value.signer == .unspecified }) {
      return Judgement(
        .deviationMissingEvidence,
        "There is no evidence of who signed the Acknowledgement of Ongoing Care.",
        evidence: evidence)
    }
    return Judgement(
      .deviation,
      "The Acknowledgement of Ongoing Care on record is not signed by any of the practitioners "
        + "whose signature the policy accepts.",
      evidence: evidence)
  }
}
