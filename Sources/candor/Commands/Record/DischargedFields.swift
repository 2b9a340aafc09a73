internal import ArgumentParser
internal import ClinicalRecord

/// S15.
struct DischargedFields: EventFields {
  static let abstract = "The patient left, and in whose care."
  static let example = "--to driver --fit-to-drive"
  static let details = """
    The driver's name, relation and phone are asked for, or come as JSON on standard input:
    {"driver": {"name": "…", "relation": "sister", "phone": "…"}}
    """

  @Option(name: .customLong("to"), help: "Into whose care.")
  var destination: Choice<Discharged.Destination>?

  @Flag(inversion: .prefixedNo, help: "The driver can safely drive, or not.")
  var fitToDrive: Bool?

  func fill(_ event: inout Discharged, from fields: FieldReader) throws {
    try fields.fill(
      &event.destination, .choice("destination", flag: "--to", "Discharged to"),
      option: destination?.term)
    if event.destination == .driver {
      try fillDriver(&event, from: fields)
    } else if fitToDrive == true {
      throw ProgramError.usage("--fit-to-drive is about a driver; give it with --to driver only")
    }
  }

  private func fillDriver(_ event: inout Discharged, from fields: FieldReader) throws {
    // Only a person at the terminal is asked: a driver named before need not be named again.
    if !event.hasDriver, let prompt = fields.prompt, fields.json == nil {
      let name = try prompt.line("The driver's name (Enter when named before):")
      if !name.isEmpty {
        var driver = Companion()
        driver.name = name
        try driver.fill(from: fields)
        event.driver = driver
      }
    }
    try fields.fill(
      &event.driverFitToDrive,
      .yesOrNo("driver_fit_to_drive", flag: "--fit-to-drive", "Fit to drive?"),
      option: fitToDrive)
  }
}
