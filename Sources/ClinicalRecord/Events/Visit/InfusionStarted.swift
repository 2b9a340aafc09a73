/// The ketamine runs, with what the pre-flight list showed to whoever started it.
extension InfusionStarted: RecordableEvent {
  public static let kind = EventKind(.visit, 9, Self.self)
  public static var name: String { "infusion started" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["dose_mg", "planned_minutes", "route", "preflight"] }
  public var stated: ClinicalEvent { .visit(.infusionStarted(self)) }

  public func validate() throws(Rejection) {
    // Ten grams and a day: beyond them a number is a slip of the pen, not a dose. What a dose
    // should be is policy.
    try Expect.positive(doseMg, "dose_mg", atMost: 10_000, "mg")
    try Expect.whole(plannedMinutes, "planned_minutes", 1...1_440, "min")
    try Expect.term(route, "route")
    for shown in preflight {
      try Expect.rule(shown.rule, "preflight.rule")
      try Expect.name(shown.verdict, "preflight.verdict")
    }
  }

  public var sentence: String {
    let dose = Wording.number(doseMg)
    return "Infusion started: ketamine \(dose) mg over \(plannedMinutes) min, \(route.words)"
  }
}
