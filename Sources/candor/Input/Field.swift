internal import ClinicalRecord
internal import SwiftProtobuf

/// One field of an event: its name in the schema, the option that gives it, and the question that
/// asks for it.
struct Field<Value: Equatable> {
  /// What happens when neither an option nor the JSON gives the field.
  enum Need {
    /// Asked for on a terminal; an error elsewhere.
    case required
    /// Asked for on a terminal, where Enter leaves it out.
    case offered
    /// Left out unless `--note` asks for it: an act must not wait for a remark.
    case remark
  }

  /// As in the schema, and so in JSON.
  var name: String
  /// "--dose"; nil for what must not stand on a command line.
  var flag: String?
  var question: String
  var need: Need
  /// What the schema's message holds before anything is said.
  var blank: Value
  /// What `candor check` supposes when nobody has said it.
  var supposed: Value?
  var parse: (String) throws -> Value
}

extension Field where Value == String {
  /// Personal or free text: never an option.
  static func text(_ name: String, _ question: String, need: Need = .required) -> Field {
    Field(
      name: name, flag: nil, question: question, need: need, blank: "", supposed: "-",
      parse: { $0 })
  }

  /// A version of a form: no free text, so it may be an option.
  static func version(_ name: String, flag: String, need: Need = .required) -> Field {
    Field(
      name: name, flag: flag, question: "Form version", need: need, blank: "", supposed: "-",
      parse: { $0 })
  }
}

extension Field where Value == Double {
  static func dose(_ name: String, flag: String, _ question: String, need: Need = .required)
    -> Field
  {
    Field(
      name: name, flag: flag, question: question, need: need, blank: 0, supposed: 1,
      parse: { try DoseArgument(argument: $0).milligrams })
  }
}

extension Field where Value == UInt32 {
  static func whole(
    _ name: String, flag: String, _ question: String, need: Need = .required, supposed: UInt32 = 1
  ) -> Field {
    Field(
      name: name, flag: flag, question: question, need: need, blank: 0, supposed: supposed,
      parse: { text in
        guard let value = UInt32(text) else {
          throw ProgramError.usage("it is not a whole number")
        }
        return value
      })
  }
}

extension Field where Value == Bool {
  static func yesOrNo(_ name: String, flag: String, _ question: String) -> Field {
    Field(
      name: name, flag: flag, question: question + " [yes/no]", need: .offered, blank: false,
      supposed: true,
      parse: { text in
        switch text.lowercased() {
        case "y", "yes": true
        case "n", "no": false
        default: throw ProgramError.usage("it is neither yes nor no")
        }
      })
  }
}

extension Field where Value: ClinicalTerm {
  /// One of a closed list.
  static func choice(_ name: String, flag: String, _ question: String, need: Need = .required)
    -> Field
  {
    let words = Choice<Value>.allValueStrings.joined(separator: ", ")
    return Field(
      name: name, flag: flag, question: "\(question) (\(words))", need: need, blank: Value(),
      supposed: Value.stateable.first, parse: Choice<Value>.parse)
  }
}

extension Field {
  /// Several of a closed list, asked for in one line.
  static func choices<Term: ClinicalTerm>(
    _ name: String, flag: String, _ question: String, supposed: [Term]
  ) -> Field where Value == [Term] {
    let words = Choice<Term>.allValueStrings.joined(separator: ", ")
    return Field(
      name: name, flag: flag, question: "\(question) (with spaces between: \(words))",
      need: .required, blank: [], supposed: supposed,
      parse: { text in
        try text.split(whereSeparator: { $0 == " " || $0 == "," })
          .map { try Choice<Term>.parse(String($0)) }
      })
  }
}
