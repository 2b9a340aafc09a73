internal import FoundationEssentials
internal import Ledger

/// Which charts of a ledger were erased, kept in the account's state folder beside the checkpoint
/// that was published last: a backup from before an erasure does not know of it.
///
/// One line a chart: the position of the intent, a space, the chart's id.
struct ErasureNotes {
  let path: String

  init(of ledger: LedgerID, in stateFolder: String) {
    path = Clinic.publishedPath(of: ledger, in: stateFolder)
      .replacing(".checkpoint", with: ".erasures")
  }

  /// The charts that are noted; what cannot be read is none.
  var charts: [SubjectID: UInt64] {
    guard let data = FileManager.default.contents(atPath: path) else { return [:] }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    let pairs = lines.compactMap { line -> (SubjectID, UInt64)? in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let position = UInt64(parts[0]),
        let chart = SubjectID(hex: String(parts[1]))
      else { return nil }
      return (chart, position)
    }
    return Dictionary(pairs, uniquingKeysWith: max)
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
    _ = try publishedPath()
    let notes = erasureNotes
    let lock = try lock(notes.path)
    defer { unlock(lock) }
    let known = notes.charts
    var all = known
    for chart in closed { all[chart.chart] = chart.position }
    guard all != known else { return }
    try write(ErasureNotes.bytes(of: all), to: notes.path)
  }
}
