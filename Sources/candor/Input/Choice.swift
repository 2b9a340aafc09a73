internal import ArgumentParser
internal import ClinicalRecord

/// One word of a closed list of the schema, as it is typed: `mild-hallucinations`.
struct Choice<Term: ClinicalTerm>: ExpressibleByArgument, Hashable {
  var term: Term

  /// Nil when the word is not on the list. The schema's own name is read too:
  /// `INDICATION_CHRONIC_PAIN`.
  init?(argument: String) {
    guard let term = Term(typed: argument) else { return nil }
    self.term = term
  }

  static var allValueStrings: [String] { Term.stateable.map(\.identifier) }

  /// Reads an answer to a prompt.
  static func parse(_ text: String) throws -> Term {
    guard let choice = Choice(argument: text) else {
      throw ProgramError.usage(
        "it is not on the list; give one of \(allValueStrings.joined(separator: ", "))")
    }
    return choice.term
  }
}
