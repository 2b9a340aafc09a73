import SwiftProtobufPluginLibrary

/// `EventOptions.swift` of the program: the typed options of each event and how they fill it.
struct OptionsSource {
  private let events: [Catalogue.Event]

  /// Only what has a help is recorded by a command of its own; a message in several streams, once.
  init(_ catalogue: Catalogue) {
    let named = catalogue.events.filter { !$0.options.help.isEmpty }
    events = named.enumerated().filter { index, event in
      !named[(index + 1)...].contains { $0.message.swiftName == event.message.swiftName }
    }.map(\.element)
  }

  var text: String {
    ([head] + events.map(options)).joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    """
    // Written by Tools/generate from Schemas/candor/v1; not to be edited.

    internal import ArgumentParser
    internal import ClinicalRecord

    extension EventCommands {
      /// Every event that a person records about a patient, in the order of a course of treatment.
      static let all: [any EventOptions.Type] = [
    \(events.map { "    \($0.message.swiftName)Options.self,\n" }.joined())  ]
    }
    """
  }

  private func options(of event: Catalogue.Event) -> String {
    let options = event.options
    var help = [
      "  static var help: EventHelp {",
      "    EventHelp(",
      "      \(literal(options.help)),",
      "      example: \(literal(options.example))"
        + (options.details.isEmpty ? ")" : ","),
    ]
    if !options.details.isEmpty { help.append("      details: \(literal(options.details)))") }
    help.append("  }")
    if options.optionsByHand {
      return "extension \(event.message.swiftName)Options {\n\(help.joined(separator: "\n"))\n}"
    }
    let fields = event.message.fields.filter {
      $0.asked != .unspecified || !$0.rules.option.isEmpty
    }
    let shapes = fields.map {
      FieldOption($0, of: event.message, isNeverHeldUp: options.neverHeldUp)
    }
    let declared = shapes.compactMap(\.declaration)
    return """
      struct \(event.message.swiftName)Options: EventOptions {
      \(help.joined(separator: "\n"))
      \(declared.map { "\n\($0)\n" }.joined())
        func fill(_ event: inout \(event.message.swiftName), from fields: inout FieldReader) throws {
      \(shapes.map { "    \($0.filling)\n" }.joined())  }
      }
      """
  }
}

/// The option of one field, and the line that fills the field from it.
struct FieldOption {
  private let field: Field
  private let message: Message
  private let isNeverHeldUp: Bool

  init(_ field: Field, of message: Message, isNeverHeldUp: Bool) {
    self.field = field
    self.message = message
    self.isNeverHeldUp = isNeverHeldUp
  }

  private var rules: FieldRules { field.rules }
  private var variable: String { field.swiftName }
  private var isRepeated: Bool { field.descriptor.isRepeated }

  /// What the option is parsed as, and how its value becomes the field's.
  private var shape: (type: String, transform: String?, value: String) {
    if field.isTime {
      return (
        "TimeArgument", "TimeArgument",
        "try \(variable).map { try fields.time($0, \(flag), mayLieAhead: \(rules.time == .anyDay)) }"
      )
    }
    if field.isTerm {
      return isRepeated
        ? (
          "[Choice<\(field.typeName)>]", nil, "\(variable).isEmpty ? nil : \(variable).map(\\.term)"
        )
        : ("Choice<\(field.typeName)>", nil, "\(variable)?.term")
    }
    if rules.actor { return ("String", nil, "try \(variable).map(fields.actor)") }
    switch (field.descriptor.type, rules.unit) {
    case (.bool, _): return ("Bool", nil, rules.onlyYes ? "\(variable) ? true : nil" : variable)
    case (.string, _): return ("String", nil, variable)
    case (.double, "mg"): return ("Milligrams", "Milligrams", "\(variable)?.value")
    case (.double, "kg"): return ("Kilograms", "Kilograms", "\(variable)?.value")
    case (.double, "mg/h"):
      return ("MilligramsPerHour", "MilligramsPerHour", "\(variable)?.value")
    case (.double, "l/min"): return ("LitersPerMinute", "LitersPerMinute", "\(variable)?.value")
    case (.double, _): return ("Measurement", nil, "\(variable)?.value")
    case (.uint64, _): return ("UInt64", nil, variable)
    default: return ("UInt32", nil, variable)
    }
  }

