internal import ArgumentParser
internal import ClinicalRecord

struct ArrivedFields: EventFields {
  static let abstract = "The patient is here: opens the next visit."
  static let example = "--indication depression"

  @Option(help: "What the visit is for; the infusion's rules follow from it.")
  var indication: Choice<Indication>?

  func fill(_ event: inout Arrived, from fields: FieldReader) throws {
    try fields.fill(
      &event.indication, .choice("indication", flag: "--indication", "What is the visit for?"),
      option: indication?.term)
  }
}
