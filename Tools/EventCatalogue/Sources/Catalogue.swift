import Foundation
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The schemas as the generator needs them: streams with their events, messages, terms, role sets.
struct Catalogue {
  /// One member of a stream's `oneof`.
  struct Event {
    let stream: Stream
    let number: Int32
    /// The case of the `oneof`: "antiemeticDeclined".
    let caseName: String
    let message: Message
    let options: EventOptions
    /// "antiemetic declined".
    let name: String

    var identifier: String { name.lowercased().replacing(" ", with: "-") }
  }

  /// A message with one `oneof event`: "VisitEvent", the stream "visit".
  struct Stream {
    let name: String
    let swiftName: String
  }

  let schemasDigest: String
  /// By stream, in the order in which the schema declares them: that of a course of treatment.
  let events: [Event]
  let streams: [Stream]
  /// Every message that events are made of, in the schemas' order.
  let messages: [Message]
  let terms: [EnumDescriptor]
  let roleSets: [(name: String, comment: String, roles: [String])]
  let namer: SwiftProtobufNamer

  init(_ files: [FileDescriptor], schemasDigest: String) throws {
    let namer = SwiftProtobufNamer()
    self.namer = namer
    self.schemasDigest = schemasDigest
    var streams: [Stream] = []
    var events: [Event] = []
    var streamNames: Set<String> = []
    for file in files {
      for union in file.messages where union.name.hasSuffix("Event") && !union.oneofs.isEmpty {
        let stream = Stream(
          name: union.name.dropLast("Event".count).lowercased(),
          swiftName: namer.fullName(message: union))
        streams.append(stream)
        streamNames.insert(union.fullName)
        events += try union.fields.map { try Self.event($0, of: stream, namer) }
      }
    }
    self.streams = streams
    self.events = events
    messages = files.flatMap { $0.messages.flatMap(Self.withNested) }
      .filter { !streamNames.contains($0.fullName) }.map { Message($0, namer) }
      .filter { !$0.isOfOptions }
    terms = files.filter { !$0.name.hasSuffix("options.proto") }
      .flatMap { $0.enums + $0.messages.flatMap(Self.withNested).flatMap(\.enums) }
    let sets = files.flatMap(\.enums).first { $0.name == "RoleSet" }
    roleSets = (sets?.values.dropFirst() ?? []).map { value in
      (
        Self.roleSetName(value.name), value.protoSourceComments(commentPrefix: "  ///"),
        value.options.member.map { ".\(Self.camelCase("\($0)"))" }
      )
    }
  }

  /// "ROLE_SET_DRUG_REVIEWERS" as "drugReviewers".
  static func roleSetName(_ schemaName: String) -> String {
    camelCase(schemaName.dropFirst("ROLE_SET_".count).lowercased())
  }

  static func camelCase(_ text: String) -> String {
    let words = text.split { $0 == "_" || $0 == "-" || $0 == " " }
    return words.enumerated().map { index, word in
      index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
  }

  private static func event(
    _ field: FieldDescriptor, of stream: Stream, _ namer: SwiftProtobufNamer
  ) throws -> Event {
    guard let message = field.messageType, message.options.hasEvent else {
      throw SchemaError(description: "\(field.fullName) is a message without option (event)")
    }
    let options = message.options.event
    guard options.recorders != .unspecified else {
      throw SchemaError(description: "\(message.fullName) says no recorders")
    }
    return Event(
      stream: stream, number: field.number,
      caseName: namer.messagePropertyNames(
        field: field, prefixed: "", includeHasAndClear: false
      ).name,
      message: Message(message, namer), options: options,
      name: options.name.isEmpty ? field.name.replacing("_", with: " ") : options.name)
  }

  private static func withNested(_ message: Descriptor) -> [Descriptor] {
    [message] + message.messages.flatMap(withNested)
  }
}

/// A message and its fields.
struct Message {
  let descriptor: Descriptor
  let swiftName: String
  let fields: [Field]

  init(_ descriptor: Descriptor, _ namer: SwiftProtobufNamer) {
    self.descriptor = descriptor
    swiftName = namer.fullName(message: descriptor)
    fields = descriptor.fields.map { Field($0, namer) }
  }

  var isOfOptions: Bool { descriptor.file.name.hasSuffix("options.proto") }

  /// Whether one of its terms says that it is another than those of the list; nil where none can.
  func isOther(of value: String = "") -> String? {
    let terms = fields.filter { field in
      field.isTerm && !field.descriptor.isRepeated
        && field.descriptor.enumType?.values.contains { $0.name.hasSuffix("_OTHER") } == true
    }
    return terms.isEmpty
      ? nil : terms.map { "\(value)\($0.swiftName) == .other" }.joined(separator: " || ")
  }
}

/// A field, its rules and its name in Swift.
struct Field {
  let descriptor: FieldDescriptor
  let rules: FieldRules
  let swiftName: String
  let hasName: String
  /// Of a term or a message.
  let typeName: String

  init(_ field: FieldDescriptor, _ namer: SwiftProtobufNamer) {
    descriptor = field
    rules = field.options.field
    let names = namer.messagePropertyNames(field: field, prefixed: "", includeHasAndClear: true)
    swiftName = names.name
    hasName = names.has
    typeName =
      field.enumType.map(namer.fullName(enum:)) ?? field.messageType.map(namer.fullName(message:))
      ?? ""
  }

  var name: String { descriptor.name }
  var isTime: Bool { typeName == "StatedTime" }
  var isTerm: Bool { descriptor.type == .enum }
  var isMessage: Bool { descriptor.type == .message && !isTime }
  /// Of a field that holds an event of a stream, the stream: "visit".
  var streamName: String? {
    guard let message = descriptor.messageType, message.name.hasSuffix("Event"),
      !message.oneofs.isEmpty
    else { return nil }
    return message.name.dropLast("Event".count).lowercased()
  }
  /// Whether it is declared `optional`.
  var tellsZeroFromNothing: Bool {
    descriptor.hasPresence && descriptor.type != .message && descriptor.realContainingOneof == nil
  }
  /// When somebody is asked for it.
  var asked: Asked {
    (rules.required || rules.requiredWhenRecorded) && rules.asked == .unspecified
      ? .always : rules.asked
  }
  /// Whether a new entry may hold it: what is kept for older ones alone has a successor.
  var isForNewEntries: Bool { rules.replacedBy.isEmpty }
}
