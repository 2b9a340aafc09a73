internal import ArgumentParser
internal import ClinicalRecord

/// S17.
struct SideEffectNotedFields: EventFields {
  static let abstract = "A side effect was noted."
  static let example = "--effect nausea --severity 1"

  @Option(help: "Which one.")
  var effect: Choice<SideEffect>?

  @Option(help: "1 mild, 2 moderate, 3 severe, 4 life-threatening.")
  var severity: UInt32?

  func fill(_ event: inout SideEffectNoted, from fields: FieldReader) throws {
    try fields.fill(
      &event.effect, .choice("effect", flag: "--effect", "Side effect"), option: effect?.term)
    try fields.fill(
      &event.severity,
      .whole("severity", flag: "--severity", "Severity (1 mild to 4 life-threatening)"),
      option: severity)
    let need: Field<String>.Need = event.effect == .other ? .offered : .remark
    try fields.fill(&event.detail, .text("detail", "Detail", need: need))
  }
}
