internal import ArgumentParser
internal import ClinicalRecord

/// S18.
struct AntiemeticGivenFields: EventFields {
  static let abstract = "A drug against nausea was given."
  static let example = "--drug ondansetron --dose 4mg --route iv"

  @Option(help: "Which one.")
  var drug: Choice<AntiemeticGiven.Drug>?

  @Option(
    parsing: .unconditional, help: "With its unit: 4mg.",
    transform: DoseArgument.init(argument:))
  var dose: DoseArgument?

  @Option(help: "How it was given.")
  var route: Choice<Route>?

  func fill(_ event: inout AntiemeticGiven, from fields: FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(
      &event.doseMg, .dose("dose_mg", flag: "--dose", "Dose (4mg)"), option: dose?.milligrams)
    try fields.fill(&event.route, .choice("route", flag: "--route", "Route"), option: route?.term)
  }
}
