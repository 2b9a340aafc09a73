internal import ArgumentParser
internal import ClinicalRecord

/// Pays a reason that is owed.
struct DeviationExplainedOptions: EventOptions {
  @Option(help: ArgumentHelp("The position of the entry that departs.", valueName: "position"))
  var about: UInt64?

  @Option(help: "The rule that it departs from, such as S5; once for each; all when left out.")
  var rule: [String] = []

  func fill(_ event: inout DeviationExplained, from fields: inout FieldReader) throws {
    guard !fields.wantsRemarks else {
      throw ProgramError.usage("its reason is all that it says; leave --note out")
    }
    if let about {
      guard event.about == nil || fields.amends else {
        throw ProgramError.usage("--about and the JSON both name the entry; give one of them")
      }
      event.about = .aboutPosition(about)
    }
    guard event.about != nil || fields.supposes("about_position") else {
      throw ProgramError.usage("the entry is missing; give --about POSITION (candor history)")
    }
    if !rule.isEmpty { event.rules = rule }
    try fields.fill(&event.reason, .text("reason", "Reason"))
  }
}
