/// S19: a series of infusions.
extension CoursePlanned {
  public var sentence: String {
    let count = plannedInfusions == 1 ? "1 infusion" : "\(plannedInfusions) infusions"
    let days = plannedDays == 0 ? "" : plannedDays == 1 ? " in 1 day" : " in \(plannedDays) days"
    return "Course planned: \(count)\(days), \(indication.words)\(Wording.remark(note))"
  }
}

/// It came to its planned end.
extension CourseCompleted {
  public var sentence: String {
    "Course completed: \(indication.words), \(response.inWords)\(Wording.remark(note))"
  }
}

/// S19: it was given up, and why.
extension CourseDiscontinued {
  public var sentence: String {
    let response = response == .unspecified ? "" : ", \(response.inWords)"
    return "Course discontinued: \(indication.words), for \(cause.words)\(response)"
      + Wording.remark(detail)
  }
}

extension TreatmentResponse {
  /// As it stands in a sentence: "response not assessed".
  var inWords: String { self == .notAssessed ? "response not assessed" : words }
}

/// What a prescriber has ordered: in all, or for each kilogram.
extension DosePlanned {
  public var sentence: String {
    let dose =
      hasDoseMgPerKg
      ? "\(Wording.number(doseMgPerKg)) mg/kg" : "\(Wording.number(doseMg)) mg"
    return "Dose planned: ketamine \(dose) over \(plannedMinutes) min, \(route.words), "
      + "\(indication.words)\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      hasDoseMg != hasDoseMgPerKg, "dose_mg", "either dose_mg or dose_mg_per_kg, and not both")
    if hasDoseMg { try Expect.positive(doseMg, "dose_mg", atMost: 10_000, "mg") }
    if hasDoseMgPerKg {
      try Expect.positive(doseMgPerKg, "dose_mg_per_kg", atMost: 100, "mg/kg")
    }
  }
}

/// S21: what follows, by the response so far and by other therapies.
extension MaintenancePlanned {
  public var sentence: String {
    let every =
      switch intervalWeeks {
      case 0: ""
      case 1: ", every week"
      default: ", every \(intervalWeeks) weeks"
      }
    let therapies =
      otherTherapies.isEmpty
      ? "other therapies not considered"
      : "beside \(Wording.list(otherTherapies.map(\.words), joinedBy: "and"))"
    return "Maintenance planned: \(indication.words)\(every), \(response.inWords), \(therapies)"
      + Wording.remark(note)
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      !otherTherapies.contains(.nothingElse) || otherTherapies.count == 1, "other_therapies",
      "either therapies or that there is none, and not both")
  }
}

/// S23: what the patient takes home, or may fetch.
extension PrescriptionIssued {
  public var sentence: String {
    "Prescription issued: \(drug.words), \(way.words)\(Wording.remarks(directions, detail))"
  }
}
