internal import ArgumentParser
internal import ClinicalRecord

// What of a controlled drug is drawn, returned, wasted or missing in a visit, with its lot.

/// How much of which drug is moved, exact to the microgram.
struct StockedAmountOptions: ParsableArguments {
  @Option(help: "Which one.")
  var drug: Choice<StockedDrug>?

  @Option(
    parsing: .unconditional, help: "With its unit: 50mg.", transform: Micrograms.init(argument:))
  var amount: Micrograms?

  func fill(
    _ drug: inout StockedDrug, _ amountUg: inout UInt64, from fields: inout FieldReader
  ) throws {
    try fields.fill(&drug, .choice("drug", flag: "--drug", "Drug"), option: self.drug?.term)
    try fields.fill(
      &amountUg, .amount("amount_ug", flag: "--amount", "Amount (50mg)"), option: amount?.value)
  }
}

struct DrugDrawnOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions
  @OptionGroup var moved: StockedAmountOptions

  func fill(_ event: inout DrugDrawn, from fields: inout FieldReader) throws {
    try moved.fill(&event.drug, &event.amountUg, from: &fields)
    if fields.amends, let lot = place.lot, lot != event.lotNumber, place.vial == nil {
      throw ProgramError.usage("another lot has vials of its own; give --vial beside --lot")
    }
    event.lotNumber = place.lot ?? event.lotNumber
    event.vialNumber = place.vial ?? event.vialNumber
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct DrugReturnedOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions
  @OptionGroup var moved: StockedAmountOptions

  func fill(_ event: inout DrugReturned, from fields: inout FieldReader) throws {
    try moved.fill(&event.drug, &event.amountUg, from: &fields)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct DrugMissingOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions
  @OptionGroup var moved: StockedAmountOptions

  func fill(_ event: inout DrugMissing, from fields: inout FieldReader) throws {
    try moved.fill(&event.drug, &event.amountUg, from: &fields)
    try fields.fill(&event.explanation, .text("explanation", "Explanation"))
  }
}

struct DrugWastedOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(help: "Which one.")
  var drug: Choice<DrugWasted.Drug>?

  @Option(
    parsing: .unconditional, help: "With its unit: 13.7mg.", transform: Milligrams.init(argument:))
  var amount: Milligrams?

  @Option(help: "Why.")
  var cause: Choice<DrugWasted.Cause>?

  func fill(_ event: inout DrugWasted, from fields: inout FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(
      &event.amountMg,
      .quantity(Milligrams.self, "amount_mg", flag: "--amount", "Amount (13.7mg)"),
      option: amount?.value)
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    let isOther = event.drug == .other || event.cause == .other
    try fields.fill(
      &event.detail,
      .text(
        "detail", "Detail (which drug or cause, where it is another)",
        need: isOther ? .required : .remark))
  }
}

struct InfusionStoppedOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(help: "Why it was stopped.")
  var cause: Choice<InfusionStopped.Cause>?

  @Option(
    parsing: .unconditional, help: "Ketamine given in all, with its unit: 36.3mg.",
    transform: Milligrams.init(argument:))
  var given: Milligrams?

  func fill(_ event: inout InfusionStopped, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.cause, .choice("cause", flag: "--cause", "Why was it stopped?"), option: cause?.term)
    if let value = try fields.stated(
      .quantity(
        Milligrams.self, "given_mg", flag: "--given", "Given in all (36.3mg)", need: .offered),
      option: given?.value, given: event.hasGivenMg)
    {
      event.givenMg = value
    }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}
