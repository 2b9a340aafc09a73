/// The streams that events stand in: one Protobuf message with one `oneof` each
/// (`Schemas/candor/v1`).
public enum EventStream: UInt16, Hashable, Sendable, CaseIterable {
  // The raw values are the stream types of `Schemas/entry.md`.
  case chart = 2
  case visit = 3
  case access = 4
  case staff = 5
  case policy = 6
  case lot = 7
  case operations = 8
  case document = 10

  /// As a person says it: "chart".
  public var name: String {
    switch self {
    case .chart: "chart"
    case .visit: "visit"
    case .access: "access"
    case .staff: "staff"
    case .policy: "policy"
    case .lot: "lot"
    case .operations: "operations"
    case .document: "document"
    }
  }

  /// Whether the stream is about a patient.
  public var isPersonal: Bool {
    switch self {
    case .chart, .visit, .access, .document: true
    case .staff, .policy, .lot, .operations: false
    }
  }

  /// Whether its bodies are always sealed: with the patient's chart's key, or the drug book's.
  public var isSealed: Bool { isPersonal || self == .lot }
}

/// One kind of event: its stream and its field number there, which is the kind in an entry's header
/// and never changes.
///
/// What the schemas say of it (`Schemas/candor/v1/options.proto`) is its entry in the catalogue.
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
  ///   - stream: needed only for what stands in two streams, as `deviation-explained` and the
  ///     corrections do; without it the visit's is meant.
  public init?(identifier: String, stream: EventStream? = nil) {
    let named = Self.all.filter { $0.identifier == identifier }
    guard
      let kind = named.last(where: { stream == nil ? true : $0.stream == stream })
    else { return nil }
    self = kind
  }

  /// As a person says it: "infusion started".
  public var name: String { statement.entry.name }

  /// The command line's sub-command: "infusion-started".
  public var identifier: String {
    // Names are ASCII, and every command asks for many.
    String(decoding: name.lowercased().utf8.map { $0 == 0x20 ? 0x2D : $0 }, as: UTF8.self)
  }

  /// The roles that may record it.
  public var recorders: Set<Role> { statement.entry.recorders }

  /// Who may sign beside its actor where it needs a second signer; empty where it needs none (S25).
  public var secondSigners: Set<Role> { statement.entry.secondSigners }

  /// Whether it is recorded only with a second signer, who is not its actor (S25).
  public var needsSecondSigner: Bool { !secondSigners.isEmpty }

  /// Recorded at once, by anyone enrolled but the auditor, with its reason owed: an act of safety
  /// waits for no form.
  public var isNeverHeldUp: Bool { statement.entry.isNeverHeldUp }

  /// What it does to the stage of a visit.
  public var stageEffect: StageEffect { statement.entry.stageEffect }

  /// Whether the patient has left with it.
  public var endsVisit: Bool { stageEffect == .endsVisit }

  /// The event's own fields, in the schema's order.
  public var fields: [EventField] { statement.fields }

  /// The schema's names of the fields that a new entry may state, in the schema's order.
  public var fieldNames: [String] { fields.filter { $0.replacedBy == nil }.map(\.name) }

  /// Whether it is about a patient.
  public var isPersonal: Bool { stream.isPersonal }

  /// Every kind, by stream and number.
  public static let all: [EventKind] =
    ChartEvent.OneOf_Event.kinds + VisitEvent.OneOf_Event.kinds + AccessEvent.OneOf_Event.kinds
    + StaffEvent.OneOf_Event.kinds + PolicyEvent.OneOf_Event.kinds
    + OperationsEvent.OneOf_Event.kinds + LotEvent.OneOf_Event.kinds
    + DocumentEvent.OneOf_Event.kinds

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
  /// is neither an auditor's nor the program's, whose key lies in the ledger's directory.
  public func mayBeRecorded(by role: Role) -> Bool {
    recorders.contains(role) || (isNeverHeldUp && role != .auditor && role != .program)
  }

  /// - Throws: `notYourRole` unless `role` is one that may record this kind.
  public func requireRecorder(_ role: Role) throws(Rejection) {
    guard recorders.contains(role) else {
      throw .notYourRole(event: self, role: role, allowed: recorders)
    }
  }
}

/// What the schema's `option (event)` says of an event.
public struct EventEntry: Sendable {
  let name: String
  let recorders: Set<Role>
  let secondSigners: Set<Role>
  let isNeverHeldUp: Bool
  let stageEffect: StageEffect

  init(
    name: String, recorders: Set<Role>, secondSigners: Set<Role> = [], isNeverHeldUp: Bool = false,
    stageEffect: StageEffect = .none
  ) {
    self.name = name
    self.recorders = recorders
    self.secondSigners = secondSigners
    self.isNeverHeldUp = isNeverHeldUp
    self.stageEffect = stageEffect
  }
}

/// What an event does to the stage of a visit.
public enum StageEffect: Hashable, Sendable, CaseIterable {
  case none
  case beginsVisit
  case startsInfusion
  case pausesInfusion
  case resumesInfusion
  case stopsInfusion
  case endsVisit
}

/// One field of an event, or of a message in it, as JSON and the command line see it.
public struct EventField: Sendable {
  /// What the field holds, a single one or a list of them.
  public indirect enum Content: Sendable {
    case text
    /// - Parameter unit: UCUM's, as the field's name ends: "mg"; nil for a bare number.
    case number(unit: String?)
    case yesOrNo
    /// The number of a member of staff.
    case actor
    case bytes
    /// A SHA-256 digest.
    case digest
    case term(any ClinicalTerm.Type)
    case time(mayLieAhead: Bool)
    case message([EventField])
    /// One whole event of a stream.
    case event(EventStream)

    static var number: Self { .number(unit: nil) }
  }

  /// As in the schema, and so in JSON.
  public let name: String
  public let content: Content
  /// Whether it is about a person, or free text: never an option, never in an error or a log.
  public let isPersonal: Bool
  /// The field that new entries state instead; nil for all that are not kept for older ones alone.
  public let replacedBy: String?

  init(
    _ name: String, _ content: Content, isPersonal: Bool = false, replacedBy: String? = nil
  ) {
    self.name = name
    self.content = content
    self.isPersonal = isPersonal
    self.replacedBy = replacedBy
  }
}
