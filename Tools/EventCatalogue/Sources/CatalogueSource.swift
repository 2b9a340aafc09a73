import SwiftProtobufPluginLibrary

/// `EventCatalogue.swift` of ClinicalRecord: kinds, tables of fields, checks of single fields,
/// terms.
struct CatalogueSource {
  private let catalogue: Catalogue

  init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  var text: String {
    var parts = [head, roleSets]
    parts += catalogue.streams.map(union)
    parts += catalogue.messages.map(message)
    parts += catalogue.terms.map(term)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    """
    // Written by Tools/generate from Schemas/candor/v1; not to be edited.

    internal import SwiftProtobuf

    extension EventKind {
      /// SHA-256 of the schemas that this file was made of, in the order of their names.
      public static let schemasDigest =
        "\(catalogue.schemasDigest)"
    }
    """
  }

  private var roleSets: String {
    let sets = catalogue.roleSets.map { set in
      "\(set.comment)  static let \(set.name): Set<Role> = [\(set.roles.joined(separator: ", "))]"
    }
    return "extension Set<Role> {\n\(sets.joined(separator: "\n"))\n}"
  }

  // MARK: Streams

  private func union(_ stream: Catalogue.Stream) -> String {
    let events = catalogue.events.filter { $0.stream.name == stream.name }
    let kinds = events.sorted { $0.number < $1.number }.map { "    \(kind(of: $0)),\n" }
    return """
      extension \(stream.swiftName).OneOf_Event {
        /// Every kind of the \(stream.name) stream, by number.
        static let kinds: [EventKind] = [
      \(kinds.joined())  ]

        /// The stream and the number that an entry's header carries.
        public var kind: EventKind {
          switch self {
      \(events.map { "    case .\($0.caseName): \(kind(of: $0))\n" }.joined())    }
        }

        /// What is stated, apart from its stream.
        public var statement: any RecordableEvent {
          switch self {
      \(events.map { "    case .\($0.caseName)(let event): event\n" }.joined())    }
        }
      \(takesPart(stream) ? appending(events) : "")}
      """
  }

  /// Of the streams whose facts are kept by what they state.
  private func takesPart(_ stream: Catalogue.Stream) -> Bool {
    ["chart", "visit"].contains(stream.name)
  }

  private func appending(_ events: [Catalogue.Event]) -> String {
    let cases = events.map { "    case .\($0.caseName)(let event): log.append(fact.with(event))\n" }
    return """

        /// Takes a fact into a log, by what it states.
        static func append(_ fact: Fact<Self>, to log: inout FactLog) {
          switch fact.value {
      \(cases.joined())    }
        }

      """
  }

  /// The streams that one message stands in.
  private func places(of message: Message) -> [Catalogue.Event] {
    catalogue.events.filter { $0.message.swiftName == message.swiftName }
  }

  /// Of the streams that a message stands in, its own: where there are several, the visit's.
  private func own(_ places: [Catalogue.Event]) -> Catalogue.Event? {
    places.first { $0.stream.name == "visit" } ?? places.last
  }

  private func kind(of event: Catalogue.Event) -> String {
    let isOwn = own(places(of: event.message))?.stream.name == event.stream.name
    return "\(event.message.swiftName).\(isOwn ? "kind" : "\(event.stream.name)Kind")"
  }

  // MARK: Messages

  private func message(_ message: Message) -> String {
    let places = places(of: message)
    var parts = [fields(of: message)]
    if let own = own(places) {
      let others = places.filter { $0.stream.name != own.stream.name }
      parts = [event(own)] + parts + others.map(otherKind)
      if places.count > 1 { parts.append(stated(in: places)) }
      parts.append(checks(of: message, "public func checkFields()", path: nil))
      parts.append(newChecks(of: message, own))
    } else {
      parts.append(checks(of: message, "func check(under path: String)", path: "\\(path)."))
      parts.append(newChecks(of: message, nil))
    }
    parts.append(personalText(of: message))
    let conformance = places.isEmpty ? "" : ": RecordableEvent"
    return """
      extension \(message.swiftName)\(conformance) {
      \(parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
      }
      """
  }

  private func event(_ event: Catalogue.Event) -> String {
    let options = event.options
    var entry = ["name: \(literal(event.name))", "recorders: .\(roleSet(options.recorders))"]
    if options.secondSigners != .unspecified {
      entry.append("secondSigners: .\(roleSet(options.secondSigners))")
    }
    if options.neverHeldUp { entry.append("isNeverHeldUp: true") }
    if options.stage != .none { entry.append("stageEffect: .\(options.stage)") }
    return """
        public static let kind = EventKind(.\(event.stream.name), \(event.number), Self.self)
        public static let entry = EventEntry(
          \(entry.joined(separator: ", ")))
        public var stated: ClinicalEvent { .\(event.stream.name)(.\(event.caseName)(self)) }
      """
  }

