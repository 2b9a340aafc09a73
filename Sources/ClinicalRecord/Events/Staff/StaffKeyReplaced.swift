/// Why the key that the same append enrols is in force from here on. Whoever signs it, the
/// ledger asks for the old key or for two people (DESIGN §6).
extension StaffKeyReplaced: RecordableEvent {
  public static let kind = EventKind(.staff, 6, Self.self)
  public static var name: String { "staff key replaced" }
  public static var recorders: Set<Role> { .anyone }
  public static var fieldNames: [String] { ["actor", "cause"] }
  public var stated: ClinicalEvent { .staff(.staffKeyReplaced(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.term(cause, "cause")
  }

  public var sentence: String {
    "Staff key replaced: \(cause.words)"
  }
}

extension StaffKeyReplaced.Cause: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .routine: "routine"
    case .forgottenPassphrase: "forgotten passphrase"
    case .lost: "lost"
    case .compromised: "compromised"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
