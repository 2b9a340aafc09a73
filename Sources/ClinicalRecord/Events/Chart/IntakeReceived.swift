/// The first event of a chart: who the patient is and what the complaint is.
extension IntakeReceived: RecordableEvent {
  public static let kind = EventKind(.chart, 1, Self.self)
  public static var name: String { "intake received" }
  public static var recorders: Set<Role> { .reception }
  public static var fieldNames: [String] {
    [
      "record_number",
      "family_name",
      "given_name",
      "birth_date",
      "phone",
      "complaint",
    ]
  }
  public var stated: ClinicalEvent { .chart(.intakeReceived(self)) }

  public func validate() throws(Rejection) {
    try Expect.that(
      isRecordNumber, "record_number", "1 to 20 letters, digits or hyphens")
    try Expect.name(familyName, "family_name")
    // Some people have one name; it stands as the family name.
    try Expect.optionalName(givenName, "given_name")
    _ = try Expect.date(birthDate, "birth_date", isPersonal: true)
    try Expect.optionalName(phone, "phone")
    try Expect.note(complaint, "complaint")
  }

  public var sentence: String { "Intake received\(Wording.note(complaint))" }

  private var isRecordNumber: Bool {
    (1...20).contains(recordNumber.utf8.count)
      && recordNumber.unicodeScalars.allSatisfy { scalar in
        scalar == "-" || (scalar.isASCII && scalar.properties.isAlphabetic)
          || ("0"..."9").contains(scalar)
      }
  }
}
