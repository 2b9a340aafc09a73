/// S14: whether the patient is stable.
extension DischargeAssessed {
  public var sentence: String {
    "Discharge assessed: \(stable ? "stable" : "not stable")\(Wording.note(note))"
  }
}

/// S16: what the patient was told for the way home.
extension InstructionsAcknowledged {
  public var sentence: String {
    let driving = noDriving24H ? "no driving for 24 h" : "without the 24 h driving rule"
    let form = formVersion.isEmpty ? "" : ", form version \(formVersion)"
    return "Instructions acknowledged: \(driving)\(form)"
  }
}

/// S15: the patient left, and into whose care. Whether that was right is for the rules.
extension Discharged {
  public var sentence: String {
    guard destination == .driver else { return "Discharged: \(destination.words)" }
    let fitness = driverFitToDrive ? "fit to drive" : "fitness to drive not stated"
    let name = hasDriver ? ": \(driver.words)" : ""
    return "Discharged to driver\(name), \(fitness)"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      destination == .driver || (!hasDriver && !driverFitToDrive), "driver",
      "nothing unless the destination is a driver; leave out driver and driver_fit_to_drive")
  }
}
