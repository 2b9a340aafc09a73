internal import ArgumentParser
internal import ClinicalRecord

struct RescueDrugGivenFields: EventFields {
  static let abstract = "A rescue drug was given. Never held up."
  static let example = "--drug midazolam --dose 2mg --route iv"

  @Option(help: "Which one.")
  var drug: Choice<RescueDrugGiven.Drug>?

  @Option(
    parsing: .unconditional, help: "With its unit: 2mg.",
    transform: DoseArgument.init(argument:))
  var dose: DoseArgument?

  @Option(help: "How it was given.")
  var route: Choice<Route>?

  func fill(_ event: inout RescueDrugGiven, from fields: FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(
      &event.doseMg, .dose("dose_mg", flag: "--dose", "Dose (2mg)"), option: dose?.milligrams)
    try fields.fill(&event.route, .choice("route", flag: "--route", "Route"), option: route?.term)
    try fields.fill(&event.detail, .text("detail", "Detail", need: .remark))
  }
}
