internal import Rehearsal

/// The figures, one line each.
struct ResultTable {
  private var rows: [[String]] = [["", "ledger", "raw LMDB", "ratio"]]

  /// - Parameters:
  ///   - count: of units in one measurement.
  ///   - ours: median seconds of the ledger's measurement.
  mutating func add(_ what: String, unit: String, count: Int, _ ours: Double, _ raw: Double) {
    func each(_ seconds: Double) -> String {
      (seconds * 1_000_000 / Double(count)).rounded(places: 2) + " µs/" + unit
    }
    rows.append([what, each(ours), each(raw), (ours / raw).rounded(places: 1) + " ×"])
  }

  var text: String {
    let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
