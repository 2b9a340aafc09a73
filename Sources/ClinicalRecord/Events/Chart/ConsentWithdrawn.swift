/// S26: consent no longer holds from here on. Whoever hears it records it.
extension ConsentWithdrawn: RecordableEvent {
  public static let kind = EventKind(.chart, 7, Self.self)
  public static var name: String { "consent withdrawn" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] { ["note"] }
  public var stated: ClinicalEvent { .chart(.consentWithdrawn(self)) }

  public func validate() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var sentence: String { "Consent withdrawn\(Wording.note(note))" }
}
