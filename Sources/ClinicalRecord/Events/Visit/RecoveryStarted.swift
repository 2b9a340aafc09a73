/// The patient is watched after the infusion.
extension RecoveryStarted: RecordableEvent {
  public static let kind = EventKind(.visit, 13, Self.self)
  public static var name: String { "recovery started" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["note"] }
  public var stated: ClinicalEvent { .visit(.recoveryStarted(self)) }

  public func validate() throws(Rejection) {
    try Expect.note(note, "note")
  }

  public var sentence: String { "Recovery started\(Wording.note(note))" }
}
