internal import ArgumentParser
internal import ClinicalRecord

// What happens to a lot: the drug book's half of a visit's events, counts and reviews.

/// How much of a vial of a lot is moved.
struct LotAmountOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "With its unit: 36.3mg.", transform: Micrograms.init(argument:))
  var amount: Micrograms?

  func fill(
    _ vial: inout UInt32, _ amountUg: inout UInt64, of place: LotOptions,
    from fields: inout FieldReader
  ) throws {
    try fields.fill(&vial, .vial, option: place.vial)
    try fields.fill(
      &amountUg, .amount("amount_ug", flag: "--amount", "Amount (36.3mg)"), option: amount?.value)
  }
}

struct DrawnFromLotOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions
  @OptionGroup var moved: LotAmountOptions

  func fill(_ event: inout DrawnFromLot, from fields: inout FieldReader) throws {
    try moved.fill(&event.vial, &event.amountUg, of: place, from: &fields)
  }
}

struct GivenFromLotOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions
  @OptionGroup var moved: LotAmountOptions

  func fill(_ event: inout GivenFromLot, from fields: inout FieldReader) throws {
    try moved.fill(&event.vial, &event.amountUg, of: place, from: &fields)
  }
}

struct WastedFromLotOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions
  @OptionGroup var moved: LotAmountOptions

  @Option(help: "Why.")
  var cause: Choice<DrugWasted.Cause>?

  func fill(_ event: inout WastedFromLot, from fields: inout FieldReader) throws {
    try moved.fill(&event.vial, &event.amountUg, of: place, from: &fields)
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
  }
}

struct ReturnedToLotOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions
  @OptionGroup var moved: LotAmountOptions

  func fill(_ event: inout ReturnedToLot, from fields: inout FieldReader) throws {
    try moved.fill(&event.vial, &event.amountUg, of: place, from: &fields)
  }
}

struct LotCountedOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(
    parsing: .unconditional, help: "What is there, with its unit: 1250mg.",
    transform: Micrograms.init(argument:))
  var counted: Micrograms?

  func fill(_ event: inout LotCounted, from fields: inout FieldReader) throws {
    try fields.fillCount(&event.countedUg, option: counted?.value)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct BiennialInventoryOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  @Option(
    parsing: .unconditional, help: "What is there, with its unit: 1250mg.",
    transform: Micrograms.init(argument:))
  var counted: Micrograms?

  @Option(help: "When on that day.")
  var business: Choice<BiennialInventory.Business>?

  func fill(_ event: inout BiennialInventory, from fields: inout FieldReader) throws {
    try fields.fillCount(&event.countedUg, option: counted?.value)
    try fields.fill(
      &event.business, .choice("business", flag: "--business", "When on that day"),
      option: business?.term)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

struct LotReviewedOptions: EventOptions {
  @OptionGroup(title: "Drug book") var place: LotOptions

  func fill(_ event: inout LotReviewed, from fields: inout FieldReader) throws {
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }
}

extension Field<UInt32> {
  fileprivate static var vial: Field { .whole("vial", flag: "--vial", "Vial") }
}

extension FieldReader {
  /// What was counted: an empty cupboard is a count, too.
  fileprivate mutating func fillCount(_ countedUg: inout UInt64, option: UInt64?) throws {
    let isGiven = json?["counted_ug"] != nil
    let field = Field<UInt64>.amount("counted_ug", flag: "--counted", "Counted (1250mg)")
    if let value = try stated(field, option: option, given: isGiven) { countedUg = value }
  }
}
