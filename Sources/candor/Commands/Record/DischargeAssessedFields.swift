internal import ArgumentParser
internal import ClinicalRecord

/// S14.
struct DischargeAssessedFields: EventFields {
  static let abstract = "Whether the patient is stable enough to leave."
  static let example = "--stable"

  @Flag(inversion: .prefixedNo, help: "Stable, or not.")
  var stable: Bool?

  func fill(_ event: inout DischargeAssessed, from fields: FieldReader) throws {
    try fields.fill(
      &event.stable, .yesOrNo("stable", flag: "--stable", "Stable?"), option: stable)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
