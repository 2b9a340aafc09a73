/// Lays help out for the parser, which fills paragraphs to 80 columns.
enum HelpText {
  /// A command line of an example, continued with a backslash so that it can be copied as it
  /// stands.
  static func broken(_ line: String) -> String {
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ") {
      if current.count + word.count > 72 {
        lines.append(current + " \\")
        current = "     "
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    return (lines + [current]).joined(separator: "\n")
  }
}
