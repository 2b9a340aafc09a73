internal import ArgumentParser
internal import ClinicalRecord

/// S15.
struct DriverNamedOptions: EventOptions {
  func fill(_ event: inout DriverNamed, from fields: inout FieldReader) throws {
    var driver = event.driver
    try driver.fill(from: &fields)
    event.driver = driver
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

/// S15.
struct DischargedOptions: EventOptions {
  @Option(name: .customLong("to"), help: "Into whose care.")
  var destination: Choice<Discharged.Destination>?

  @Option(help: "The driver can safely drive, or not.")
  var fitToDrive: Choice<Assessment>?

  func fill(_ event: inout Discharged, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.destination, .choice("destination", flag: "--to", "Discharged to"),
      option: destination?.term)
    if fields.amends, event.destination != .driver {
      event.clearDriver()
      event.driverFitToDrive = false
    }
    if event.destination == .driver {
      try fillDriver(&event, from: &fields)
    } else if fitToDrive != nil {
      throw ProgramError.usage("--fit-to-drive is about a driver; give it with --to driver only")
    }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  private func fillDriver(_ event: inout Discharged, from fields: inout FieldReader) throws {
    // Only a person at the terminal is asked: a driver named before need not be named again.
    if !event.hasDriver, let prompt = fields.prompt, fields.json == nil {
      let name = try prompt.line("The driver's name (Enter when named before):")
      if !name.isEmpty {
        var driver = Companion()
        driver.name = name
        try driver.fill(from: &fields)
        event.driver = driver
      }
    }
    try fields.fill(
      &event.fitToDrive,
      .choice("fit_to_drive", flag: "--fit-to-drive", "Fit to drive?", need: .answer),
      option: fitToDrive?.term)
  }
}

extension Companion {
  /// A friend or relative: all of it personal, so by question or JSON alone.
  mutating func fill(from fields: inout FieldReader) throws {
    try fields.fill(&name, .text("name", "The driver's name"))
    try fields.fill(&relation, .text("relation", "Relation to the patient", need: .offered))
    try fields.fill(&phone, .text("phone", "Phone", need: .offered))
  }
}
