internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord
internal import SwiftProtobuf

/// The typed options of one event, and how they fill it; `record`, `check` and batches share it.
///
/// Most are generated from the schemas (`Generated/EventOptions.swift`); beside this file stand
/// those of which one option is more, or less, than one field.
protocol EventOptions: ParsableArguments {
  associatedtype Event: RecordableEvent

  static var help: EventHelp { get }

  /// What of the options can be refused before anything is asked.
  func checkBeforeAsking(_ person: SignedIn) throws

  /// Adds to `event`, which holds what came as JSON.
  func fill(_ event: inout Event, from fields: inout FieldReader) throws

  /// Asks what only whoever is about to record it can know.
  /// - Throws: where it is not to be recorded.
  func confirm(_ event: Event, in context: CommandContext) throws

  /// The lot of the drug book that it is about, or that a drug is of.
  var place: LotOptions { get }

  /// Whether the rules are to be shown, and kept in the event, where nobody is asked anything.
  var showsRules: Bool { get }
}

/// What the schema says of an event to whoever types it.
struct EventHelp {
  /// One line.
  var abstract: String
  /// The options of an example, after `--patient MH-1001`.
  var example: String
  /// More to know, between abstract and example.
  var details: String

  init(_ abstract: String, example: String = "", details: String = "") {
    self.abstract = abstract
    self.example = example
    self.details = details
  }
}

extension EventOptions {
  static var kind: EventKind { Event.kind }
  static var identifier: String { kind.identifier }
  static var isOfLot: Bool { kind.stream == .lot }

  func checkBeforeAsking(_ person: SignedIn) throws {}
  func confirm(_ event: Event, in context: CommandContext) throws {}
  var place: LotOptions { LotOptions.none }
  var showsRules: Bool { false }

  static var recordCommand: any ParsableCommand.Type { RecordEvent<Self>.self }
  static var checkCommand: any ParsableCommand.Type { CheckEvent<Self>.self }
  static var transcribeCommand: any ParsableCommand.Type { TranscribeEvent<Self>.self }

  /// The event with the fields that JSON gives, then options, then answers.
  func event(from fields: inout FieldReader) throws -> ClinicalEvent {
    var event = Event()
    if let json = fields.json {
      let shorthand = JSONShorthand(kind: Event.kind, times: fields.times)
      let text = try JSONValue.object(try shorthand.expanded(json)).text()
      let read = try ClinicalEvent(kind: Event.kind, json: text)
      event = read.statement as? Event ?? event
    }
    try fill(&event, from: &fields)
    // What was answered and cannot be is asked for again, and nothing else.
    while let complaint = fields.complaint(about: event) {
      Output.note("  Not taken: \(complaint.rejection).")
      fields.askAgain(complaint.field)
      event = try Self.without(complaint.field, event)
      try fill(&event, from: &fields)
    }
    return event.stated
  }

  private static func without(_ field: String, _ event: Event) throws -> Event {
    var object = try JSONValue.object(parsing: try event.stated.json(), called: "the answers")
    object.removeValue(forKey: field)
    let read = try ClinicalEvent(kind: Event.kind, json: try JSONValue.object(object).text())
    return read.statement as? Event ?? event
  }

  /// What an entry says with the fields that JSON, options or answers give in place of its own;
  /// null clears one.
  func amended(_ base: ClinicalEvent, from fields: inout FieldReader) throws -> ClinicalEvent {
    var object = try JSONValue.object(parsing: try base.json(), called: "the entry")
    if let json = fields.json {
      let given = try JSONShorthand(kind: Event.kind, times: fields.times).expanded(json)
      object = JSONValue.merged(object, with: given)
    }
    let read = try ClinicalEvent(kind: Event.kind, json: try JSONValue.object(object).text())
    guard var event = read.statement as? Event else { return base }
    fields.amends = true
    try fill(&event, from: &fields)
    return event.stated(in: base.stream)
  }

  /// An intake opens the chart: there is no patient to name yet. A lot's entry names none.
  private static var namesNobody: Bool { Event.kind == IntakeReceived.kind || isOfLot }

  /// Its own options stand below it, and those of all events in `candor options`.
  static func usage(of verb: String) -> String {
    "candor \(verb) \(identifier)\(namesNobody ? "" : " --patient <who>") [<options>]"
  }

  /// The help of `candor record EVENT` and `candor check EVENT`.
  static func discussion(of verb: String) -> String {
    let who = namesNobody ? "" : "--patient MH-1001 "
    let line = "candor \(verb) \(identifier) \(who)\(help.example)".trimmed
    return (help.details.isEmpty ? [] : [help.details, "", ""]).joined(separator: "\n")
      + "Example:\n  \(HelpText.broken(line))\n\n"
      + "Also --visit, --at, --note, --json -, --second NAME, --as NAME and others: see candor options."
  }
}

/// The events that a person records about a patient, or in the drug book.
enum EventCommands {
  /// The commands below which each event has its own.
  static let verbs = ["record", "transcribe", "check"]

  /// Those about a patient.
  static var ofPatients: [any EventOptions.Type] { all.filter { !$0.isOfLot } }

  /// - Parameter identifier: "vitals-sampled", or "vitals sampled" as a timeline writes it.
  static func options(of identifier: String) -> (any EventOptions.Type)? {
    let asked = Words.hyphenated(identifier)
    return all.first { $0.identifier == asked }
  }

  /// Names the nearest events where the parser would only find the word unexpected.
  static func refuseUnknown(in arguments: [String]) throws {
    guard arguments.count > 1, verbs.contains(arguments[0]) else { return }
    let word = arguments[1]
    guard !word.hasPrefix("-"), word != "help", options(of: word) == nil else { return }
    throw unknown(word)
  }

  /// The error for what is no event; the word is not repeated, since it may be anything.
  static func unknown(_ word: String) -> ProgramError {
    let identifiers = all.map { $0.identifier }
    let akin = identifiers.filter { identifier in
      Words.hyphenated(word).split(separator: "-").contains {
        identifier.contains($0) && $0.count > 3
      }
    }
    let mistyped = NearestWord.among(identifiers, to: word)
    let near = mistyped.isEmpty ? akin : mistyped
    let hint = near.isEmpty ? "" : "; did you mean \(near.prefix(3).joined(separator: " or "))?"
    return .usage(
      "there is no such event\(hint.isEmpty ? "; see `candor record --help` for all of them" : hint)"
    )
  }
}

extension IntakeReceivedOptions {
  func checkBeforeAsking(_ person: SignedIn) throws {
    if let recordNumber { try person.requireFree(recordNumber: recordNumber) }
  }
}
