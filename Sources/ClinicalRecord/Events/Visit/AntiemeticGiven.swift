/// S18: something against nausea.
extension AntiemeticGiven: RecordableEvent {
  public static let kind = EventKind(.visit, 17, Self.self)
  public static var name: String { "antiemetic given" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["drug", "dose_mg", "route"] }
  public var stated: ClinicalEvent { .visit(.antiemeticGiven(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(drug, "drug")
    try Expect.positive(doseMg, "dose_mg", atMost: 10_000, "mg")
    try Expect.term(route, "route")
  }

  public var sentence: String {
    "Antiemetic given: \(drug.words) \(Wording.number(doseMg)) mg, \(route.words)"
  }
}

extension AntiemeticGiven.Drug: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .ondansetron: "ondansetron"
    case .metoclopramide: "metoclopramide"
    case .other: "another antiemetic"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
