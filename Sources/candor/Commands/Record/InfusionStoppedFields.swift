internal import ArgumentParser
internal import ClinicalRecord

struct InfusionStoppedFields: EventFields {
  static let abstract = "The infusion was stopped. Never held up."
  static let example = "--cause completed --given 36.3mg"

  @Option(help: "Why it was stopped.")
  var cause: Choice<InfusionStopped.Cause>?

  @Option(
    parsing: .unconditional, help: "Ketamine given in all, with its unit: 36.3mg.",
    transform: DoseArgument.init(argument:))
  var given: DoseArgument?

  func fill(_ event: inout InfusionStopped, from fields: FieldReader) throws {
    try fields.fill(
      &event.cause, .choice("cause", flag: "--cause", "Why was it stopped?"), option: cause?.term)
    if let given {
      guard !event.hasGivenMg else {
        throw ProgramError.usage("--given and the JSON's given_mg both give it; give one of them")
      }
      event.givenMg = given.milligrams
    }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
