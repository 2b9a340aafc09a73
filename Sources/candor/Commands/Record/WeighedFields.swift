internal import ArgumentParser
internal import ClinicalRecord

struct WeighedFields: EventFields {
  static let abstract = "The patient was weighed."
  static let example = "--weight 72.6kg"

  @Option(
    parsing: .unconditional, help: "With its unit: 72.6kg or 160lb, which is kept as 72.6 kg.",
    transform: WeightArgument.init(argument:))
  var weight: WeightArgument?

  func fill(_ event: inout Weighed, from fields: FieldReader) throws {
    try fields.fill(&event.weightKg, Self.weightField, option: weight?.kilograms)
  }

  private static var weightField: Field<Double> {
    Field(
      name: "weight_kg", flag: "--weight", question: "Weight (72.6kg or 160lb)", need: .required,
      blank: 0, supposed: 70, parse: { try WeightArgument(argument: $0).kilograms })
  }
}
