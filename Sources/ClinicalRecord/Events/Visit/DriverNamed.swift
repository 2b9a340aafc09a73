/// S15: who is going to drive the patient home.
extension DriverNamed: RecordableEvent {
  public static let kind = EventKind(.visit, 5, Self.self)
  public static var name: String { "driver named" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] { ["driver"] }
  public var stated: ClinicalEvent { .visit(.driverNamed(self)) }

  public func validate() throws(Rejection) {
    try Expect.that(hasDriver, "driver", "a person, who is missing here")
    try driver.validate("driver")
  }

  public var sentence: String { "Driver named: \(driver.words)" }
}
