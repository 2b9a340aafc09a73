internal import ArgumentParser
internal import ClinicalRecord

struct InfusionStartedFields: EventFields {
  static let abstract = "The ketamine infusion was started."
  static let example = "--dose 36.3mg --minutes 45 --route iv"
  static let details = """
    See `candor check infusion-started --patient MH-1001` first: it lists what stands in the way.
    """

  @Option(
    parsing: .unconditional, help: "Ketamine, with its unit: 36.3mg.",
    transform: DoseArgument.init(argument:))
  var dose: DoseArgument?

  @Option(help: "Planned duration in minutes.")
  var minutes: UInt32?

  @Option(help: "How it is given.")
  var route: Choice<Route>?

  func fill(_ event: inout InfusionStarted, from fields: FieldReader) throws {
    try fields.fill(
      &event.doseMg, .dose("dose_mg", flag: "--dose", "Ketamine dose (36.3mg)"),
      option: dose?.milligrams)
    try fields.fill(
      &event.plannedMinutes,
      .whole("planned_minutes", flag: "--minutes", "Planned minutes", supposed: 45),
      option: minutes)
    try fields.fill(&event.route, .choice("route", flag: "--route", "Route"), option: route?.term)
  }
}
