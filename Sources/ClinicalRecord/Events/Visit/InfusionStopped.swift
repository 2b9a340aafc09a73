/// The infusion is over. Never held up: whoever stops it says so, and owes the rest.
extension InfusionStopped: RecordableEvent {
  public static let kind = EventKind(.visit, 12, Self.self)
  public static var name: String { "infusion stopped" }
  public static var recorders: Set<Role> { .anyoneButAuditor }
  public static var isNeverHeldUp: Bool { true }
  public static var fieldNames: [String] { ["cause", "given_mg", "note"] }
  public var stated: ClinicalEvent { .visit(.infusionStopped(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(cause, "cause")
    if hasGivenMg { try Expect.notNegative(givenMg, "given_mg", atMost: 10_000, "mg") }
    try Expect.note(note, "note")
  }

  public var sentence: String {
    let given = hasGivenMg ? ", \(Wording.number(givenMg)) mg given" : ""
    return
      "Infusion stopped: \(cause.words)\(given)\(note.isEmpty ? "" : "; \(Wording.line(note))")"
  }
}

extension InfusionStopped.Cause: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .completed: "completed"
    case .patientRequest: "patient request"
    case .safety: "safety"
    case .equipment: "equipment"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
