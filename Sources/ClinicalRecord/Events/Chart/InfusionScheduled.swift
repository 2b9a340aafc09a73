/// S1, S2: an infusion has a date.
extension InfusionScheduled: RecordableEvent {
  public static let kind = EventKind(.chart, 8, Self.self)
  public static var name: String { "infusion scheduled" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] { ["scheduled_for", "indication"] }
  public var stated: ClinicalEvent { .chart(.infusionScheduled(self)) }

  public func validate() throws(Rejection) {
    try Expect.that(hasScheduledFor, "scheduled_for", "a time, which is missing here")
    try Expect.time(scheduledFor, "scheduled_for")
    try Expect.term(indication, "indication")
  }

  public var sentence: String {
    let time = ClinicalTime(scheduledFor)
    let clock = time.precision == .day ? "" : " \(time.localClock)"
    return "Infusion scheduled for \(time.localDate)\(clock), \(indication.words)"
  }
}
