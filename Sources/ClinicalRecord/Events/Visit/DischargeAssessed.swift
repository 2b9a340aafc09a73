/// S14: whether the patient is stable.
extension DischargeAssessed: RecordableEvent {
  public static let kind = EventKind(.visit, 24, Self.self)
  public static var name: String { "discharge assessed" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["stable", "note"] }
  public var stated: ClinicalEvent { .visit(.dischargeAssessed(self)) }

  public func validate() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var sentence: String {
    "Discharge assessed: \(stable ? "stable" : "not stable")\(Wording.note(note))"
  }
}
