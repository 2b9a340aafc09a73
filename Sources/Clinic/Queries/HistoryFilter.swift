public import ClinicalRecord
public import Ledger

/// Which entries `history` shows. All that is set must hold.
public struct HistoryFilter: Sendable {
  /// None: whatever it is about.
  public var charts: Set<SubjectID> = []
  public var visitNumber: UInt32?
  public var actor: UInt32?
  public var secondSigner: SecondSigner?
  public var streams: Set<StreamType> = []
  public var kinds: Set<EntryKind> = []
  public var append: AppendID?
  public var positions: Range<UInt64>?
  /// Nil: all of them.
  public var entries: Set<UInt64>?
  /// Occurred at or after, before; microseconds since 1970-01-01T00:00:00Z.
  public var occurredFrom: Int64?
  public var occurredBefore: Int64?
  public var recordedFrom: Int64?
  public var recordedBefore: Int64?
  /// What was recorded later than a few minutes after it happened, and nothing else.
  public var isOnlyLate = false
  /// What corrects another entry, and nothing else.
  public var isOnlyCorrections = false
  /// The ledger as it stood.
  public var asOf: AsOf?
  /// Only the newest so many.
  public var limit: Int?

  public init() {}

  /// Who signed beside an entry's actor.
  public enum SecondSigner: Hashable, Sendable {
    case anybody
    case actor(UInt32)
  }

  func matches(_ header: EntryHeader, _ stamp: Stamp, at position: UInt64) -> Bool {
    if let entries, !entries.contains(position) { return false }
    if !charts.isEmpty, !charts.contains(header.stream.subject) { return false }
    if let actor, header.actor != actor { return false }
    if !streams.isEmpty, !streams.contains(header.stream.type) { return false }
    if let append, header.appendID != append { return false }
    if let visitNumber, header.stream.type != .visit || header.stream.number != visitNumber {
      return false
    }
    let occurred = header.occurred.unixMicroseconds
    let recorded = stamp.recordedMicroseconds
    if let occurredFrom, occurred < occurredFrom { return false }
    if let occurredBefore, occurred >= occurredBefore { return false }
    if let recordedFrom, recorded < recordedFrom { return false }
    if let recordedBefore, recorded >= recordedBefore { return false }
    if isOnlyLate, !header.isLate(stamp) { return false }
    if isOnlyCorrections, !header.isCorrection { return false }
    return kinds.isEmpty
      || kinds.contains(EntryKind(stream: header.stream.type, number: header.kind))
  }

  func matches(secondSigners: [UInt32]) -> Bool {
    switch secondSigner {
    case nil: true
    case .anybody: !secondSigners.isEmpty
    case .actor(let actor): secondSigners.contains(actor)
    }
  }
}

/// What an entry says, as its header has it: the ledger's own kinds, too.
public struct EntryKind: Hashable, Sendable {
  public let stream: StreamType
  public let number: UInt16

  public init(stream: StreamType, number: UInt16) {
    self.stream = stream
    self.number = number
  }

  /// Of stream type 1, by number (`Schemas/candor/v1/ledger.proto`).
  private static let ofLedger: [(number: UInt16, name: String)] = [
    (1, "ledger created"), (2, "actor key enrolled"), (3, "data key introduced"),
  ]

  /// "infusion started"; nil for what this version does not know.
  public var name: String? {
    guard let family = stream.eventStream else {
      return stream == .ledger ? Self.ofLedger.first { $0.number == number }?.name : nil
    }
    return EventKind(stream: family, number: number)?.name
  }

  /// Those of a name, "infusion started" or "infusion-started": it may stand in two streams.
  public static func named(_ name: String) -> [EntryKind] {
    all.filter { $0.name?.replacing(" ", with: "-") == name.lowercased().replacing(" ", with: "-") }
  }

  private static var all: [EntryKind] {
    ofLedger.map { EntryKind(stream: .ledger, number: $0.number) }
      + EventKind.all.map { EntryKind(stream: $0.stream.streamType, number: $0.number) }
  }
}

extension StreamType {
  /// Those that entries stand in, in the order of their numbers.
  public static let known: [StreamType] = [
    .ledger, .chart, .visit, .access, .staff, .policy, .drugLot, .operations, .maintenance,
    .document,
  ]

  /// "drug lot"; nil for what this version does not know.
  public var name: String? {
    switch self {
    case .ledger: "ledger"
    case .chart: "chart"
    case .visit: "visit"
    case .access: "access"
    case .staff: "staff"
    case .policy: "policy"
    case .drugLot: "drug lot"
    case .operations: "operations"
    case .maintenance: "maintenance"
    case .document: "document"
    default: nil
    }
  }
}

/// In which order `history` shows entries.
public enum HistoryOrder: String, CaseIterable, Sendable {
  case position, occurred, recorded, actor, kind, chart

  /// What is the same by it stays in the order of the ledger.
  public func sorted(_ rows: [HistoryRow]) -> [HistoryRow] {
    switch self {
    case .position: rows.sorted { $0.position < $1.position }
    case .occurred:
      rows.sorted {
        ($0.occurredMicroseconds, $0.position) < ($1.occurredMicroseconds, $1.position)
      }
    case .recorded:
      rows.sorted {
        ($0.recordedMicroseconds, $0.position) < ($1.recordedMicroseconds, $1.position)
      }
    case .actor:
      rows.sorted {
        ($0.actorHandle ?? "", $0.actor, $0.position)
          < ($1.actorHandle ?? "", $1.actor, $1.position)
      }
    case .kind: rows.sorted { ($0.event, $0.position) < ($1.event, $1.position) }
    case .chart: rows.sorted { ($0.chart ?? "", $0.position) < ($1.chart ?? "", $1.position) }
    }
  }
}
