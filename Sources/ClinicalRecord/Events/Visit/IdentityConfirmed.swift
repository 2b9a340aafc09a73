/// S27: by which identifiers the patient was recognised. How many are enough is policy.
extension IdentityConfirmed: RecordableEvent {
  public static let kind = EventKind(.visit, 2, Self.self)
  public static var name: String { "identity confirmed" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] { ["identifiers"] }
  public var stated: ClinicalEvent { .visit(.identityConfirmed(self)) }

  public func validate() throws(Rejection) {
    try Expect.that(!identifiers.isEmpty, "identifiers", "at least one identifier")
    for identifier in identifiers { try Expect.term(identifier, "identifiers") }
    try Expect.that(
      Set(identifiers).count == identifiers.count, "identifiers", "each identifier once")
  }

  public var sentence: String {
    "Identity confirmed by \(Wording.list(identifiers.map(\.words), joinedBy: "and"))"
  }
}

extension IdentityConfirmed.Identifier: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .name: "name"
    case .birthDate: "birth date"
    case .photoID: "photo ID"
    case .recordNumber: "record number"
    case .address: "address"
    case .phone: "phone"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
