/// Somebody else has looked into an emergency access.
extension EmergencyAccessReviewed: RecordableEvent {
  public static let kind = EventKind(.access, 6, Self.self)
  public static var name: String { "emergency access reviewed" }
  public static var recorders: Set<Role> { Permission.reviewEmergencies.roles }
  public static var fieldNames: [String] { ["outcome", "note"] }
  public var stated: ClinicalEvent { .access(.emergencyAccessReviewed(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(outcome, "outcome")
    try Expect.note(note, "note")
  }

  public var sentence: String {
    "Emergency access reviewed: \(outcome.words)\(Wording.note(note))"
  }
}

extension EmergencyAccessReviewed.Outcome: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .justified: "justified"
    case .notJustified: "not justified"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
