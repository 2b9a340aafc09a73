internal import ArgumentParser
internal import ClinicalRecord

/// What is ordered by weight stays so: the weight is that of the day on which it is given.
struct DosePlannedOptions: EventOptions {
  @Option(help: "What for.")
  var indication: Choice<Indication>?

  @Option(
    parsing: .unconditional, help: "Ketamine, with its unit: 36.3mg, or 0.5mg/kg.",
    transform: KetamineDose.init(argument:))
  var dose: KetamineDose?

  @Option(name: .customLong("minutes"), help: "Planned duration in minutes.")
  var plannedMinutes: UInt32?

  @Option(help: "How it is given.")
  var route: Choice<Route>?

  func fill(_ event: inout DosePlanned, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.indication, .choice("indication", flag: "--indication", "Indication"),
      option: indication?.term)
    try fillDose(of: &event, from: &fields)
    try fields.fill(
      &event.plannedMinutes,
      .whole("planned_minutes", flag: "--minutes", "Planned minutes", supposed: 45),
      option: plannedMinutes)
    try fields.fill(
      &event.route, .choice("route", flag: "--route", "Route"), option: route?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  private func fillDose(of event: inout DosePlanned, from fields: inout FieldReader) throws {
    let isGiven = event.hasDoseMg || event.hasDoseMgPerKg
    let field = Field<KetamineDose>(
      name: "dose_mg", flag: "--dose", question: "Ketamine dose (36.3mg or 0.5mg/kg)",
      need: .required, blank: try KetamineDose(argument: "0mg"),
      supposed: try KetamineDose(argument: "1mg"), parse: KetamineDose.init(argument:))
    guard let stated = try fields.stated(field, option: dose, given: isGiven) else { return }
    event.clearDoseMg()
    event.clearDoseMgPerKg()
    let ordered = stated.ordered
    if ordered.isPerKilogram {
      event.doseMgPerKg = ordered.value
    } else {
      event.doseMg = ordered.value
    }
  }
}

/// Ketamine at once, in mg or by the weight of the visit.
struct BolusGivenOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(
    parsing: .unconditional,
    help: "Ketamine, with its unit: 14.5mg, or 0.2mg/kg of the visit's weight.",
    transform: KetamineDose.init(argument:))
  var dose: KetamineDose?

  @Option(help: "How it was given.")
  var route: Choice<Route>?

  @Option(name: .customLong("minutes"), help: "Over how many minutes.")
  var overMinutes: UInt32?

  func fill(_ event: inout BolusGiven, from fields: inout FieldReader) throws {
    let weightKg = fields.weightKg
    let doseMg = Field<Double>(
      name: "dose_mg", flag: "--dose", question: "Ketamine dose (14.5mg or 0.2mg/kg)",
      need: .required, blank: 0, supposed: 1,
      parse: { try KetamineDose(argument: $0).doseMg(weightKg) })
    try fields.fill(&event.doseMg, doseMg, option: try dose?.doseMg(weightKg))
    try fields.fill(
      &event.route, .choice("route", flag: "--route", "Route"), option: route?.term)
    try fields.fill(
      &event.overMinutes,
      .whole("over_minutes", flag: "--minutes", "Over how many minutes", need: .offered),
      option: overMinutes)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
