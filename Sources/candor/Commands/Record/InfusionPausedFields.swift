internal import ArgumentParser
internal import ClinicalRecord

struct InfusionPausedFields: EventFields {
  static let abstract = "The infusion was paused."
  static let example = ""

  func fill(_ event: inout InfusionPaused, from fields: FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
