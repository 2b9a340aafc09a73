internal import ArgumentParser
internal import ClinicalRecord

struct AllergyNotedOptions: EventOptions {
  @Flag(help: "No allergy is known.")
  var noneKnown = false

  @Option(help: "1 mild, 2 moderate, 3 severe, 4 life-threatening.")
  var severity: UInt32?

  func fill(_ event: inout AllergyNoted, from fields: inout FieldReader) throws {
    if noneKnown {
      event.noneKnown = true
      if fields.amends {
        event.substance = ""
        event.reaction = ""
        event.severity = 0
      }
    }
    if !event.noneKnown {
      try fields.fill(&event.substance, .text("substance", "Substance"))
      try fields.fill(&event.reaction, .text("reaction", "Reaction", need: .offered))
      try fields.fill(
        &event.severity,
        .whole(
          "severity", flag: "--severity", "Severity (1 mild to 4 life-threatening)",
          need: .offered),
        option: severity)
    } else if severity != nil {
      throw ProgramError.usage("--severity is of an allergy; leave it out with --none-known")
    }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
