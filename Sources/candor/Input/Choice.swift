internal import ArgumentParser
internal import ClinicalRecord

/// One word of a closed list of the schema, as it is typed: `mild-hallucinations`.
struct Choice<Term: ClinicalTerm>: ExpressibleByArgument, Hashable {
  var term: Term

  init(_ term: Term) { self.term = term }

  /// Nil when the word is not on the list. The schema's own name is read too:
  /// `INDICATION_CHRONIC_PAIN`.
  init?(argument: String) {
    let asked = Words.kebab(argument)
    let match = Term.stateable.first { term in
      let word = Words.kebab(fromCase: String(describing: term))
      return asked == term.identifier || asked == word || asked == Words.alias[term.identifier]
        || asked == Words.kebab(fromCase: String(describing: Term.self)) + "-" + word
    }
    guard let match else { return nil }
    term = match
  }

  static var allValueStrings: [String] { Term.stateable.map(\.identifier) }

  /// The schema's name, as its JSON has it: `INDICATION_CHRONIC_PAIN`.
  var schemaName: String {
    let type = Words.kebab(fromCase: String(describing: Term.self))
    let word = Words.kebab(fromCase: String(describing: term))
    return String("\(type)-\(word)".uppercased().map { $0 == "-" ? "_" : $0 })
  }

  /// Reads an answer to a prompt.
  static func parse(_ text: String) throws -> Term {
    guard let choice = Choice(argument: text) else {
      throw ProgramError.usage(
        "it is not on the list; give one of \(allValueStrings.joined(separator: ", "))")
    }
    return choice.term
  }
}
