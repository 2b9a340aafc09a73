/// Rows of aligned columns; the last column is wrapped to the width that is left.
struct TextTable {
  var headings: [String]
  private var rows: [[String]] = []
  /// Of the columns, once they are laid out.
  private var widths: [Int] = []

  init(_ headings: [String]) { self.headings = headings }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  func render(_ style: TextStyle) -> String {
    var table = self
    return table.take(style)
  }

  /// The rows that were added since the last time, in the columns that were laid out for the first;
  /// the headings stand above those.
  mutating func take(_ style: TextStyle) -> String {
    let last = headings.count - 1
    let isFirst = widths.isEmpty
    if isFirst {
      widths = headings.indices.map { column in
        ([headings[column].columns] + rows.map { $0[column].columns }).max() ?? 0
      }
    }
    let indent = widths[..<last].reduce(0) { $0 + $1 + 2 }
    let room = max(style.width - indent, 24)
    var lines = isFirst ? [style.dim(line(headings))] : []
    for row in rows {
      let wrapped = style.wrap(row[last], columns: room)
      lines.append(line(Array(row[..<last]) + [wrapped[0]]))
      for more in wrapped.dropFirst() { lines.append(String(repeating: " ", count: indent) + more) }
    }
    rows = []
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String]) -> String {
    let padded = cells.indices.map { column in
      column == cells.count - 1 ? cells[column] : cells[column].padded(widths[column])
    }
    return padded.joined(separator: "  ")
  }
}
