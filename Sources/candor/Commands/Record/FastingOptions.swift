internal import ArgumentParser
internal import ClinicalRecord
internal import SwiftProtobuf

/// S5, S6.
struct FastingCheckedOptions: EventOptions {
  @Option(
    name: [.customLong("solid-food"), .customLong("solid")], parsing: .unconditional,
    help: ArgumentHelp("A time or `unknown`, as for every item.", valueName: "time"),
    transform: IntakeTime.init(argument:))
  var solidFood: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var milk: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var pulpyJuice: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var soup: IntakeTime?
  @Option(
    name: [.customLong("coffee-or-tea-with-milk"), .customLong("coffee-with-milk")],
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:))
  var coffeeOrTeaWithMilk: IntakeTime?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Anything else; say what in JSON, or when asked.", valueName: "time"),
    transform: IntakeTime.init(argument:))
  var other: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var water: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var clearLiquid: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var sportsDrink: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var appleJuice: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var blackCoffee: IntakeTime?
  @Option(
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"),
    transform: IntakeTime.init(argument:)) var blackTea: IntakeTime?

  func fill(_ event: inout FastingChecked, from fields: inout FieldReader) throws {
    try fillIntakes(of: &event, from: &fields)
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  private func fillIntakes(
    of event: inout FastingChecked, from fields: inout FieldReader
  ) throws {
    for (item, time) in typed {
      guard let time else { continue }
      if fields.amends { event.intakes.removeAll { $0.item == item } }
      guard !event.intakes.contains(where: { $0.item == item }) else {
        throw ProgramError.usage(
          "--\(item.identifier) and the JSON both give it; give one of them")
      }
      event.intakes.append(try time.intake(of: item, fields.times))
    }
    for index in event.intakes.indices where event.intakes[index].item == .other {
      try fields.fill(
        &event.intakes[index].detail, .text("detail", "What else was it?", need: .offered))
    }
    guard event.intakes.isEmpty else { return }
    if let prompt = fields.prompt {
      event.intakes = try FastingQuestions(prompt: prompt, times: fields.times).ask()
    } else if fields.supposes("intakes") {
      event.intakes = [.with { $0.item = .other }]
    } else {
      throw ProgramError.usage(
        "no food or drink is given; give at least one, such as --solid-food 22:00 or --water unknown"
      )
    }
  }

  private var typed: [(OralIntake.Item, IntakeTime?)] {
    [
      (.solidFood, solidFood), (.milk, milk), (.pulpyJuice, pulpyJuice), (.soup, soup),
      (.coffeeOrTeaWithMilk, coffeeOrTeaWithMilk), (.other, other), (.water, water),
      (.clearLiquid, clearLiquid), (.sportsDrink, sportsDrink), (.appleJuice, appleJuice),
      (.blackCoffee, blackCoffee), (.blackTea, blackTea),
    ]
  }
}

/// Asks what was eaten and drunk last, item by item, until the person is done.
struct FastingQuestions {
  var prompt: Prompt
  var times: TimeReader

  func ask() throws -> [OralIntake] {
    let items = Choice<OralIntake.Item>.allValueStrings.joined(separator: ", ")
    Output.note("Items: \(items).")
    var intakes: [OralIntake] = []
    while true {
      let ending = intakes.isEmpty ? "at least one is needed" : "Enter when done"
      let intake = try prompt.answer("Item and time, such as water 07:30 (\(ending)):") { text in
        text.isEmpty && !intakes.isEmpty ? nil : try read(text)
      }
      guard let intake else { return intakes }
      intakes.append(intake)
    }
  }

  private func read(_ text: String) throws -> OralIntake {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw ProgramError.usage("give an item and a time or `unknown`, such as water 07:30")
    }
    let time = try IntakeTime(argument: parts[1].trimmed)
    return try time.intake(of: try Choice<OralIntake.Item>.parse(parts[0]), times)
  }
}

/// When something was last eaten or drunk: a time, or `unknown`.
enum IntakeTime: Hashable {
  case at(TimeArgument)
  case unknown

  init(argument: String) throws {
    self = argument.lowercased() == "unknown" ? .unknown : .at(try TimeArgument(argument: argument))
  }

  /// The intake as the schema has it; an absent time is "the patient does not know".
  func intake(of item: OralIntake.Item, _ times: TimeReader) throws -> OralIntake {
    var intake = OralIntake()
    intake.item = item
    guard case .at(let time) = self else { return intake }
    intake.takenAt = try times.read(time, field: "--\(item.identifier)", day: .latest).stated
    return intake
  }
}
