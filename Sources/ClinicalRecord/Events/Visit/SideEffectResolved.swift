/// S17: what was noted has gone.
extension SideEffectResolved: RecordableEvent {
  public static let kind = EventKind(.visit, 16, Self.self)
  public static var name: String { "side effect resolved" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["effect"] }
  public var stated: ClinicalEvent { .visit(.sideEffectResolved(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(effect, "effect")
  }

  public var sentence: String { "Side effect resolved: \(effect.words)" }
}
