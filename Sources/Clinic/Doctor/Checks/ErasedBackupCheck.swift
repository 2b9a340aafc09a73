internal import ClinicalRecord
internal import Ledger

/// Whether backups took the keyring before an erasure was done: such a keyring still opens the
/// chart. Whether it was destroyed since, the ledger cannot know.
struct ErasedBackupCheck: HealthCheck {
  let name = "erased in backups"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let older = try site.ledger().read { try $0.keyringsBeforeErasures() }
    guard !older.isEmpty else { return ok("no keyring on record was copied before an erasure") }
    let told = older.suffix(Self.told).map { "#\($0.position) of \($0.localDay)" }
      .joined(separator: ", ")
    let rest = older.count > Self.told ? "the newest " : ""
    return look(
      "\(older.count) \(older.count == 1 ? "backup" : "backups") took the keyring before a chart was "
        + "erased, and it still opens the chart: \(rest)\(told)",
      "destroy the keyring's part of each, if that has not been done")
  }

  private static let told = 5
}

extension LedgerSnapshot {
  /// The entries of backups whose keyring may hold keys of charts that are erased, oldest first.
  ///
  /// The keyring is copied after the log: a log that holds the completion has a keyring without
  /// the keys.
  fileprivate func keyringsBeforeErasures() throws -> [HistoryRow] {
    let erased = try closedCharts().map { closed in
      let completion = try stream(.custody(of: closed.chart)).first {
        $0.header.isOf(ChartErasureCompleted.kind)
      }
      let chart = StreamKey(type: .chart, subject: closed.chart, number: 0)
      return (
        begun: try stream(chart).first?.position ?? 0, done: completion?.position ?? .max
      )
    }
    guard !erased.isEmpty else { return [] }
    let house = try House.load(from: self)
    let own = StreamKey(type: .operations, subject: .none, number: 0)
    return try stream(own).compactMap { entry in
      guard entry.header.isOf(BackupTaken.kind),
        case .operations(.backupTaken(let taken))? = try entry.fact(body: entry.body)?.value,
        taken.holdsKeyring,
        erased.contains(where: { $0.begun < taken.size && taken.size <= $0.done })
      else { return nil }
      return HistoryRow(
        position: entry.position, header: entry.header, stamp: entry.stamp, house: house)
    }
  }
}
