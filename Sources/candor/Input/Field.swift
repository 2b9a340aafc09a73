internal import ClinicalRecord
internal import SwiftProtobuf

/// One field of an event: its name in the schema, the option that gives it, and the question that
/// asks for it.
struct Field<Value: Equatable> {
  /// What happens when neither an option nor the JSON gives the field.
  enum Need {
    /// Asked for on a terminal; an error elsewhere.
    case required
    /// Asked for on a terminal; elsewhere the record refuses that it was left out.
    case answer
    /// Asked for on a terminal, where Enter leaves it out.
    case offered
    /// The same with JSON, too; what is left out is owed.
    case owed
    /// Left out unless `--note` asks for it: an act must not wait for a remark.
    case remark
    /// Given by an option or by JSON, or left out.
    case notAsked
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

extension Field {
  /// - Parameter flag: nil for personal or free text, which is never an option.
  static func text(
    _ name: String, flag: String? = nil, _ question: String, need: Need = .required
  ) -> Field where Value == String {
    Field(
      name: name, flag: flag, question: question, need: need, blank: "", supposed: "-",
      parse: { $0 })
  }

  /// A number that is typed with its unit.
  static func quantity<Quantity: QuantityArgument>(
    _ type: Quantity.Type, _ name: String, flag: String, _ question: String,
    need: Need = .required, supposed: Double = 1
  ) -> Field where Value == Double {
    Field(
      name: name, flag: flag, question: question, need: need, blank: 0, supposed: supposed,
      parse: { try Quantity(argument: $0).value })
  }

  static func whole(
    _ name: String, flag: String, _ question: String, need: Need = .required, supposed: Value = 1
  ) -> Field where Value: FixedWidthInteger {
    Field(
      name: name, flag: flag, question: question, need: need, blank: 0, supposed: supposed,
      parse: { text in
        guard let value = Value(text) else {
          throw ProgramError.usage("it is not a whole number")
        }
        return value
      })
  }

  static func yesOrNo(
    _ name: String, flag: String, _ question: String, need: Need = .offered
  ) -> Field where Value == Bool {
    Field(
      name: name, flag: flag, question: question + " [yes/no]", need: need, blank: false,
      supposed: true,
      parse: { text in
        switch text.lowercased() {
        case "y", "yes": true
        case "n", "no": false
        default: throw ProgramError.usage("it is neither yes nor no")
        }
      })
  }

  /// One of a closed list.
  static func choice(
    _ name: String, flag: String, _ question: String, need: Need = .required
  ) -> Field where Value: ClinicalTerm {
    Field(
      name: name, flag: flag, question: "\(question) (\(Choice<Value>.numbered))", need: need,
      blank: Value(),
      supposed: Value.stateable.first, parse: Choice<Value>.parse)
  }

  /// Several of a closed list, asked for in one line.
  static func choices<Term: ClinicalTerm>(
    _ name: String, flag: String, _ question: String, need: Need = .required,
    supposed: [Term] = []
  ) -> Field where Value == [Term] {
    Field(
      name: name, flag: flag,
      question: "\(question) (with spaces between: \(Choice<Term>.numbered))",
      need: need, blank: [], supposed: supposed,
      parse: { text in
        try text.split(whereSeparator: { $0 == " " || $0 == "," })
          .map { try Choice<Term>.parse(String($0)) }
      })
  }
}
