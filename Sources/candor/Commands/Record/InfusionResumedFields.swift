internal import ArgumentParser
internal import ClinicalRecord

struct InfusionResumedFields: EventFields {
  static let abstract = "The infusion runs again."
  static let example = ""

  func fill(_ event: inout InfusionResumed, from fields: FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
