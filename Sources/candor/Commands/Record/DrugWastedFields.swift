internal import ArgumentParser
internal import ClinicalRecord

struct DrugWastedFields: EventFields {
  static let abstract = "What was drawn and not given was destroyed, before a second signer (S25)."
  static let example = "--drug ketamine --amount 13.7mg --cause remainder"

  @Option(help: "Which one.")
  var drug: Choice<DrugWasted.Drug>?

  @Option(
    parsing: .unconditional, help: "With its unit: 13.7mg.",
    transform: DoseArgument.init(argument:))
  var amount: DoseArgument?

  @Option(help: "Why.")
  var cause: Choice<DrugWasted.Cause>?

  func fill(_ event: inout DrugWasted, from fields: FieldReader) throws {
    try fields.fill(&event.drug, .choice("drug", flag: "--drug", "Drug"), option: drug?.term)
    try fields.fill(
      &event.amountMg, .dose("amount_mg", flag: "--amount", "Amount (13.7mg)"),
      option: amount?.milligrams)
    try fields.fill(&event.cause, .choice("cause", flag: "--cause", "Cause"), option: cause?.term)
    try fields.fill(&event.detail, .text("detail", "Detail", need: .remark))
  }
}
