internal import ArgumentParser
internal import ClinicalRecord

/// A delivery: supplier and invoice are free text, and never stand on a command line.
struct StockReceivedOptions: EventOptions {
  @Option(help: "Which one.")
  var drug: Choice<StockedDrug>?

  @Option(
    parsing: .unconditional, help: "How strong it is, with its unit: 50mg/ml.",
    transform: MicrogramsPerMilliliter.init(argument:))
  var concentration: MicrogramsPerMilliliter?

  @Option(
    parsing: .unconditional, help: "What one vial holds, with its unit: 10ml.",
    transform: Microliters.init(argument:))
  var volume: Microliters?

  @Option(help: "How many vials.")
  var vials: UInt32?

  @Option(help: ArgumentHelp("The manufacturer's lot number.", valueName: "text"))
  var mfrLot: String?

  @Option(
    help: ArgumentHelp("The last day on which it may be drawn, YYYY-MM-DD.", valueName: "date"))
  var expires: String?

  func fill(_ event: inout StockReceived, from fields: inout FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(
      &event.concentrationUgPerMl, .concentration, option: concentration?.value)
    try fields.fill(&event.vialUl, .vialVolume, option: volume?.value)
    try fields.fill(
      &event.vials, .whole("vials", flag: "--vials", "How many vials"), option: vials)
    try fields.fill(
      &event.manufacturerLot,
      .text("manufacturer_lot", flag: "--mfr-lot", "Manufacturer's lot number"), option: mfrLot)
    try fields.fill(
      &event.expiresOn,
      .text("expires_on", flag: "--expires", "Last day on which it may be drawn (YYYY-MM-DD)"),
      option: expires)
    try fields.fill(&event.supplier, .text("supplier", "Supplier"))
    try fields.fill(&event.invoice, .text("invoice", "Invoice"))
  }
}

struct OpeningInventoryOptions: EventOptions {
  @Option(help: "Which one.")
  var drug: Choice<StockedDrug>?

  @Option(
    parsing: .unconditional, help: "How strong it is, with its unit: 50mg/ml.",
    transform: MicrogramsPerMilliliter.init(argument:))
  var concentration: MicrogramsPerMilliliter?

  @Option(
    parsing: .unconditional, help: "What one vial holds, with its unit: 10ml.",
    transform: Microliters.init(argument:))
  var volume: Microliters?

  @Option(help: "How many vials.")
  var vials: UInt32?

  @Option(help: ArgumentHelp("The manufacturer's lot number.", valueName: "text"))
  var mfrLot: String?

  @Option(
    help: ArgumentHelp("The last day on which it may be drawn, YYYY-MM-DD.", valueName: "date"))
  var expires: String?

  func fill(_ event: inout OpeningInventory, from fields: inout FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(
      &event.concentrationUgPerMl, .concentration, option: concentration?.value)
    try fields.fill(&event.vialUl, .vialVolume, option: volume?.value)
    try fields.fill(
      &event.vials, .whole("vials", flag: "--vials", "How many vials"), option: vials)
    try fields.fill(
      &event.manufacturerLot,
      .text("manufacturer_lot", flag: "--mfr-lot", "Manufacturer's lot number"), option: mfrLot)
    try fields.fill(
      &event.expiresOn,
      .text("expires_on", flag: "--expires", "Last day on which it may be drawn (YYYY-MM-DD)"),
      option: expires)
  }
}

extension Field<UInt64> {
  fileprivate static var concentration: Field {
    Field(
      name: "concentration_ug_per_ml", flag: "--concentration", question: "Concentration (50mg/ml)",
      need: .required, blank: 0, supposed: 50_000,
      parse: { try MicrogramsPerMilliliter(argument: $0).value })
  }

  fileprivate static var vialVolume: Field {
    Field(
      name: "vial_ul", flag: "--volume", question: "Volume of a vial (10ml)", need: .required,
      blank: 0, supposed: 10_000, parse: { try Microliters(argument: $0).value })
  }
}

struct StockExpiredOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(
    parsing: .unconditional, help: "With its unit: 500mg.", transform: Micrograms.init(argument:))
  var amount: Micrograms?

  func fill(_ event: inout StockExpired, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.amountUg, .amount("amount_ug", flag: "--amount", "Amount (500mg)"),
      option: amount?.value)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct StockTransferredOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(
    parsing: .unconditional, help: "With its unit: 500mg.", transform: Micrograms.init(argument:))
  var amount: Micrograms?

  func fill(_ event: inout StockTransferred, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.amountUg, .amount("amount_ug", flag: "--amount", "Amount (500mg)"),
      option: amount?.value)
    try fields.fill(&event.recipient, .text("recipient", "To whom"))
    try fields.fill(&event.document, .text("document", "Document (invoice, number of a form)"))
  }
}

struct StockLostOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(
    parsing: .unconditional, help: "With its unit: 500mg.", transform: Micrograms.init(argument:))
  var amount: Micrograms?

  @Option(help: "What became of it.")
  var cause: Choice<StockLost.Cause>?

  func fill(_ event: inout StockLost, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.amountUg, .amount("amount_ug", flag: "--amount", "Amount (500mg)"),
      option: amount?.value)
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.account, .text("account", "What happened"))
  }
}

/// A difference that is said as it is: of stock some is missing or too much, of what was drawn some
/// is missing.
struct DiscrepancyDeclaredOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(help: "Of what.")
  var about: Choice<DiscrepancyDeclared.About>?

  @Option(
    parsing: .unconditional, help: "Less than booked, with its unit: 5mg.",
    transform: Micrograms.init(argument:))
  var missing: Micrograms?

  @Option(
    parsing: .unconditional, help: "More than booked, with its unit: 5mg.",
    transform: Micrograms.init(argument:))
  var surplus: Micrograms?

  func fill(_ event: inout DiscrepancyDeclared, from fields: inout FieldReader) throws {
    try fields.fill(&event.about, .choice("about", flag: "--about", "Of what"), option: about?.term)
    let isSurplus = surplus != nil || event.surplusUg != 0
    try fields.fill(
      &event.missingUg,
      .amount(
        "missing_ug", flag: "--missing", "Missing (5mg)", need: isSurplus ? .notAsked : .required),
      option: missing?.value)
    try fields.fill(
      &event.surplusUg, .amount("surplus_ug", flag: "--surplus", "Surplus (5mg)", need: .notAsked),
      option: surplus?.value)
    let isOfVial = event.about == .drawn
    try fields.fill(
      &event.vial,
      .whole(
        "vial", flag: "--vial", "Vial that it was drawn of",
        need: isOfVial ? .required : .notAsked),
      option: place.vial)
    try fields.fill(&event.explanation, .text("explanation", "Explanation"))
  }
}
