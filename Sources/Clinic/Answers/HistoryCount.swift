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
