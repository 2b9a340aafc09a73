/// S18: it was offered.
extension AntiemeticDeclined: RecordableEvent {
  public static let kind = EventKind(.visit, 18, Self.self)
  public static var name: String { "antiemetic declined" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["note"] }
  public var stated: ClinicalEvent { .visit(.antiemeticDeclined(self)) }

  public func validate() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var sentence: String { "Antiemetic declined\(Wording.note(note))" }
}
