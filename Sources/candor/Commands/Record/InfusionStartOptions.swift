internal import ArgumentParser
internal import ClinicalRecord

struct InfusionStartedOptions: EventOptions {
  @Option(
    parsing: .unconditional,
    help: "Ketamine, with its unit: 36.3mg, or 0.5mg/kg of the visit's weight.",
    transform: KetamineDose.init(argument:))
  var dose: KetamineDose?

  @Option(name: .customLong("minutes"), help: "Planned duration in minutes.")
  var plannedMinutes: UInt32?

  @Option(help: "How it is given.")
  var route: Choice<Route>?

  @Flag(help: "Show every rule first, and keep what was shown, as on a terminal.")
  var preflight = false

  var showsRules: Bool { preflight }

  func fill(_ event: inout InfusionStarted, from fields: inout FieldReader) throws {
    guard !preflight || !fields.amends else {
      throw ProgramError.usage("--preflight is of a start; what was shown then is not amended")
    }
    let weightKg = fields.weightKg
    let doseMg = Field<Double>(
      name: "dose_mg", flag: "--dose", question: "Ketamine dose (36.3mg or 0.5mg/kg)",
      need: .required, blank: 0, supposed: 1,
      parse: { try KetamineDose(argument: $0).doseMg(weightKg) })
    try fields.fill(&event.doseMg, doseMg, option: try dose?.doseMg(weightKg))
    try fields.fill(
      &event.plannedMinutes,
      .whole("planned_minutes", flag: "--minutes", "Planned minutes", supposed: 45),
      option: plannedMinutes)
    try fields.fill(
      &event.route, .choice("route", flag: "--route", "Route"), option: route?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
