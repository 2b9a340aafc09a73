/// The pump stands still; the line stays.
extension InfusionPaused: RecordableEvent {
  public static let kind = EventKind(.visit, 10, Self.self)
  public static var name: String { "infusion paused" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["note"] }
  public var stated: ClinicalEvent { .visit(.infusionPaused(self)) }

  public func validate() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var sentence: String { "Infusion paused\(Wording.note(note))" }
}
