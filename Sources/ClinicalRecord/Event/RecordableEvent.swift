public import SwiftProtobuf

/// An event as a person, a device or the program may state it.
///
/// Each conformance stands in a file of its own under `Events`: who may record it, what makes it
/// well-formed, and its sentence in a timeline. Whether it may be stated *now* is for `decide` of
/// its aggregate.
public protocol RecordableEvent: Message {
  /// Stream and field number. `deviation explained` stands in two streams; this is its kind on a
  /// visit.
  static var kind: EventKind { get }
  /// As a person says it, past tense: "infusion started".
  static var name: String { get }
  /// The roles that may record it (DOMAIN §2).
  static var recorders: Set<Role> { get }
  /// Recorded at once, by anyone enrolled, with its reason owed (DESIGN §8).
  static var isNeverHeldUp: Bool { get }

  /// Who may sign beside its actor where it needs a second signer (S25); empty: it needs none.
  static var secondSigners: Set<Role> { get }

  /// The schema's field names, in its order: what a JSON statement may hold.
  static var fieldNames: [String] { get }

  /// The event on its stream; `deviation explained` answers with the visit's.
  var stated: ClinicalEvent { get }

  /// What can be said of the fields alone.
  /// - Throws: `Rejection.malformed`, which never repeats a value about the patient that
  ///   identifies.
  func validate() throws(Rejection)

  /// What happened, for a timeline, with units. It may hold personal data: it belongs to who may
  /// read the chart.
  var sentence: String { get }

  /// The sentence where the time of the event matters to it: a monitor's run names its end.
  func sentence(occurred: ClinicalTime) -> String
}

extension RecordableEvent {
  public static var isNeverHeldUp: Bool { false }

  public static var secondSigners: Set<Role> { [] }

  public func sentence(occurred: ClinicalTime) -> String { sentence }
}
