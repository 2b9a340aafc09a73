internal import ArgumentParser
internal import ClinicalRecord

/// S27.
struct IdentityConfirmedFields: EventFields {
  static let abstract = "The patient's identity was confirmed, by two identifiers."
  static let example = "--by name --by birth-date"

  @Option(help: "By what; once for each identifier.")
  var by: [Choice<IdentityConfirmed.Identifier>] = []

  func fill(_ event: inout IdentityConfirmed, from fields: FieldReader) throws {
    try fields.fill(
      &event.identifiers,
      .choices("identifiers", flag: "--by", "Confirmed by", supposed: [.name, .birthDate]),
      option: by.isEmpty ? nil : by.map(\.term))
  }
}