  private func otherKind(_ event: Catalogue.Event) -> String {
    let stream = event.stream.name
    return """
        /// Its kind in the \(stream) stream.
        public static let \(stream)Kind = EventKind(.\(stream), \(event.number), Self.self)
      """
  }

  private func stated(in places: [Catalogue.Event]) -> String {
    let arms = places.map {
      "    case .\($0.stream.name): .\($0.stream.name)(.\($0.caseName)(self))\n"
    }
    return """
        public func stated(in stream: EventStream) -> ClinicalEvent {
          switch stream {
      \(arms.joined())    default: stated
          }
        }
      """
  }

  private func roleSet(_ set: RoleSet) -> String { "\(set)" }

  private func fields(of message: Message) -> String {
    let rows = message.fields.map { field in
      "    EventField(\(literal(field.name)), \(content(of: field))"
        + (field.rules.personal ? ", isPersonal: true" : "")
        + (field.isForNewEntries ? "" : ", replacedBy: \(literal(field.rules.replacedBy))") + "),\n"
    }
    let list = rows.isEmpty ? "" : "\n" + rows.joined() + "  "
    return "  public static let fields: [EventField] = [\(list)]"
  }

  private func content(of field: Field) -> String {
    if field.isTime {
      return ".time(mayLieAhead: \(field.rules.time == .anyDay))"
    }
    if field.isTerm { return ".term(\(field.typeName).self)" }
    if let stream = field.streamName { return ".event(.\(stream))" }
    if field.isMessage { return ".message(\(field.typeName).fields)" }
    if field.rules.bytes == .digest { return ".digest" }
    if field.rules.actor { return ".actor" }
    switch field.descriptor.type {
    case .string: return ".text"
    case .bytes: return ".bytes"
    case .bool: return ".yesOrNo"
    default:
      return field.rules.unit.isEmpty ? ".number" : ".number(unit: \(literal(field.rules.unit)))"
    }
  }

  // MARK: Checks

  private func checks(of message: Message, _ declaration: String, path: String?) -> String {
    let lines = message.fields.flatMap { FieldCheck($0, under: path).lines }
    if lines.isEmpty, path != nil { return "" }
    let body = lines.map { "    \($0)\n" }.joined()
    return "  \(declaration) throws(Rejection) {\(lines.isEmpty ? "" : "\n\(body)  ")}"
  }

  /// What new entries have to say beyond that: left out where it is nothing.
  private func newChecks(of message: Message, _ event: Catalogue.Event?) -> String {
    let lines = message.fields.flatMap { field in
      FieldCheck(field, under: event == nil ? "\\(path)." : nil).linesOfNewEntries(
        other: event?.options.neverHeldUp == false ? message.isOther() : nil,
        holdsUp: event?.options.neverHeldUp != true)
    }
    if lines.isEmpty { return "" }
    let declaration =
      event == nil ? "func checkNew(under path: String)" : "public func checkNewFields()"
    return "  \(declaration) throws(Rejection) {\n"
      + lines.map { "    \($0)\n" }.joined() + "  }"
  }

  private func personalText(of message: Message) -> String {
    let parts = message.fields.compactMap(personalText)
    let isEvent = !places(of: message).isEmpty
    if parts.isEmpty, !isEvent { return "" }
    return """
        \(isEvent ? "public " : "")var holdsPersonalText: Bool {
          \(parts.isEmpty ? "false" : parts.joined(separator: " || "))
        }
      """
  }

  private func personalText(_ field: Field) -> String? {
    let type = field.descriptor.type
    if field.rules.personal {
      return type == .message && !field.descriptor.isRepeated
        ? field.hasName : "!\(field.swiftName).isEmpty"
    }
    guard field.isMessage, let message = field.descriptor.messageType,
      message.fields.contains(where: { $0.options.field.personal })
    else { return nil }
    return field.descriptor.isRepeated
      ? "\(field.swiftName).contains { $0.holdsPersonalText }"
      : "\(field.swiftName).holdsPersonalText"
  }

  // MARK: Terms

  private func term(_ descriptor: EnumDescriptor) -> String {
    let prefix = String(descriptor.values[0].name.dropLast("UNSPECIFIED".count))
    let rows = descriptor.values.dropFirst().map { value in
      let options = value.options.term
      let plain = value.name.dropFirst(prefix.count).lowercased().replacing("_", with: " ")
      let words = options.words.isEmpty ? String(plain) : options.words
      let alias = options.alias.map(literal).joined(separator: ", ")
      return "    TermEntry(\(value.number), \(literal(value.name)), \(literal(words))"
        + (alias.isEmpty ? "" : ", aliases: [\(alias)]") + "),\n"
    }
    return """
      extension \(catalogue.namer.fullName(enum: descriptor)): ClinicalTerm {
        public static let schemaPrefix = \(literal(prefix))
        public static let entries: [TermEntry] = [
      \(rows.joined())  ]
      }
      """
  }
}

/// A Swift string literal.
func literal(_ text: String) -> String {
  let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    .replacing("\n", with: "\\n")
  return "\"\(escaped)\""
}
