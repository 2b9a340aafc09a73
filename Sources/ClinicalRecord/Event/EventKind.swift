/// One kind of event: its stream and its field number there, which is the kind in an entry's header
/// and never changes.
public struct EventKind: Sendable {
  public let stream: EventStream
  /// The `oneof` field number.
  public let number: UInt16
  let statement: any RecordableEvent.Type

  init(_ stream: EventStream, _ number: UInt16, _ statement: any RecordableEvent.Type) {
    self.stream = stream
    self.number = number
    self.statement = statement
  }

  /// - Parameter number: the `oneof` field number.
  public init?(stream: EventStream, number: UInt16) {
    guard let kind = Self.byNumber[stream]?[number] else { return nil }
    self = kind
  }

  /// - Parameters:
  ///   - identifier: "infusion-started".
  ///   - stream: needed only for `deviation-explained`, which stands in two; without it the visit's
  ///     is meant.
  public init?(identifier: String, stream: EventStream? = nil) {
    let named = Self.all.filter { $0.identifier == identifier }
    guard
      let kind = named.last(where: { stream == nil ? true : $0.stream == stream })
    else { return nil }
    self = kind
  }

  /// As a person says it: "infusion started".
  public var name: String { statement.name }

  /// The command line's sub-command: "infusion-started".
  public var identifier: String {
    String(name.lowercased().map { $0 == " " ? "-" : $0 })
  }

  /// The roles that may record it (DOMAIN §2).
  public var recorders: Set<Role> { statement.recorders }

  /// The schema's names of its fields, in the schema's order.
  public var fieldNames: [String] { statement.fieldNames }

  /// Who may sign beside its actor where it needs a second signer; empty where it needs none (S25).
  public var secondSigners: Set<Role> { statement.secondSigners }

  /// Whether it is recorded only with a second signer, who is not its actor (S25).
  public var needsSecondSigner: Bool { !secondSigners.isEmpty }

  /// Recorded at once, by anyone enrolled, with its reason owed (DESIGN §8).
  public var isNeverHeldUp: Bool { statement.isNeverHeldUp }

  /// Whether it is about a patient, so that its body is always sealed.
  public var isPersonal: Bool { stream.isPersonal }

  /// Every kind, by stream and number.
  public static let all: [EventKind] =
    ChartEvent.OneOf_Event.kinds + VisitEvent.OneOf_Event.kinds + AccessEvent.OneOf_Event.kinds
    + StaffEvent.OneOf_Event.kinds + PolicyEvent.OneOf_Event.kinds
    + OperationsEvent.OneOf_Event.kinds

  private static let byNumber: [EventStream: [UInt16: EventKind]] =
    Dictionary(grouping: all, by: \.stream).mapValues { kinds in
      Dictionary(kinds.map { ($0.number, $0) }) { first, _ in first }
    }
}

extension EventKind: Hashable, CaseIterable, CustomStringConvertible {
  public static func == (left: Self, right: Self) -> Bool {
    left.stream == right.stream && left.number == right.number
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(stream)
    hasher.combine(number)
  }

  public static var allCases: [EventKind] { all }

  public var description: String { name }
}

extension EventKind {
  /// Whether a role may record it: it is one of its recorders, or nothing holds it up and the role
  /// is no auditor's.
  public func mayBeRecorded(by role: Role) -> Bool {
    recorders.contains(role) || (isNeverHeldUp && role != .auditor)
  }
}
