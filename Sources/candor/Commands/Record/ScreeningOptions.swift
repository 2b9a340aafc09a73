internal import ArgumentParser
internal import ClinicalRecord
internal import SwiftProtobuf

/// Every contraindication is answered; nothing is answered by leaving it out.
struct ScreeningDoneOptions: EventOptions {
  private typealias Item = ScreeningDone.Contraindication

  @Option(help: "One that is present; once for each.")
  var present: [Choice<ScreeningDone.Contraindication>] = []

  @Option(help: "One that is absent; once for each.")
  var absent: [Choice<ScreeningDone.Contraindication>] = []

  @Option(help: "One that was not assessed; once for each.")
  var notAssessed: [Choice<ScreeningDone.Contraindication>] = []

  @Flag(help: "Each was asked about, and those not named otherwise are absent.")
  var nonePresent = false

  func fill(_ event: inout ScreeningDone, from fields: inout FieldReader) throws {
    for (choices, answer) in [
      (present, Assessment.yes), (absent, .no), (notAssessed, .notAssessed),
    ] {
      for choice in choices { try take(choice.term, answer, into: &event, fields) }
    }
    for item in open(of: event) {
      if nonePresent {
        Self.add(item, .no, to: &event)
      } else if let prompt = fields.prompt, fields.json == nil, !fields.amends {
        let what = item.words.prefix(1).uppercased() + item.words.dropFirst()
        let answer = try prompt.answer("\(what)? (\(Choice<Assessment>.numbered)):") {
          try Choice<Assessment>.parse($0)
        }
        Self.add(item, answer, to: &event)
      } else if fields.supposes(item.identifier) {
        Self.add(item, .no, to: &event)
      }
    }
    let unanswered = open(of: event)
    guard unanswered.isEmpty || fields.json != nil || fields.amends else {
      throw ProgramError.usage(
        "\(unanswered.map(\.identifier).joined(separator: ", ")) have no answer; give --present, "
          + "--absent or --not-assessed for each, --none-present for all that are left, or answers "
          + "in --json -")
    }
    try fields.fill(&event.note, .text("note", "Note", need: .remark))
  }

  private func take(
    _ item: ScreeningDone.Contraindication, _ answer: Assessment, into event: inout ScreeningDone,
    _ fields: FieldReader
  ) throws {
    if fields.amends { event.answers.removeAll { $0.contraindication == item } }
    guard !event.answers.contains(where: { $0.contraindication == item }) else {
      throw ProgramError.usage("\(item.identifier) is answered twice; answer it once")
    }
    Self.add(item, answer, to: &event)
  }

  private func open(of event: ScreeningDone) -> [ScreeningDone.Contraindication] {
    let answered = Set(event.answers.map(\.contraindication))
    return Item.stateable.filter { !answered.contains($0) }
  }

  private static func add(
    _ item: ScreeningDone.Contraindication, _ answer: Assessment, to event: inout ScreeningDone
  ) {
    event.answers.append(
      .with {
        $0.contraindication = item
        $0.present = answer
      })
  }
}
