internal import ArgumentParser
internal import ClinicalRecord

struct EmergencyCalledFields: EventFields {
  static let abstract = "The emergency service was called. Never held up."
  static let example = ""

  func fill(_ event: inout EmergencyCalled, from fields: FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
