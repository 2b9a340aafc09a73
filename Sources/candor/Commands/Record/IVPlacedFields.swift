internal import ArgumentParser
internal import ClinicalRecord

/// S7.
struct IVPlacedFields: EventFields {
  static let abstract = "The IV is set."
  static let example = "--gauge 22 --attempts 1"
  static let details = "The site is asked for, or comes as site in JSON."

  @Option(help: "Gauge of the cannula.")
  var gauge: UInt32?

  @Option(help: "How many attempts it took.")
  var attempts: UInt32?

  func fill(_ event: inout IVPlaced, from fields: FieldReader) throws {
    try fields.fill(&event.site, .text("site", "Site, such as left forearm", need: .offered))
    try fields.fill(
      &event.gauge, .whole("gauge", flag: "--gauge", "Gauge", need: .offered), option: gauge)
    try fields.fill(
      &event.attempts, .whole("attempts", flag: "--attempts", "Attempts", need: .offered),
      option: attempts)
  }
}
