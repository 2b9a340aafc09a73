internal import ArgumentParser
internal import ClinicalRecord

/// S18.
struct AntiemeticDeclinedFields: EventFields {
  static let abstract = "A drug against nausea was offered and declined."
  static let example = ""

  func fill(_ event: inout AntiemeticDeclined, from fields: FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
