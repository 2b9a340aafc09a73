internal import ArgumentParser
internal import ClinicalRecord

/// S16.
struct InstructionsAcknowledgedFields: EventFields {
  static let abstract = "The patient acknowledged the instructions for going home."
  static let example = "--no-driving-24h --form-version 2"

  @Flag(
    name: .customLong("no-driving-24h"), help: "Among them: no operating a vehicle for 24 hours.")
  var noDriving24h = false

  @Option(help: "The version printed on the sheet.")
  var formVersion: String?

  func fill(_ event: inout InstructionsAcknowledged, from fields: FieldReader) throws {
    try fields.fill(
      &event.noDriving24H,
      .yesOrNo("no_driving_24_h", flag: "--no-driving-24h", "No driving for 24 hours?"),
      option: noDriving24h ? true : nil)
    try fields.fill(
      &event.formVersion, .version("form_version", flag: "--form-version", need: .offered),
      option: formVersion)
  }
}
