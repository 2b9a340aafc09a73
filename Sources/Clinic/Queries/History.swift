public import ClinicalRecord
public import Ledger

extension Clinic {
  /// The entries that a filter lets through, oldest first, by their headers alone: no body is
  /// opened.
  public func history(_ filter: HistoryFilter) throws -> [HistoryRow] {
    let site = try ledger.read { try SiteState.load(from: $0) }
    var positions: [UInt64] = []
    try ledger.forEachOutline { outline in
      if filter.matches(outline.header, outline.stamp) { positions.append(outline.position) }
      return true
    }
    return try ledger.read { reader in
      try positions.suffix(filter.limit ?? positions.count).map { position in
        let outline = try reader.outline(at: position)
        return HistoryRow(
          position: position, header: outline.header, stamp: outline.stamp, site: site)
      }
    }
  }
}

extension HistoryFilter {
  func matches(_ header: EntryHeader, _ stamp: Stamp) -> Bool {
    if !charts.isEmpty, !charts.contains(header.stream.subject) { return false }
    if let actor, header.actor != actor { return false }
    let occurred = header.occurred.unixMicroseconds
    let recorded = stamp.recordedMicroseconds
    if let occurredFrom, occurred < occurredFrom { return false }
    if let occurredBefore, occurred >= occurredBefore { return false }
    if let recordedFrom, recorded < recordedFrom { return false }
    if let recordedBefore, recorded >= recordedBefore { return false }
    return kinds.isEmpty || kinds.contains { header.isOf($0) }
  }
}

extension EntryHeader {
  func isOf(_ wanted: EventKind) -> Bool {
    stream.type == wanted.stream.streamType && kind == wanted.number
  }

  /// What the entry is, by its header alone.
  var eventName: String {
    if stream.type == .ledger {
      switch kind {
      case 1: return "ledger created"
      case 2: return "actor key enrolled"
      case 3: return "data key introduced"
      default: break
      }
    }
    if let family = stream.type.eventStream, let known = EventKind(stream: family, number: kind) {
      return known.name
    }
    return "kind \(kind) of stream type \(stream.type.rawValue)"
  }

  var streamName: String {
    switch stream.type {
    case .ledger: "ledger"
    case .chart: "chart"
    case .visit: "visit"
    case .access: "access"
    case .staff: "staff"
    case .policy: "policy"
    case .drugLot: "drug lot"
    case .operations: "operations"
    case .maintenance: "maintenance"
    default: "stream type \(stream.type.rawValue)"
    }
  }
}

extension HistoryRow {
  init(position: UInt64, header: EntryHeader, stamp: Stamp, site: SiteState) {
    let occurred = site.clock.local(ClinicalTime(header.occurred))
    let recorded = site.clock.local(stamp.recordedMicroseconds, beside: occurred)
    self.init(
      position: position, stream: header.streamName, event: header.eventName,
      chart: header.stream.subject == .none || header.stream.type == .drugLot
        ? nil : header.stream.subject.description,
      visitNumber: header.stream.type == .visit ? header.stream.number : nil,
      occurredMicroseconds: occurred.unixMicroseconds,
      utcOffsetMinutes: occurred.utcOffsetMinutes,
      precision: "\(header.occurred.precision)",
      recordedMicroseconds: stamp.recordedMicroseconds,
      recordedOffsetMinutes: recorded.utcOffsetMinutes,
      clockLagMilliseconds: stamp.clockLagMilliseconds, actor: header.actor,
      actorHandle: site.label(of: header.actor)?.handle,
      appendID: header.appendID.description, bodyBytes: Int(header.bodyByteCount),
      isSealed: header.dataKeyNumber != 0)
    lotNumber = header.stream.type == .drugLot ? header.stream.number : nil
    isOccurredRepeated = site.clock.showsTwice(occurred)
    isRecordedRepeated = site.clock.showsTwice(recorded)
  }
}

/// Which entries `history` shows. All that is set must hold.
public struct HistoryFilter: Sendable {
  /// None: whatever it is about.
  public var charts: Set<SubjectID> = []
  public var actor: UInt32?
  /// Stream type and kind as in the entry's header.
  public var kinds: [EventKind] = []
  /// Occurred at or after, before; microseconds since 1970-01-01T00:00:00Z.
  public var occurredFrom: Int64?
  public var occurredBefore: Int64?
  public var recordedFrom: Int64?
  public var recordedBefore: Int64?
  /// Only the newest so many.
  public var limit: Int?

  public init() {}
}

/// One entry as its header tells it: no body is opened for it.
public struct HistoryRow: Sendable {
  public var position: UInt64
  /// "chart", "visit", "staff", …
  public var stream: String
  /// "infusion started"; "kind 77 of stream type 12" for what a newer Candor wrote.
  public var event: String
  /// The chart, in hexadecimal; nil where the stream has no subject.
  public var chart: String?
  public var visitNumber: UInt32?
  /// The lot of the drug book; nil for what stands elsewhere.
  public var lotNumber: UInt32?
  public var occurredMicroseconds: Int64
  /// Of the clinic's clock when it happened; without a zone, as it was stated.
  public var utcOffsetMinutes: Int16
  /// As `Precision` writes it: "minute", "second", …
  public var precision: String
  public var recordedMicroseconds: Int64
  /// Of the clinic's clock when it was recorded: the clocks may have been changed in between.
  public var recordedOffsetMinutes: Int16
  /// How far recorded was moved past the raw clock.
  public var clockLagMilliseconds: Int32
  public var actor: UInt32
  public var actorHandle: String?
  /// Lower-case hexadecimal.
  public var appendID: String
  public var bodyBytes: Int
  public var isSealed: Bool
  /// Whether the clinic's clock showed that time twice: its offset tells which it was.
  public var isOccurredRepeated = false
  public var isRecordedRepeated = false
}

extension HistoryRow {
  /// YYYY-MM-DD on the clinic's clock; without a zone, on that of whoever stated it.
  var localDay: String {
    ClinicalTime(
      unixMicroseconds: occurredMicroseconds, utcOffsetMinutes: utcOffsetMinutes, precision: .day
    ).localDate.iso8601
  }
}

/// How many entries have something in common, by their headers.
public struct HistoryCount: Hashable, Sendable {
  /// What is counted by.
  public enum Key: String, CaseIterable, Sendable {
    case kind
    /// The local day on which it happened.
    case day
    case actor
  }

  /// "infusion started", "2026-03-02", "nurse.lee".
  public var name: String
  public var count: Int

  /// The counts of all entries of a history: days in their order, else the greatest first.
  public static func counts(of rows: [HistoryRow], by key: Key) -> [HistoryCount] {
    let counts = Dictionary(grouping: rows) { row in
      switch key {
      case .kind: row.event
      case .day: row.localDay
      case .actor: row.actorHandle ?? "actor \(row.actor)"
      }
    }.map { HistoryCount(name: $0, count: $1.count) }
    return counts.sorted { one, other in
      if key != .day, one.count != other.count { return one.count > other.count }
      return one.name < other.name
    }
  }
}
