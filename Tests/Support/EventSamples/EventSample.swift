public import ClinicalRecord

/// One well-formed event: as JSON, as the sentence that it becomes, and as a person types it.
public struct EventSample: Sendable {
  public let event: ClinicalEvent
  /// The event's own fields as the schema's JSON.
  public let json: String
  /// As a timeline writes it for an event of 2026-11-02T08:00.
  public let sentence: String
  /// The options after `--patient`; nil for what has no command under `candor record`.
  public let options: String?
  /// What must not stand on a command line, as JSON beside the options.
  public let rest: String?

  public var kind: EventKind { event.kind }

  /// - Parameters:
  ///   - number: the kind's number in its stream.
  ///   - fields: as JSON, without the braces.
  init(
    _ stream: EventStream, _ number: UInt16, _ fields: String, _ sentence: String,
    options: String? = nil, rest: String? = nil
  ) {
    let json = "{\(fields)}"
    guard let kind = EventKind(stream: stream, number: number),
      let event = try? ClinicalEvent(kind: kind, json: json)
    else { preconditionFailure("sample \(number) of the \(stream.name) stream does not read") }
    self.event = event
    self.json = json
    self.sentence = sentence
    self.options = options
    self.rest = rest.map { "{\($0)}" }
  }

  /// The sample of a kind; that each kind has one, a test holds against the catalogue.
  public static func of(_ kind: EventKind) -> EventSample? { byKind[kind] }

  private static let byKind = Dictionary(all.map { ($0.kind, $0) }) { first, _ in first }
}

extension EventSample: CustomStringConvertible {
  public var description: String { "\(kind.stream.name): \(kind.identifier)" }
}
