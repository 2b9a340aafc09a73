public import SwiftProtobuf

/// An event as a person, a device or the program may state it.
///
/// Its kind, its entry in the catalogue, its fields and their checks come from the schemas
/// (`Generated/EventCatalogue.swift`). By hand, under `Events`, remain its sentence in a timeline
/// and what spans fields. Whether it may be stated *now* is for `decide` of its aggregate.
public protocol RecordableEvent: Message {
  /// Stream and field number. An event that stands in several streams has its kind of the last of
  /// them here: `deviation explained` that on a visit.
  static var kind: EventKind { get }
  static var entry: EventEntry { get }
  static var fields: [EventField] { get }

  /// The event in its own stream.
  var stated: ClinicalEvent { get }
  /// The event in one of its streams; in its own where it does not stand in that one.
  func stated(in stream: EventStream) -> ClinicalEvent

  /// What the schema says of each field alone.
  /// - Throws: `malformed`.
  func checkFields() throws(Rejection)
  /// What spans fields, or is more than a rule of the schema can say.
  /// - Throws: `malformed`.
  func checkTogether() throws(Rejection)

  /// What the schema says of each field of a new entry, where older ones may lack or hold it.
  /// - Throws: `malformed`.
  func checkNewFields() throws(Rejection)
  /// The same of what spans fields, or depends on when it happened.
  /// - Throws: `malformed`.
  func checkNewTogether(occurred: ClinicalTime) throws(Rejection)

  /// What is still to be said of it, where that held nothing up: "the drug's name"; nil for
  /// nothing.
  var owed: String? { get }

  /// Whether it says more about a person than codes, numbers and times.
  var holdsPersonalText: Bool { get }

  /// What happened, for a timeline, with units. It may hold personal data: it belongs to who may
  /// read the chart.
  var sentence: String { get }

  /// The sentence where the time of the event matters to it: a monitor's run names its end.
  func sentence(occurred: ClinicalTime) -> String
}

extension RecordableEvent {
  /// As a person says it, past tense: "infusion started".
  public static var name: String { entry.name }

  public func stated(in stream: EventStream) -> ClinicalEvent { stated }

  public func checkTogether() throws(Rejection) {}

  public func checkNewFields() throws(Rejection) {}

  public func checkNewTogether(occurred: ClinicalTime) throws(Rejection) {}

  public var owed: String? { nil }

  /// What has to be said of it when it is recorded. Entries of the past are not held to it: they
  /// were recorded by what held then.
  /// - Throws: `malformed`, as `validate`.
  public func checkWhenRecorded(occurred: ClinicalTime) throws(Rejection) {
    try checkNewFields()
    try checkNewTogether(occurred: occurred)
  }

  /// What can be said of the fields alone.
  /// - Throws: `malformed`, which never repeats a value about the patient that identifies.
  public func validate() throws(Rejection) {
    try checkFields()
    try checkTogether()
  }

  public func sentence(occurred: ClinicalTime) -> String { sentence }
}
