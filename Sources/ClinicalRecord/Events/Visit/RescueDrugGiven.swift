/// Never held up.
extension RescueDrugGiven: RecordableEvent {
  public static let kind = EventKind(.visit, 20, Self.self)
  public static var name: String { "rescue drug given" }
  public static var recorders: Set<Role> { .anyoneButAuditor }
  public static var isNeverHeldUp: Bool { true }
  public static var fieldNames: [String] { ["drug", "dose_mg", "route", "detail"] }
  public var stated: ClinicalEvent { .visit(.rescueDrugGiven(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.positive(doseMg, "dose_mg", atMost: 10_000, "mg")
    try Expect.term(route, "route")
    try Expect.note(detail, "detail")
  }

  public var sentence: String {
    let dose = Wording.number(doseMg)
    return "Rescue drug given: \(drug.words) \(dose) mg, \(route.words)\(Wording.note(detail))"
  }
}

extension RescueDrugGiven.Drug: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .midazolam: "midazolam"
    case .hydralazine: "hydralazine"
    case .labetalol: "labetalol"
    case .other: "another drug"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
