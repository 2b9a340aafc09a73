internal import ClinicalRecord

/// S28: the clinic determines whether ketamine is a viable option for this patient: a prescriber
/// has determined it before the first infusion, and the newest determination before any infusion
/// says "candidate".
public struct S28Candidacy: Rule {
  public static let id = RuleID.S28
  public static func title(under policy: Policy) -> String {
    "Determined to be a candidate before the first infusion"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start?.reference else { return file.withoutStart }
    let determinations = file.chart[CandidacyDetermined.self].inOrder().filter {
      Self.isStated($0.value.outcome) && Self.isByPrescriber($0, in: file)
    }
    let preceding = determinations.filter { $0.reference.interval.canPrecede(start.interval) }
    if let standing = preceding.last, let contrary = Self.words(against: standing.value.outcome) {
      return Judgement(
        .deviation,
        "On \(standing.occurred.dateText) the patient was determined \(contrary), and nothing since "
          + "says otherwise before the start at \(start.occurred.dateText).",
        evidence: [standing.position, start.position])
    }
    if file.firstInfusionStart != nil {
      return Judgement(.notApplicable, "It is due before the first infusion; this is a later one.")
    }
    // What was determined before the last one that says otherwise counts no more.
    let standing = preceding.reversed().prefix { Self.words(against: $0.value.outcome) == nil }
    let judged = preceding.isEmpty ? determinations : Array(standing)
    return Precondition(
      subject: "The candidacy", verb: "was determined", act: start, actName: "the first start"
    ).judgement(PriorEvidence(of: judged.map(\.reference), before: start))
  }

  private static func isStated(_ outcome: CandidacyDetermined.Outcome) -> Bool {
    switch outcome {
    case .candidate, .notACandidate, .deferred: true
    case .unspecified, .UNRECOGNIZED: false
    }
  }

  private static func words(against outcome: CandidacyDetermined.Outcome) -> String? {
    switch outcome {
    case .notACandidate: "not to be a candidate"
    case .deferred: "to wait: it was deferred"
    case .candidate, .unspecified, .UNRECOGNIZED: nil
    }
  }

  /// Whoever is known with another role has not determined anything.
  private static func isByPrescriber(
    _ fact: Fact<CandidacyDetermined>, in file: CaseFile
  ) -> Bool {
    guard let role = file.staff.members[fact.actor]?.role else { return true }
    return CandidacyDetermined.kind.mayBeRecorded(by: role)
  }
}