  private var flag: String { literal("--\(rules.option)") }

  /// Nil for what must not stand on a command line.
  var declaration: String? {
    if rules.option.isEmpty { return nil }
    let help =
      rules.valueName.isEmpty
      ? literal(rules.help)
      : "ArgumentHelp(\(literal(rules.help)), valueName: \(literal(rules.valueName)))"
    let name = "name: .customLong(\(literal(rules.option)))"
    if field.descriptor.type == .bool {
      return rules.onlyYes
        ? "  @Flag(\(name), help: \(help))\n  var \(variable) = false"
        : "  @Flag(\(name), inversion: .prefixedNo, help: \(help))\n  var \(variable): Bool?"
    }
    var arguments = [name]
    // A sign or a leading hyphen belongs to the value, so that the record can say what is wrong.
    if shape.transform != nil || field.descriptor.type == .double {
      arguments.append("parsing: .unconditional")
    }
    arguments.append("help: \(help)")
    if let transform = shape.transform {
      arguments.append("transform: \(transform).init(argument:)")
    }
    return "  @Option(\(arguments.joined(separator: ", ")))\n"
      + "  var \(variable): \(shape.type)\(isRepeated ? " = []" : "?")"
  }

  var filling: String {
    if field.tellsZeroFromNothing {
      // Whether it was stated is told apart from 0, so it is touched only when it is.
      return """
        if let value = try fields.stated(\(asking), option: \(shape.value), given: event.\(field.hasName)) {
              event.\(field.swiftName) = value
            }
        """
    }
    let option = rules.option.isEmpty ? "" : ", option: \(shape.value)"
    return "try fields.fill(&event.\(field.swiftName), \(asking)\(option))"
  }

  /// The question and what is done without an answer.
  private var asking: String {
    var arguments = [literal(field.name)]
    if !rules.option.isEmpty { arguments.append("flag: \(flag)") }
    arguments.append(literal(rules.question))
    switch field.asked {
    case .always: if rules.requiredWhenRecorded { arguments.append("need: .answer") }
    case .offered: arguments.append("need: .offered")
    case .forARemark: arguments.append("need: .remark")
    case .whenOther:
      let other = message.isOther(of: "event.") ?? "false"
      arguments.append("need: \(other) ? .\(isNeverHeldUp ? "owed" : "required") : .remark")
    case .unspecified, .UNRECOGNIZED: arguments.append("need: .notAsked")
    }
    if let supposed { arguments.append("supposed: \(supposed)") }
    let factory: String
    if field.isTime {
      factory = "time"
      arguments.append("mayLieAhead: \(rules.time == .anyDay)")
      return "fields.timeField(\(arguments.joined(separator: ", ")))"
    } else if field.isTerm {
      factory = isRepeated ? "choices" : "choice"
    } else if rules.actor {
      return "fields.actorField(\(arguments.joined(separator: ", ")))"
    } else {
      switch (field.descriptor.type, rules.unit) {
      case (.bool, _): factory = "yesOrNo"
      case (.string, _): factory = "text"
      case (.double, _):
        factory = "quantity"
        arguments.insert("\(shape.type).self", at: 0)
      default: factory = "whole"
      }
    }
    return ".\(factory)(\(arguments.joined(separator: ", ")))"
  }

  private var supposed: String? {
    if rules.supposed.isEmpty { return nil }
    guard field.isTerm, let descriptor = field.descriptor.enumType else { return rules.supposed }
    let prefix = descriptor.values[0].name.dropLast("UNSPECIFIED".count)
    let terms = rules.supposed.split(separator: " ").map { name in
      "." + Catalogue.camelCase(name.dropFirst(prefix.count).lowercased())
    }
    return "[\(terms.joined(separator: ", "))]"
  }
}
