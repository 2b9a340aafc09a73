internal import ArgumentParser
internal import ClinicalRecord

struct IntakeReceivedFields: EventFields {
  static let abstract = "A new patient: opens the chart."
  static let example = "--json - < intake.json"
  static let details = """
    Name, birth date, phone and complaint are asked for, or come as JSON on standard input; they never stand on a \
    command line. Without --record-number the clinic gives the next one. As JSON:
      {"family_name": "…", "given_name": "…", "birth_date": "1984-03-02", "phone": "…", "complaint": "…"}
    """

  @Option(help: "1 to 20 letters, digits and hyphens; the next free one when left out.")
  var recordNumber: String?

  func fill(_ event: inout IntakeReceived, from fields: FieldReader) throws {
    if let recordNumber {
      try fields.fill(
        &event.recordNumber, .version("record_number", flag: "--record-number"),
        option: recordNumber)
    }
    try fields.fill(&event.familyName, .text("family_name", "Family name"))
    try fields.fill(&event.givenName, .text("given_name", "Given name", need: .offered))
    try fields.fill(&event.birthDate, .text("birth_date", "Birth date (YYYY-MM-DD)"))
    try fields.fill(&event.phone, .text("phone", "Phone", need: .offered))
    try fields.fill(&event.complaint, .text("complaint", "Complaint", need: .offered))
  }
}
