/// S15: the patient left, and into whose care. Whether that was right is for the rules.
extension Discharged: RecordableEvent {
  public static let kind = EventKind(.visit, 26, Self.self)
  public static var name: String { "discharged" }
  public static var recorders: Set<Role> { .nursing }
  public static var fieldNames: [String] { ["destination", "driver", "driver_fit_to_drive"] }
  public var stated: ClinicalEvent { .visit(.discharged(self)) }

  public func validate() throws(Rejection) {
    try Expect.term(destination, "destination")
    if destination == .driver {
      if hasDriver { try driver.validate("driver") }
    } else {
      try Expect.that(
        !hasDriver && !driverFitToDrive, "driver",
        "nothing unless the destination is a driver; leave out driver and driver_fit_to_drive")
    }
  }

  public var sentence: String {
    guard destination == .driver else { return "Discharged: \(destination.words)" }
    let fitness = driverFitToDrive ? "fit to drive" : "fitness to drive not stated"
    let name = hasDriver ? ": \(driver.words)" : ""
    return "Discharged to driver\(name), \(fitness)"
  }
}

extension Discharged.Destination: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .driver: "driver"
    case .alone: "alone"
    case .rideShare: "ride-share"
    case .other: "other"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
