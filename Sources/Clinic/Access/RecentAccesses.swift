internal import ClinicalRecord
internal import Compliance
internal import LMDB
internal import Ledger
internal import TransparencyLog

/// What one person has been shown of a chart within the policy's window, found by walking the
/// access streams back from their heads until the window ends.
struct RecentAccesses {
  private let actor: UInt32
  /// Whoever looks in an emergency is covered by an emergency opening alone, with its reason.
  private let countsOrdinaryLooks: Bool
  private let charts: ChartKeys
  /// Only what was recorded after this counts: microseconds since 1970-01-01T00:00:00Z.
  private let begin: Int64
  /// Nil: an emergency opening does not count, and the spool holds nothing else.
  private let spooled: [PreparedStatement]?
  /// Of the charts that were asked about.
  private var looks: [SubjectID: [Look]] = [:]

  /// - Parameters:
  ///   - spool: given by whoever asks in an emergency: an earlier opening speaks for their looks.
  ///   - nowMicroseconds: the raw clock. The window is measured between recorded times, which never
  ///     decrease, so a clock that was set back does not stretch it.
  init(
    of context: AccessContext, spool: AccessSpool?, nowMicroseconds: Int64, site: SiteState,
    in reader: borrowing LedgerSnapshot
  ) throws {
    actor = context.actor
    countsOrdinaryLooks = !context.isEmergency
    charts = context.charts
    spooled = spool.map { spool in
      ((try? spool.peek().waiting) ?? []).compactMap { try? PreparedAppend(parsing: $0.payload) }
        .flatMap(\.statements)
    }
    let size = reader.head.size
    let newest = size == 0 ? .min : try reader.entry(at: size - 1).stamp.recordedMicroseconds
    let windowMinutes = try site.policy(at: size).accessWindowMinutes
    begin = max(nowMicroseconds, newest) - Int64(windowMinutes) * 60_000_000
  }

  /// Whether an equal or wider access is on record.
  mutating func covers(
    _ disclosure: Disclosure, in reader: borrowing LedgerSnapshot
  ) throws -> Bool {
    let known = try looks[disclosure.chart] ?? looks(at: disclosure.chart, in: reader)
    looks[disclosure.chart] = known
    return known.contains { $0.covers(disclosure.look) }
  }

  private func looks(
    at chart: SubjectID, in reader: borrowing LedgerSnapshot
  ) throws -> [Look] {
    var looks: [Look] = []
    for stream in try streams(of: chart, in: reader) {
      var next = try reader.streamHead(stream)?.position
      while let position = next {
        let entry = try reader.entry(at: position)
        guard entry.stamp.recordedMicroseconds > begin else { break }
        if let look = try look(of: entry, in: reader) { looks.append(look) }
        next = entry.stamp.previous
      }
    }
    for statement in spooled ?? [] where statement.header.stream.subject == chart {
      if let look = try look(of: statement, in: reader) { looks.append(look) }
    }
    return looks
  }

  private func streams(
    of chart: SubjectID, in reader: borrowing LedgerSnapshot
  ) throws -> [StreamKey] {
    guard spooled != nil else { return [.looks(at: chart)] }
    return try reader.streams(of: chart).filter {
      $0.type == .access && (countsOrdinaryLooks || $0.number > 0)
    }
  }

  /// What the entry says that this person was shown; nil for anybody else's.
  private func look(
    of entry: Entry, in reader: borrowing LedgerSnapshot
  ) throws -> Look? {
    guard entry.header.actor == actor else { return nil }
    let key = try charts.key(of: entry.header, position: entry.position, in: reader)
    guard
      case .access(let event)? = try entry.fact(
        body: try entry.open(with: key, in: reader.ledgerID))?.value
    else { return nil }
    return event.look
  }

  /// The same for a look that waits in the spool, by when it happened.
  private func look(
    of statement: PreparedStatement, in reader: borrowing LedgerSnapshot
  ) throws -> Look? {
    let header = statement.header
    guard header.actor == actor, header.stream.type == .access,
      header.occurred.unixMicroseconds > begin,
      let key = try charts.key(header.dataKeyNumber, of: header.stream.subject, in: reader),
      case .access(let event)? = try? ClinicalEvent.parse(
        stream: .access, kind: header.kind,
        bytes: try statement.open(with: key, in: reader.ledgerID))
    else { return nil }
    return event.look
  }
}

extension StreamKey {
  /// The ordinary looks at a chart.
  static func looks(at chart: SubjectID) -> StreamKey {
    StreamKey(type: .access, subject: chart, number: 0)
  }

  /// One emergency access to a chart: opened, then reviewed.
  ///
  /// - Parameter number: from 1.
  static func emergency(_ number: UInt32, at chart: SubjectID) -> StreamKey {
    StreamKey(type: .access, subject: chart, number: number)
  }
}

extension Error {
  /// What is said of another process that kept a write waiting in vain; nil for any other error.
  var busyWriter: String? {
    if let error = self as? LedgerError, case .storage(let cause) = error,
      cause.cause == .othersAtWork
    {
      return cause.problem
    }
    if let error = self as? KeyError, case .keyringBusy(let reason) = error { return reason }
    return nil
  }

  /// Whether storage failed, so that what was to be recorded is not, or not for certain, on disk.
  var isStorageFailure: Bool {
    switch self {
    case let error as LedgerError:
      switch error {
      case .notRecorded, .outcomeUnknown, .writesStopped, .storage: true
      default: false
      }
    case let error as KeyError:
      switch error {
      case .storage, .keyringBusy: true
      default: false
      }
    default: false
    }
  }
}
