internal import DurableFile
public import Ledger
internal import TransparencyLog

/// Which charts of a ledger were erased, kept in the account's state folder beside the checkpoint
/// that was published last: a backup from before an erasure does not know of it.
///
/// One line a chart: the position of the intent, a space, the chart's id.
struct ErasureNotes {
  let path: String

  /// Of a million charts.
  private static let limitByteCount = 64 << 20

  init(of ledger: LedgerID, in stateFolder: String) {
    let published = Clinic.publishedPath(of: ledger, in: stateFolder)
    path = published.dropLast(".checkpoint".count) + ".erasures"
  }

  /// The charts that are noted; none where there is no such file.
  ///
  /// - Throws: `ClinicError.file` for notes that cannot be read, or not in full: an erased chart
  ///   would come back by them without a word.
  var charts: [SubjectID: UInt64] {
    get throws {
      guard let text = try text() else { return [:] }
      let pairs = try text.split(separator: "\n").enumerated().map { index, line in
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = UInt64(parts[0]),
          let chart = SubjectID(hex: String(parts[1]))
        else {
          throw ClinicError.file(
            path: path,
            what: "line \(index + 1) is no note of an erasure (a position, a chart's id): bring "
              + "back an unharmed copy; moved away, what it notes is erased again no more.")
        }
        return (chart, position)
      }
      return Dictionary(pairs, uniquingKeysWith: max)
    }
  }

  private func text() throws -> String? {
    let bytes = try ClinicError.filing { () throws(FileFailure) in
      try DurableFile.read(path, limit: Self.limitByteCount)
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  static func bytes(of charts: [SubjectID: UInt64]) -> [UInt8] {
    let lines = charts.sorted { ($0.value, $0.key.description) < ($1.value, $1.key.description) }
      .map { "\($0.value) \($0.key)\n" }
    return Array(lines.joined().utf8)
  }
}

extension Clinic {
  var erasureNotes: ErasureNotes { ErasureNotes(of: ledger.id, in: stateFolder) }

  /// Notes the erasures, on disk when this returns; those that are noted stay.
  func note(_ closed: [ClosedChart]) throws {
    guard !closed.isEmpty else { return }
    try rewriteNotes(adding: closed, evenIfSame: false)
  }

  /// Whether erasures can be noted, tried by writing: one that is intended and cannot be noted
  /// would never be completed.
  func checkNotable() throws { try rewriteNotes(adding: [], evenIfSame: true) }

  private func rewriteNotes(adding closed: [ClosedChart], evenIfSame: Bool) throws {
    _ = try publishedPath()
    let notes = erasureNotes
    let lock = try lock(notes.path)
    defer { lock.release() }
    let known = try notes.charts
    var all = known
    // The later one: a restored copy's own erasure must not hide that of the ledger in use.
    for chart in closed { all[chart.chart] = max(chart.position, all[chart.chart] ?? 0) }
    guard evenIfSame || all != known else { return }
    try write(ErasureNotes.bytes(of: all), to: notes.path)
  }
}

/// What is to be erased again in a restored copy, and what is not.
struct ErasureReplay {
  /// The log itself says that they are erased, or about to be.
  var closed: [SubjectID] = []
  /// This account has noted their erasure, at a position that the log does not reach.
  var noted: [NotedErasure] = []
  /// Noted at a position that the log holds, and it knows no erasure there: that was in another
  /// copy, and this chart may be a living patient's.
  var notedElsewhere: [NotedErasure] = []
  /// Whether this account has noted any erasure of the ledger.
  var hasNotes = false

  var charts: Set<SubjectID> { Set(closed).union(noted.map(\.chart)) }
}

extension Clinic {
  /// The charts of a restored copy that were erased: by what its log says, and by what this account
  /// has noted of later erasures; each in the order of their ids.
  ///
  /// An honest later branch of the log holds the intent or a restore's completion by the noted
  /// position; a log that goes on past it without is another branch than the one erased in.
  func replay() throws -> ErasureReplay {
    let notes = try erasureNotes.charts.sorted { $0.key.description < $1.key.description }
    return try ledger.read { snapshot in
      var replay = ErasureReplay()
      replay.hasNotes = !notes.isEmpty
      replay.closed = try snapshot.closedCharts().map(\.chart)
        .sorted { $0.description < $1.description }
      let closed = Set(replay.closed)
      for (chart, position) in notes where !closed.contains(chart) {
        guard try !snapshot.streams(of: chart).isEmpty else { continue }
        let note = NotedErasure(chart: chart, position: position)
        if position < snapshot.head.size {
          replay.notedElsewhere.append(note)
        } else {
          replay.noted.append(note)
        }
      }
      return replay
    }
  }
}

/// An erasure that this account has noted, of this ledger or of a copy of it.
public struct NotedErasure: Hashable, Sendable {
  public var chart: SubjectID
  /// Of the intent, in the log that the chart was erased in.
  public var position: UInt64
}
