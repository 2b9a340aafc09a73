/// Never held up; a flow of 0 is one that was not stated.
extension OxygenGiven: RecordableEvent {
  public static let kind = EventKind(.visit, 19, Self.self)
  public static var name: String { "oxygen given" }
  public static var recorders: Set<Role> { .anyoneButAuditor }
  public static var isNeverHeldUp: Bool { true }
  public static var fieldNames: [String] { ["flow_l_per_min"] }
  public var stated: ClinicalEvent { .visit(.oxygenGiven(self)) }

  public func validate() throws(Rejection) {
    try Expect.notNegative(flowLPerMin, "flow_l_per_min", atMost: 200, "l/min")
  }

  public var sentence: String {
    flowLPerMin == 0 ? "Oxygen given" : "Oxygen given: \(Wording.number(flowLPerMin)) l/min"
  }
}
