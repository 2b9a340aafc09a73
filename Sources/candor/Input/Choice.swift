internal import ArgumentParser
internal import ClinicalRecord

/// One word of a closed list of the schema, as it is typed: `mild-hallucinations`.
struct Choice<Term: ClinicalTerm>: ExpressibleByArgument, Hashable {
  var term: Term

  /// Nil when the word is not on the list, and begins none or several of it. The schema's own name
  /// is read too: `INDICATION_CHRONIC_PAIN`.
  init?(argument: String) {
    let begun = Self.begun(by: argument)
    guard let term = Term(typed: argument) ?? (begun.count == 1 ? begun.first : nil) else {
      return nil
    }
    self.term = term
  }

  private static func begun(by text: String) -> [Term] {
    let start = Words.hyphenated(text).lowercased()
    guard !start.isEmpty else { return [] }
    return Term.stateable.filter { $0.identifier.hasPrefix(start) }
  }

  /// The list as a question shows it: "1 nausea, 2 dizziness".
  static var numbered: String {
    allValueStrings.enumerated().map { "\($0.offset + 1) \($0.element)" }.joined(separator: ", ")
  }

  static var allValueStrings: [String] { Term.stateable.map(\.identifier) }

  /// Reads an answer to a prompt: a word, the beginning of just one, or its number in the question.
  static func parse(_ text: String) throws -> Term {
    if let number = Int(text), Term.stateable.indices.contains(number - 1) {
      return Term.stateable[number - 1]
    }
    if let choice = Choice(argument: text) { return choice.term }
    let begun = begun(by: text).map(\.identifier)
    throw ProgramError.usage(
      begun.isEmpty
        ? "it is not on the list; give a number or a word of \(numbered)"
        : "it is the beginning of \(begun.joined(separator: " and of ")); give more of it")
  }
}
