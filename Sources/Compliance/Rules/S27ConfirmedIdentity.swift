internal import ClinicalRecord

/// S27: at each visit the patient's identity is confirmed by two distinct identifiers before the
/// first drug.
public struct S27ConfirmedIdentity: Rule {
  public static let id = RuleID.S27
  public static func title(under policy: Policy) -> String {
    "Identity confirmed by \(identifiersText(policy.identifiersRequired)) before the first drug"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    let required = file.policy.identifiersRequired
    let all = file.visit[IdentityConfirmed.self]
    let preceding = all.filter { $0.reference.interval.canPrecede(start.interval) }
    let timely = preceding.filter { $0.recordedMicroseconds <= start.firstRecordedMicroseconds }
    let found = Self.identifiers(preceding)
    func judge(_ verdict: Verdict, _ text: String) -> Judgement {
      Judgement(
        verdict, text, measured: "\(found) of \(required) identifiers",
        evidence: all.map(\.position) + [start.position])
    }
    let before = "before the start at \(start.occurred.dateText)"
    if Self.identifiers(timely) >= required {
      return judge(.met, "\(found) distinct identifiers were confirmed \(before).")
    }
    if found >= required {
      return judge(
        .metOnLateEvidence,
        "\(found) distinct identifiers were confirmed \(before), recorded after it.")
    }
    if Self.identifiers(all) >= required, let after = all.inOrder().last {
      return judge(
        .deviation,
        "The identity was confirmed at \(after.occurred.dateText), after the start at "
          + "\(start.occurred.dateText).")
    }
    return judge(
      .deviationMissingEvidence,
      "There is evidence of \(found) of \(required) distinct identifiers \(before).")
  }

  private static func identifiers(_ confirmations: [Fact<IdentityConfirmed>]) -> Int {
    Set(confirmations.flatMap(\.value.identifiers)).subtracting([.unspecified]).count
  }
}
