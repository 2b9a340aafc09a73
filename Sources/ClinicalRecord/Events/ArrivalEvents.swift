/// S1, S2: an infusion has a date.
extension InfusionScheduled {
  public var sentence: String {
    let time = ClinicalTime(scheduledFor)
    let clock = time.precision == .day ? "" : " \(time.localClock)"
    return "Infusion scheduled for \(time.localDate)\(clock), \(indication.words)"
  }
}

/// A visit begins; it follows from `arrived`, in the same append.
extension VisitOpened {
  public var sentence: String { "Visit \(visitNumber) opened, \(indication.words)" }
}

/// The patient is here; it opens the visit.
extension Arrived {
  public var sentence: String { "Arrived for \(indication.words)" }
}

/// S27: by which identifiers the patient was recognised. How many are enough is policy.
extension IdentityConfirmed {
  public var sentence: String {
    "Identity confirmed by \(Wording.list(identifiers.map(\.words), joinedBy: "and"))"
  }
}

/// The weight that doses are worked out from.
extension Weighed {
  public var sentence: String {
    // What a person can weigh: 20 to 400 kg. Anything else is recorded and marked.
    let suspect = (20...400).contains(weightKg) ? "" : " (suspect)"
    return "Weighed \(Wording.number(weightKg)) kg\(suspect)"
  }
}

/// S5, S6: what passed the lips last, and when. What follows from it is for the rules.
extension FastingChecked {
  public var sentence: String {
    "Fasting checked: \(intakes.map(\.words).joined(separator: ", "))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      !intakes.isEmpty, "intakes",
      "at least one item; what is unknown is \"other\" without a time")
  }
}

extension OralIntake {
  /// "water (still) 2026-11-02 07:30".
  var words: String {
    let what = detail.isEmpty ? item.words : "\(item.words) (\(detail))"
    guard hasTakenAt else { return "\(what) at an unknown time" }
    let time = ClinicalTime(takenAt)
    return "\(what) \(time.localDate)\(time.precision == .day ? "" : " \(time.localClock)")"
  }
}

/// S15: who is going to drive the patient home.
extension DriverNamed {
  public var sentence: String { "Driver named: \(driver.words)" }
}

extension Companion {
  /// "Ann Lee (sister)".
  var words: String { relation.isEmpty ? name : "\(name) (\(relation))" }
}
