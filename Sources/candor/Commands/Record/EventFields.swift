internal import ArgumentParser
internal import ClinicalRecord
internal import SwiftProtobuf

/// The typed options of one event, and how they fill it. One small type an event; `record`, `check`
/// and batches share it.
protocol EventFields: ParsableArguments {
  associatedtype Event: RecordableEvent

  /// One line of help.
  static var abstract: String { get }
  /// The options of an example, after `--patient MH-1001`.
  static var example: String { get }
  /// More to know, between abstract and example.
  static var details: String { get }

  /// Adds to `event`, which holds what came as JSON.
  func fill(_ event: inout Event, from fields: FieldReader) throws
}

extension EventFields {
  static var details: String { "" }

  static var identifier: String { Event.kind.identifier }

  /// The event with the fields that JSON gives, then options, then answers.
  func event(from fields: FieldReader) throws -> ClinicalEvent {
    var event = Event()
    if let json = fields.json {
      let shorthand = JSONShorthand(kind: Event.kind, times: fields.times)
      let text = try JSONValue.object(try shorthand.expanded(json)).text()
      let read = try ClinicalEvent(kind: Event.kind, json: text)
      event = read.statement as? Event ?? event
    }
    try fill(&event, from: fields)
    return event.stated
  }

  /// The help of `candor record EVENT` and `candor check EVENT`.
  static func discussion(of verb: String) -> String {
    // An intake opens the chart: there is no patient to name yet.
    let who = Event.kind == IntakeReceived.kind ? "" : "--patient MH-1001 "
    let line = "candor \(verb) \(identifier) \(who)\(example)".trimmed
    return (details.isEmpty ? [] : [details, "", ""]).joined(separator: "\n")
      + "Example:\n  \(HelpText.broken(line))"
  }
}
