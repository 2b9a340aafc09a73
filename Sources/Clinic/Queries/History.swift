public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// The entries that a filter lets through, oldest first, by their headers alone: no body is
  /// opened.
  public func history(_ filter: HistoryFilter) throws -> [HistoryRow] {
    var rows: [HistoryRow] = []
    try forEachInHistory(filter) { rows.append($0) }
    return rows
  }

  /// Shows the same one after the other, and keeps none of them.
  ///
  /// - Parameter first: nothing before this position is looked at.
  /// - Returns: the position after the last that was looked at, where whoever follows goes on.
  /// - Throws: `ClinicError.futureAsOf`, `.unknownPosition` for a range that begins beyond the
  ///   ledger; `LedgerError`; what `body` throws.
  @discardableResult
  public func forEachInHistory(
    _ filter: HistoryFilter, from first: UInt64 = 0, _ body: (HistoryRow) throws -> Void
  ) throws -> UInt64 {
    let head = try head(asOf: filter.asOf)
    if let positions = filter.positions, positions.lowerBound >= head.size {
      throw ClinicError.unknownPosition(positions.lowerBound, size: head.size)
    }
    let begin = max(first, filter.positions?.lowerBound ?? 0)
    let end = min(head.size, filter.positions?.upperBound ?? head.size)
    guard begin < end else { return head.size }
    guard let limit = filter.limit else {
      var rows = HistoryRows(of: ledger, on: try ledger.read { try SiteState.load(from: $0) })
      try ledger.forEachOutline(from: begin, below: end) { outline in
        if let row = try rows.row(of: outline, passing: filter) { try body(row) }
        return true
      }
      return head.size
    }
    for row in try newest(limit, in: begin..<end, passing: filter) { try body(row) }
    return head.size
  }

  /// The newest so many that the filter lets through, oldest first.
  ///
  /// - Parameter positionsPerStep: that are looked at together, from the end backwards.
  func newest(
    _ limit: Int, in range: Range<UInt64>, passing filter: HistoryFilter,
    positionsPerStep: UInt64 = 4_096
  ) throws -> [HistoryRow] {
    var rows = HistoryRows(of: ledger, on: try ledger.read { try SiteState.load(from: $0) })
    var newestFirst: [HistoryRow] = []
    var end = range.upperBound
    while newestFirst.count < limit, end > range.lowerBound {
      let begin =
        end - range.lowerBound > positionsPerStep ? end - positionsPerStep : range.lowerBound
      var outlines: [EntryOutline] = []
      try ledger.forEachOutline(from: begin, below: end) { outline in
        outlines.append(outline)
        return true
      }
      for outline in outlines.reversed() where newestFirst.count < limit {
        if let row = try rows.row(of: outline, passing: filter) { newestFirst.append(row) }
      }
      end = begin
    }
    return newestFirst.reversed()
  }
}

extension SignedIn {
  /// The entries that a departure without a reason rests on, the newest of each: what `history`
  /// shows as owing. It is a look at every visit's findings.
  ///
  /// - Throws: as ``complianceReport(from:to:asOf:emergency:)``.
  public func entriesOwingAReason(asOf: AsOf?) throws -> Set<UInt64> {
    let report = try complianceReport(from: nil, to: nil, asOf: asOf)
    return Set(
      report.visits.lazy.flatMap(\.findings).filter(\.isOwedAReason).compactMap(\.evidence.last))
  }
}

/// Makes rows of headers; the signers stand in an append's last entry, which is read once.
private struct HistoryRows {
  private let ledger: Ledger
  private let site: SiteState
  private var append: (last: UInt64, secondSigners: [UInt32])?

  init(of ledger: Ledger, on site: SiteState) {
    self.ledger = ledger
    self.site = site
  }

  /// Nil for what the filter does not let through.
  mutating func row(
    of outline: EntryOutline, passing filter: HistoryFilter
  ) throws -> HistoryRow? {
    guard filter.matches(outline.header, outline.stamp, at: outline.position) else { return nil }
    let signers = try secondSigners(of: outline)
    guard filter.matches(secondSigners: signers) else { return nil }
    return HistoryRow(
      position: outline.position, header: outline.header, stamp: outline.stamp,
      secondSigners: signers, site: site)
  }

  private mutating func secondSigners(of outline: EntryOutline) throws -> [UInt32] {
    let last = outline.position + UInt64(outline.header.lastIndex - outline.header.index)
    if let append, append.last == last { return append.secondSigners }
    let block = try ledger.entry(at: last).signatures
    let signers = Array((block?.signatures ?? []).dropFirst().map(\.actor))
    append = (last, signers)
    return signers
  }
}

extension EntryHeader {
  func isOf(_ wanted: EventKind) -> Bool {
    stream.type == wanted.stream.streamType && kind == wanted.number
  }

  /// What the entry is, by its header alone.
  var eventName: String {
    EntryKind(stream: stream.type, number: kind).name
      ?? "kind \(kind) of stream type \(stream.type.rawValue)"
  }

  var streamName: String { stream.type.name ?? "stream type \(stream.type.rawValue)" }

  /// Whether it was recorded later than a few minutes after it happened.
  func isLate(_ stamp: Stamp) -> Bool {
    ClinicalTime(occurred).isLate(recordedMicroseconds: stamp.recordedMicroseconds)
  }
}

extension ClinicalTime {
  private static let lateMicroseconds: Int64 = 5 * 60 * 1_000_000

  /// Not a difference of the two: whoever signed the entry could have stated any time.
  func isLate(recordedMicroseconds: Int64) -> Bool {
    latest < recordedMicroseconds &- Self.lateMicroseconds
  }
}

extension HistoryRow {
  init(
    position: UInt64, header: EntryHeader, stamp: Stamp, secondSigners: [UInt32] = [],
    site: SiteState
  ) {
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
    self.secondSigners = secondSigners.map { site.label(of: $0)?.handle ?? "actor \($0)" }
    isLate = header.isLate(stamp)
    isOccurredRepeated = site.clock.showsTwice(occurred)
    isRecordedRepeated = site.clock.showsTwice(recorded)
  }
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
  /// Who signed the append beside its actor, by sign-in names.
  public var secondSigners: [String] = []
  /// Whether it was recorded later than a few minutes after it happened.
  public var isLate = false
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
    case actor, stream
    /// By the id: whose it is, headers do not tell.
    case chart
  }

  /// "infusion started", "2026-03-02", "nurse.lee".
  public var name: String
  public var count: Int
}

/// Counts the entries of a history as they come.
public struct HistoryCounting {
  public let key: HistoryCount.Key
  private var counts: [String: Int] = [:]

  public init(by key: HistoryCount.Key) { self.key = key }

  /// Counts one more.
  public mutating func add(_ row: HistoryRow) {
    let name =
      switch key {
      case .kind: row.event
      case .day: row.localDay
      case .actor: row.actorHandle ?? "actor \(row.actor)"
      case .stream: row.stream
      case .chart: row.chart ?? "no chart"
      }
    counts[name, default: 0] += 1
  }

  /// Days in their order, else the greatest first.
  public var all: [HistoryCount] {
    counts.map { HistoryCount(name: $0, count: $1) }.sorted { one, other in
      if key != .day, one.count != other.count { return one.count > other.count }
      return one.name < other.name
    }
  }
}
