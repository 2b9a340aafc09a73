internal import Rehearsal

/// The figures, one line each; a ratio over 1 says how many times longer the ledger takes.
struct ResultTable {
  private var rows: [[String]] = [
    ["", "ledger", "raw LMDB", "ratio", "SQLite", "ratio"]
  ]

  /// - Parameters:
  ///   - count: of units in one measurement.
  ///   - times: of each store, measurement by measurement.
  mutating func add(_ what: String, unit: String, count: Int, _ times: Times) {
    func each(_ seconds: Double) -> String {
      (seconds * 1_000_000 / Double(count)).rounded(places: 2) + " µs/" + unit
    }
    let ours = times.ledger.median
    func ratio(to seconds: Double) -> String { (ours / seconds).rounded(places: 2) + " ×" }
    let (raw, sqlite) = (times.raw.median, times.sqlite.median)
    rows.append([what, each(ours), each(raw), ratio(to: raw), each(sqlite), ratio(to: sqlite)])
  }

  /// Seconds that the same work took.
  struct Times {
    var ledger: [Double] = []
    var raw: [Double] = []
    var sqlite: [Double] = []
  }

  var text: String {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
