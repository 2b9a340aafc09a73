internal import ArgumentParser
internal import ClinicalRecord

struct OxygenGivenFields: EventFields {
  static let abstract = "Oxygen was given. Never held up."
  static let example = "--flow 2l/min"

  @Option(
    parsing: .unconditional, help: "With its unit: 2l/min.",
    transform: FlowArgument.init(argument:))
  var flow: FlowArgument?

  func fill(_ event: inout OxygenGiven, from fields: FieldReader) throws {
    try fields.fill(&event.flowLPerMin, Self.flowField, option: flow?.litersPerMinute)
  }

  private static var flowField: Field<Double> {
    Field(
      name: "flow_l_per_min", flag: "--flow", question: "Flow (2l/min)", need: .offered, blank: 0,
      supposed: nil, parse: { try FlowArgument(argument: $0).litersPerMinute })
  }
}
