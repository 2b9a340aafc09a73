internal import ArgumentParser
internal import ClinicalRecord

/// S26.
struct ConsentWithdrawnFields: EventFields {
  static let abstract = "The patient has withdrawn consent."
  static let example = ""

  func fill(_ event: inout ConsentWithdrawn, from fields: FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
