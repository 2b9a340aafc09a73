/// The first event of a chart: who the patient is and what the complaint is.
extension IntakeReceived {
  public var sentence: String {
    "Intake received\(Wording.note(complaint))"
      + (Wording.lines(complaint).isEmpty ? Wording.note(note) : Wording.remark(note))
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(isRecordNumber, "record_number", "1 to 20 letters, digits or hyphens")
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    try Expect.birth(birthDate, "birth_date", by: occurred)
  }

  private var isRecordNumber: Bool {
    (1...20).contains(recordNumber.utf8.count)
      && recordNumber.unicodeScalars.allSatisfy { scalar in
        scalar == "-" || (scalar.isASCII && scalar.properties.isAlphabetic)
          || ("0"..."9").contains(scalar)
      }
  }
}

/// Who the patient is from here on. The old stay where they were recorded.
extension IdentityCorrected {
  public var sentence: String {
    let name = [familyName, givenName].filter { !$0.isEmpty }.joined(separator: ", ")
    let contact = phone.isEmpty ? "" : ", phone \(phone)"
    return "Identity corrected, \(cause.words) "
      + "(\(Wording.list(changed.map(\.words), joinedBy: "and"))): "
      + "\(name), born \(birthDate)\(contact)\(Wording.remark(note))"
  }

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {
    try Expect.birth(birthDate, "birth_date", by: occurred)
  }
}

/// S1: the medical history form is on file.
extension HistoryFormReceived {
  public var sentence: String {
    "History form received, version \(formVersion)\(Wording.note(note))"
  }
}

/// S2: the acknowledgement of ongoing care, signed by an outside clinician.
extension AcknowledgementOfOngoingCareReceived {
  public var sentence: String {
    let name = signerName.isEmpty ? "" : " (\(signerName))"
    return "Acknowledgement of ongoing care received, signed by \(signer.words)\(name)"
      + Wording.document(documentNumber) + Wording.note(note)
  }
}

/// S3: what the patient takes, reviewed before beginning.
extension MedicationListReviewed {
  public var sentence: String {
    let taken = medications.map { $0.dose.isEmpty ? $0.name : "\($0.name) \($0.dose)" }
    let list = noneTaken ? "none taken" : taken.joined(separator: ", ")
    return "Medication list reviewed: \(list)\(Wording.remark(note))"
  }

  public func checkTogether() throws(Rejection) {
    try Expect.that(
      noneTaken == medications.isEmpty, "medications",
      "either at least one medication or none_taken, and not both")
  }
}

/// S28: whether ketamine is a viable option for this patient.
extension CandidacyDetermined {
  public var sentence: String {
    "Candidacy determined: \(outcome.words), \(indication.words)\(Wording.note(rationale))"
      + (Wording.lines(rationale).isEmpty ? Wording.note(note) : Wording.remark(note))
  }
}
