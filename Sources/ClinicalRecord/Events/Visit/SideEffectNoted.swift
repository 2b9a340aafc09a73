/// S17: what the patient felt, and how badly.
extension SideEffectNoted: RecordableEvent {
  public static let kind = EventKind(.visit, 15, Self.self)
  public static var name: String { "side effect noted" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["effect", "severity", "detail"] }
  public var stated: ClinicalEvent { .visit(.sideEffectNoted(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(effect, "effect")
    try Expect.whole(severity, "severity", 1...4)
    try Expect.note(detail, "detail")
  }

  public var sentence: String {
    "Side effect noted: \(effect.words), \(Severity.words(severity))\(Wording.note(detail))"
  }
}
