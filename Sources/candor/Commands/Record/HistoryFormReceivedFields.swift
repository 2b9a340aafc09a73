internal import ArgumentParser
internal import ClinicalRecord

/// S1.
struct HistoryFormReceivedFields: EventFields {
  static let abstract = "The medical history form is on file."
  static let example = "--form-version 3"

  @Option(help: "The version printed on the form.")
  var formVersion: String?

  func fill(_ event: inout HistoryFormReceived, from fields: FieldReader) throws {
    try fields.fill(
      &event.formVersion, .version("form_version", flag: "--form-version"), option: formVersion)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
