internal import ClinicalRecord

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
    guard parts.count == 2, let time = IntakeTime(argument: parts[1].trimmed) else {
      throw ProgramError.usage("give an item and a time or `unknown`, such as water 07:30")
    }
    return try time.intake(of: try Choice<OralIntake.Item>.parse(parts[0]), times)
  }
}
