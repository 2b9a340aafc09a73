internal import ArgumentParser
internal import ClinicalRecord

/// S3.
struct MedicationListReviewedOptions: EventOptions {
  @Flag(help: "The patient takes no medication.")
  var noneTaken = false

  func fill(_ event: inout MedicationListReviewed, from fields: inout FieldReader) throws {
    if noneTaken { event.noneTaken = true }
    if fields.amends {
      if noneTaken { event.medications = [] }
      if !noneTaken, let prompt = fields.prompt, try prompt.confirm("Name the medications anew?") {
        event.medications = try asked(prompt)
      }
      if !noneTaken { event.noneTaken = event.medications.isEmpty }
    }
    if event.medications.isEmpty, !event.noneTaken {
      if let prompt = fields.prompt, fields.json == nil {
        event.medications = try asked(prompt)
        event.noneTaken = event.medications.isEmpty
      } else if fields.supposes("medications") {
        event.noneTaken = true
      } else {
        throw ProgramError.usage(
          "no medication is given; give --none-taken, or medications in --json -")
      }
    }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  private func asked(_ prompt: Prompt) throws -> [MedicationListReviewed.Medication] {
    var medications: [MedicationListReviewed.Medication] = []
    while true {
      let ending = medications.isEmpty ? "Enter when none is taken" : "Enter when done"
      let name = try prompt.line("Medication (\(ending)):")
      guard !name.isEmpty else { return medications }
      var medication = MedicationListReviewed.Medication()
      medication.name = name
      medication.dose = try prompt.line("Its dose:")
      medications.append(medication)
    }
  }
}
