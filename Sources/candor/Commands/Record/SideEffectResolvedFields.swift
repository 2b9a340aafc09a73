internal import ArgumentParser
internal import ClinicalRecord

/// S17.
struct SideEffectResolvedFields: EventFields {
  static let abstract = "A side effect has gone away."
  static let example = "--effect nausea"

  @Option(help: "Which one.")
  var effect: Choice<SideEffect>?

  func fill(_ event: inout SideEffectResolved, from fields: FieldReader) throws {
    try fields.fill(
      &event.effect, .choice("effect", flag: "--effect", "Side effect"), option: effect?.term)
  }
}
