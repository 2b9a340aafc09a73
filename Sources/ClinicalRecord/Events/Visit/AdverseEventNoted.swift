/// Never held up.
extension AdverseEventNoted: RecordableEvent {
  public static let kind = EventKind(.visit, 21, Self.self)
  public static var name: String { "adverse event noted" }
  public static var recorders: Set<Role> { .anyoneButAuditor }
  public static var isNeverHeldUp: Bool { true }
  public static var fieldNames: [String] { ["severity", "description"] }
  public var stated: ClinicalEvent { .visit(.adverseEventNoted(self)) }

  public func validate() throws(Rejection) {
    try Expect.whole(severity, "severity", 1...4)
    try Expect.note(description_p, "description")
  }

  public var sentence: String {
    "Adverse event noted, \(Severity.words(severity))\(Wording.note(description_p))"
  }
}
