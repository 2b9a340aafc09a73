/// A visit begins; it follows from `arrived`, in the same append.
extension VisitOpened {
  public var sentence: String { "Visit \(visitNumber) opened, \(indication.words)" }
}

/// The patient is here; it opens the visit.
extension Arrived {
  public var sentence: String { "Arrived for \(indication.words)\(Wording.note(note))" }
}

/// S27: by which identifiers the patient was recognised. How many are enough is policy.
extension IdentityConfirmed {
  public var sentence: String {
    "Identity confirmed by \(Wording.list(identifiers.map(\.words), joinedBy: "and"))"
      + Wording.note(note)
  }
}

/// The weight that doses are worked out from.
extension Weighed {
  public var sentence: String {
    "Weighed \(Wording.number(weightKg)) kg\(isSuspect ? " (suspect)" : "")\(Wording.note(note))"
  }

  /// Beyond what a person can weigh: it is recorded and marked, and no dose is worked out from it.
  public var isSuspect: Bool { !(20...400).contains(weightKg) }
}

/// S5, S6: what passed the lips last, and when. What follows from it is for the rules.
extension FastingChecked {
  public var sentence: String {
    "Fasting checked: \(intakes.map(\.words).joined(separator: ", "))\(Wording.remark(note))"
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
    return "\(what) \(takenAt.words)"
  }
}

/// S15: who is going to drive the patient home.
extension DriverNamed {
  public var sentence: String { "Driver named: \(driver.words)\(Wording.remark(note))" }
}

extension Companion {
  /// "Ann Lee (sister)".
  var words: String { relation.isEmpty ? name : "\(name) (\(relation))" }
}
