/// Somebody asked before there was a chart.
extension InquiryReceived {
  public var sentence: String {
    "Inquiry received (\(channel.words))\(Wording.notes(question, detail))"
  }
}

/// Another clinician sends the patient.
extension ReferralReceived {
  public var sentence: String {
    let what = indication == .unspecified ? "" : ", \(indication.words)"
    return "Referral received from \(referrer.words)\(Wording.name(referrerName))\(what)"
      + Wording.note(detail)
  }
}

/// What the patient must not be given, or that nothing is known of it.
extension AllergyNoted {
  public var sentence: String {
    if noneKnown { return "Allergy noted: none known\(Wording.remark(note))" }
    return "Allergy noted: \(words)\(Wording.remark(note))"
  }

  /// "ondansetron (hives, severe)".
  public var words: String {
    let more = [Wording.line(reaction), severity == 0 ? "" : Severity.words(severity)]
      .filter { !$0.isEmpty }
    return Wording.line(substance) + (more.isEmpty ? "" : " (\(more.joined(separator: ", ")))")
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      noneKnown == Wording.line(substance).isEmpty, "substance",
      "either a substance or none_known, and not both")
    guard noneKnown else { return }
    try Expect.that(
      reaction.isEmpty && severity == 0, reaction.isEmpty ? "severity" : "reaction",
      "nothing, since no allergy is known")
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    if !noneKnown { try Expect.visibleName(substance, "substance") }
  }
}

/// S21: what else is done, or was tried.
extension OtherTherapyNoted {
  public var sentence: String {
    let stands = status == .unspecified ? "" : ", \(status.words)"
    return "Other therapy noted: \(therapy.words)\(stands)\(Wording.remark(detail))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      therapy != .nothingElse || status == .unspecified, "status",
      "nothing, since there is no other therapy")
  }
}

/// S4: a medication that the patient takes no more, and which physician consented.
extension MedicationStopped {
  public var sentence: String {
    let consent =
      switch consentBy {
      case .nobody: "without a physician's consent"
      case .notKnown, .unspecified, .UNRECOGNIZED: "a physician's consent is not known"
      case .prescribingPhysician, .clinicPhysician, .anotherPhysician:
        "with consent of \(consentBy.words)\(Wording.name(consentedByName))"
      }
    return "Medication stopped: \(Wording.line(medication)), \(drugClass.words), \(consent)"
      + Wording.remark(note)
  }

  public func checkTogether() throws(Rejection) {
    guard consentBy == .nobody || consentBy == .notKnown else { return }
    try Expect.that(
      consentedByName.isEmpty, "consented_by_name", "nothing, since nobody is known to consent")
  }
}

/// Every contraindication of the list, each answered.
extension ScreeningDone {
  public var sentence: String {
    func named(_ answer: Assessment) -> [String] {
      answers.filter { $0.present == answer }.map {
        $0.contraindication.words + Wording.name($0.detail)
      }
    }
    let (present, unknown) = (named(.yes), named(.notAssessed))
    let parts = [
      present.isEmpty ? "none present" : "present \(Wording.list(present, joinedBy: "and"))",
      unknown.isEmpty ? "" : "not assessed \(Wording.list(unknown, joinedBy: "and"))",
      "\(answers.count { $0.present == .no }) of \(answers.count) absent",
    ].filter { !$0.isEmpty }
    return "Screening done: \(parts.joined(separator: "; "))\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.distinctTerms(answers.map(\.contraindication), "answers")
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    let answered = Set(answers.map(\.contraindication))
    let open = Contraindication.stateable.filter { !answered.contains($0) }
    try Expect.that(
      open.isEmpty, "answers",
      "an answer to each contraindication; \(Wording.list(open.map(\.words), joinedBy: "and")) "
        + "\(open.count == 1 ? "has" : "have") none")
  }
}

/// A pregnancy test, or why there was none.
extension PregnancyTested {
  public var sentence: String {
    let of = method == .unspecified ? "" : ", \(method.words)"
    return "Pregnancy tested: \(result.words)\(of)\(Wording.remark(note))"
  }
}

/// The heart before treatment. Rate and interval are 0 when they were not stated.
extension BaselineECGRecorded {
  public var sentence: String {
    let parts = [
      interpretation.words, heartRateBpm == 0 ? "" : "HR \(heartRateBpm)",
      qtcMs == 0 ? "" : "QTc \(qtcMs) ms",
    ].filter { !$0.isEmpty }
    return "Baseline ECG recorded: \(parts.joined(separator: ", "))"
      + Wording.remarks(finding, note)
  }
}

/// What else is prescribed to the patient, as the state's program knows it.
extension PrescriptionMonitoringQueried {
  public var sentence: String {
    let of = program.isEmpty ? "" : ", \(program)"
    return "Prescription monitoring queried: \(result.words)\(of)"
      + Wording.remarks(finding, note)
  }
}
