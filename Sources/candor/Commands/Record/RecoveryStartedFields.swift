internal import ArgumentParser
internal import ClinicalRecord

/// S13.
struct RecoveryStartedFields: EventFields {
  static let abstract = "The half hour of observation began."
  static let example = ""

  func fill(_ event: inout RecoveryStarted, from fields: FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
