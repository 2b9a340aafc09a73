/// S3: what the patient takes, reviewed before beginning.
extension MedicationListReviewed: RecordableEvent {
  public static let kind = EventKind(.chart, 4, Self.self)
  public static var name: String { "medication list reviewed" }
  public static var recorders: Set<Role> { .drugReviewers }
  public static var fieldNames: [String] { ["medications", "none_taken", "note"] }
  public var stated: ClinicalEvent { .chart(.medicationListReviewed(self)) }

  public func validate() throws(Rejection) {
    for medication in medications {
      try Expect.name(medication.name, "medications.name")
      try Expect.optionalName(medication.dose, "medications.dose")
    }
    try Expect.that(
      noneTaken == medications.isEmpty, "medications",
      "either at least one medication or none_taken, and not both")
    try Expect.note(note, "note")
  }

  public var sentence: String {
    let taken = medications.map { $0.dose.isEmpty ? $0.name : "\($0.name) \($0.dose)" }
    let list = noneTaken ? "none taken" : taken.joined(separator: ", ")
    return "Medication list reviewed: \(list)\(note.isEmpty ? "" : "; \(Wording.line(note))")"
  }
}
