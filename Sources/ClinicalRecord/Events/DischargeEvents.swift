/// S14: whether the patient is stable.
extension DischargeAssessed {
  public var sentence: String {
    let words = Wording.answer(stability, "stable", "not stable", "stability not assessed")
    return "Discharge assessed: \(words)\(Wording.note(note))"
  }

  /// Whether the patient is stable, as somebody said it.
  public var stability: Assessment { assessedStable.orOlder(stable) }
}

/// S16: what the patient was told for the way home.
extension InstructionsAcknowledged {
  public var sentence: String {
    let driving = Wording.answer(
      drivingRule, "no driving for 24 h", "without the 24 h driving rule",
      "the 24 h driving rule not assessed")
    let form = formVersion.isEmpty ? "" : ", form version \(formVersion)"
    return "Instructions acknowledged: \(driving)\(form)\(Wording.remark(note))"
  }

  /// Whether no driving for 24 h is among what was acknowledged, as somebody said it.
  public var drivingRule: Assessment { noDriving.orOlder(noDriving24H) }
}

/// S15: the patient left, and into whose care. Whether that was right is for the rules.
extension Discharged {
  public var sentence: String {
    guard destination == .driver else {
      return "Discharged: \(destination.words)\(Wording.remark(note))"
    }
    let fitness = Wording.answer(
      driverFitness, "fit to drive", "not fit to drive", "fitness to drive not assessed")
    let name = hasDriver ? ": \(driver.words)" : ""
    return "Discharged to driver\(name), \(fitness)\(Wording.remark(note))"
  }

  /// Whether the driver is fit to drive, as somebody said it.
  public var driverFitness: Assessment { fitToDrive.orOlder(driverFitToDrive) }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      destination == .driver
        || (!hasDriver && !driverFitToDrive && fitToDrive == .unspecified), "driver",
      "nothing unless the destination is a driver; leave out driver and fit_to_drive")
    try Expect.that(fitToDrive.isKnown, "fit_to_drive", "one of yes, no or not-assessed")
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    if destination == .driver { try Expect.term(fitToDrive, "fit_to_drive") }
  }
}

/// The patient went although they were advised to stay: the visit ends without a release.
extension LeftAgainstAdvice {
  public var sentence: String {
    "Left against advice: \(circumstances)\(Wording.remarks(said, note))"
  }

  /// "risks explained, form not signed".
  public var circumstances: String {
    let risks = Wording.answer(
      risksExplained, "risks explained", "risks not explained",
      "whether risks were explained not known")
    let form = Wording.answer(
      formSigned, "form signed", "form not signed", "whether a form was signed not known")
    return "\(risks), \(form)"
  }
}

/// Who answers for the visit has read it.
extension VisitSignedOff {
  public var sentence: String { "Visit signed off\(Wording.note(note))" }
}

extension Assessment {
  /// What was stated; else what an older entry says, whose fields knew yes and silence alone.
  fileprivate func orOlder(_ said: Bool) -> Assessment {
    switch self {
    case .unspecified: said ? .yes : .notAssessed
    case .yes, .no, .notAssessed, .UNRECOGNIZED: self
    }
  }
}
