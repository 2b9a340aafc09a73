/// S28: whether ketamine is a viable option for this patient.
extension CandidacyDetermined: RecordableEvent {
  public static let kind = EventKind(.chart, 5, Self.self)
  public static var name: String { "candidacy determined" }
  public static var recorders: Set<Role> { .prescribers }
  public static var fieldNames: [String] { ["outcome", "indication", "rationale"] }
  public var stated: ClinicalEvent { .chart(.candidacyDetermined(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(outcome, "outcome")
    try Expect.term(indication, "indication")
    try Expect.note(rationale, "rationale")
  }

  public var sentence: String {
    "Candidacy determined: \(outcome.words), \(indication.words)\(Wording.note(rationale))"
  }
}

extension CandidacyDetermined.Outcome: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .candidate: "candidate"
    case .notACandidate: "not a candidate"
    case .deferred: "deferred"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
