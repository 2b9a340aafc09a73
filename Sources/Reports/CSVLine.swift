/// A line of comma-separated values (RFC 4180), with its end: the newline alone, as all answers.
enum CSVLine {
  static func of(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
    else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
