internal import ArgumentParser
internal import ClinicalRecord

struct AdverseEventNotedFields: EventFields {
  static let abstract = "An adverse event. Never held up."
  static let example = "--severity 3"
  static let details = "The description is asked for, or comes as description in JSON."

  @Option(help: "1 mild, 2 moderate, 3 severe, 4 life-threatening.")
  var severity: UInt32?

  func fill(_ event: inout AdverseEventNoted, from fields: FieldReader) throws {
    try fields.fill(
      &event.severity,
      .whole("severity", flag: "--severity", "Severity (1 mild to 4 life-threatening)"),
      option: severity)
    try fields.fill(
      &event.description_p, .text("description", "What happened", need: .offered))
  }
}
