/// Never held up.
extension EmergencyCalled: RecordableEvent {
  public static let kind = EventKind(.visit, 22, Self.self)
  public static var name: String { "emergency called" }
  public static var recorders: Set<Role> { .anyoneButAuditor }
  public static var isNeverHeldUp: Bool { true }
  public static var fieldNames: [String] { ["note"] }
  public var stated: ClinicalEvent { .visit(.emergencyCalled(self)) }

  public func validate() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var sentence: String { "Emergency called\(Wording.note(note))" }
}
