/// S25: what was drawn and not given is destroyed before a second signer who is not its actor.
extension DrugWasted: RecordableEvent {
  public static let kind = EventKind(.visit, 27, Self.self)
  public static var name: String { "drug wasted" }
  public static var recorders: Set<Role> { .drugReviewers }
  public static var secondSigners: Set<Role> { .drugReviewers }
  public static var fieldNames: [String] { ["drug", "amount_mg", "cause", "detail"] }
  public var stated: ClinicalEvent { .visit(.drugWasted(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.positive(amountMg, "amount_mg", atMost: 10_000, "mg")
    try Expect.term(cause, "cause")
    try Expect.note(detail, "detail")
  }

  public var sentence: String {
    "Drug wasted: \(drug.words) \(Wording.number(amountMg)) mg, \(cause.words)\(Wording.note(detail))"
  }
}

extension DrugWasted.Drug: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .ketamine: "ketamine"
    case .midazolam: "midazolam"
    case .other: "another drug"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}

extension DrugWasted.Cause: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .remainder: "remainder"
    case .spilled: "spilled"
    case .refused: "refused"
    case .other: "another cause"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
