/// The pump runs again.
extension InfusionResumed: RecordableEvent {
  public static let kind = EventKind(.visit, 11, Self.self)
  public static var name: String { "infusion resumed" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["note"] }
  public var stated: ClinicalEvent { .visit(.infusionResumed(self)) }

  public func validate() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var sentence: String { "Infusion resumed\(Wording.note(note))" }
}
