internal import ClinicalRecord

/// What a review says: from options, JSON, or the person at the terminal.
struct ReviewStatement {
  var outcome: EmergencyAccessReviewed.Outcome
  var note: String

  init(
    outcome: EmergencyAccessReviewed.Outcome?, note: String?, json: String?, context: CommandContext
  ) throws {
    if json != nil {
      guard outcome == nil else {
        throw ProgramError.usage("--outcome and --json both say the outcome; give one of them")
      }
      self = try Self(parsing: try FileInput.text(at: "-", .document, of: "a review"))
      return
    }
    if let outcome {
      self.outcome = outcome
    } else if let prompt = context.prompt {
      let words = Choice<EmergencyAccessReviewed.Outcome>.allValueStrings.joined(separator: " or ")
      self.outcome = try prompt.answer("Was it justified? \(words):") { try Choice.parse($0) }
    } else {
      throw ProgramError.usage("the outcome is missing; give --outcome justified or not-justified")
    }
    if let prompt = context.prompt {
      self.note = try prompt.line("Note (Enter: none):")
    } else {
      self.note = note == nil ? "" : try FileInput.text(at: "-", .lines, of: "a note").trimmed
    }
  }

  private init(parsing text: String) throws {
    let object = try JSONValue.object(parsing: text, called: "standard input")
    for field in object.keys where field != "outcome" && field != "note" {
      throw ProgramError.badData(
        "the JSON has a field that a review does not have; give outcome and note")
    }
    guard case .string(let word)? = object["outcome"],
      let choice = Choice<EmergencyAccessReviewed.Outcome>(argument: word)
    else {
      throw ProgramError.badData("the JSON's outcome is missing; give justified or not-justified")
    }
    outcome = choice.term
    switch object["note"] {
    case nil: note = ""
    case .string(let text)?: note = text
    default: throw ProgramError.badData("the JSON's note is not a text; give {\"note\": \"…\"}")
    }
  }
}
