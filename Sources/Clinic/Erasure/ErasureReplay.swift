public import Ledger
internal import TransparencyLog

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
