internal import ArgumentParser
internal import ClinicalRecord
internal import SwiftProtobuf

/// S5, S6.
struct FastingCheckedFields: EventFields {
  static let abstract = "What passed the patient's lips last, and when."
  static let example = "--solid-food 22:00 --water 07:30"
  static let details = """
    A bare time is the last such time: 22:00 in the morning is yesterday's. `unknown` when the patient does not know. \
    The first six items count as food, the others as clear liquid.
    """

  @Option(
    name: [.customLong("solid-food"), .customLong("solid")], parsing: .unconditional,
    help: ArgumentHelp("A time or `unknown`, as for every item.", valueName: "time"))
  var solidFood: IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var milk: IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var pulpyJuice:
    IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var soup: IntakeTime?
  @Option(
    name: [.customLong("coffee-or-tea-with-milk"), .customLong("coffee-with-milk")],
    parsing: .unconditional, help: ArgumentHelp(valueName: "time"))
  var coffeeOrTeaWithMilk: IntakeTime?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Anything else; say what in JSON, or when asked.", valueName: "time"))

  var other: IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var water: IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var clearLiquid:
    IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var sportsDrink:
    IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var appleJuice:
    IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var blackCoffee:
    IntakeTime?
  @Option(parsing: .unconditional, help: ArgumentHelp(valueName: "time")) var blackTea: IntakeTime?

  func fill(_ event: inout FastingChecked, from fields: FieldReader) throws {
    for (item, time) in typed {
      guard let time else { continue }
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
