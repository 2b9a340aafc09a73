internal import ArgumentParser
internal import ClinicalRecord

/// S20: what belongs to the scale is asked for, and the total of the items is worked out.
struct OutcomeScoredOptions: EventOptions {
  @Option(help: "Which one.")
  var scale: Choice<OutcomeScored.Scale>?

  @Option(
    help: ArgumentHelp(
      "Every answer, 0 to 3, in the form's order: 9 digits of PHQ-9, 7 of GAD-7.",
      valueName: "digits"),
    transform: Self.items)
  var items: [UInt32]?

  @Option(help: "The total: PHQ-9 0-27, GAD-7 0-21, pain 0-10.")
  var total: UInt32?

  @Option(name: .customLong("item9"), help: "PHQ-9, item 9, where its items are not given.")
  var item9: UInt32?

  @Option(help: "C-SSRS: the most severe ideation, 0 to 5.")
  var ideation: UInt32?

  @Option(help: "C-SSRS: suicidal behavior in the last three months.")
  var behavior: Choice<Assessment>?

  func fill(_ event: inout OutcomeScored, from fields: inout FieldReader) throws {
    try fields.fill(
      &event.scale, .choice("scale", flag: "--scale", "Scale"), option: scale?.term)
    try fillScore(of: &event, from: &fields)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  private func fillScore(of event: inout OutcomeScored, from fields: inout FieldReader) throws {
    if event.scale == .cSsrs {
      if let value = try fields.stated(
        .whole("ideation", flag: "--ideation", "Most severe ideation (0 to 5)"), option: ideation,
        given: event.hasIdeation)
      {
        event.ideation = value
      }
      return try fields.fill(
        &event.behavior,
        .choice("behavior", flag: "--behavior", "Suicidal behavior in the last three months?"),
        option: behavior?.term)
    }
    if event.scale.itemCount > 0 { try fillItems(of: &event, from: &fields) }
    // With the items the total follows from them, and is held against them where it is given.
    if event.items.isEmpty {
      if let value = try fields.stated(
        .whole("total", flag: "--total", "Total"), option: total, given: event.hasTotal)
      {
        event.total = value
      }
    } else if let total {
      event.total = total
    } else if !event.hasTotal || items != nil {
      event.total = event.items.reduce(0, +)
    }
    guard event.scale == .phq9, event.items.isEmpty || item9 != nil else { return }
    if let value = try fields.stated(
      .whole("item_9", flag: "--item9", "Item 9, thoughts of death or self-harm (0 to 3)"),
      option: item9, given: event.hasItem9)
    {
      event.item9 = value
    }
  }

  private func fillItems(of event: inout OutcomeScored, from fields: inout FieldReader) throws {
    // Whoever gives a total has no more than that.
    let isTotalAlone = items == nil && (total != nil || event.hasTotal)
    let field = Field<[UInt32]>(
      name: "items", flag: "--items",
      question: "The \(event.scale.itemCount) answers, each 0 to 3, in the form's order",
      need: isTotalAlone ? .notAsked : .offered, blank: [], supposed: nil, parse: Self.items)
    try fields.fill(&event.items, field, option: items)
  }

  /// "221121210", "2 2 1 …" or "2,2,1,…".
  private static func items(_ text: String) throws -> [UInt32] {
    let digits = text.filter { $0 != " " && $0 != "," }
    let items = digits.compactMap { $0.wholeNumberValue }.compactMap { UInt32(exactly: $0) }
    guard items.count == digits.count, digits.allSatisfy(\.isASCII) else {
      throw ProgramError.usage("they are not digits from 0 to 3, such as 221121210")
    }
    return items
  }
}
