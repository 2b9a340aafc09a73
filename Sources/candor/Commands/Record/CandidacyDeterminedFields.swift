internal import ArgumentParser
internal import ClinicalRecord

/// S28.
struct CandidacyDeterminedFields: EventFields {
  static let abstract = "Whether ketamine is an option for this patient."
  static let example = "--outcome candidate --indication depression"
  static let details = "The rationale is asked for, or comes as rationale in JSON."

  @Option(help: "What was determined.")
  var outcome: Choice<CandidacyDetermined.Outcome>?

  @Option(help: "What for.")
  var indication: Choice<Indication>?

  func fill(_ event: inout CandidacyDetermined, from fields: FieldReader) throws {
    try fields.fill(
      &event.outcome, .choice("outcome", flag: "--outcome", "Outcome"), option: outcome?.term)
    try fields.fill(
      &event.indication, .choice("indication", flag: "--indication", "Indication"),
      option: indication?.term)
    try fields.fill(&event.rationale, .text("rationale", "Rationale", need: .offered))
  }
}
