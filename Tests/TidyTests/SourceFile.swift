/// A file of the repository as the rules see it.
struct SourceFile: Sendable {
  /// From the top of the repository: `Sources/Ledger/Ledger.swift`.
  let path: String
  let lines: [String]
  /// The same lines with comments, strings and quoted identifiers blanked: what the compiler
  /// acts on.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    lines = Self.split(text)
    let isMasked = path.hasSuffix(".swift") && !path.contains("/Generated/")
    code = isMasked ? Self.split(CodeMask.masked(text)) : lines
  }

  var isSwift: Bool { path.hasSuffix(".swift") }
  var isGenerated: Bool { path.contains("/Generated/") }
  var isScript: Bool { lines.first?.hasPrefix("#!") == true }
  var isSource: Bool { isSwift && path.hasPrefix("Sources/") && !isGenerated }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The target that the file belongs to: the folder under `Sources`.
  var target: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  /// An offence for each line of code that the pattern is found in.
  ///
  /// Only lines with one of the words are held against the pattern, which takes far longer.
  func offences(
    near words: [String], of pattern: some RegexComponent,
    in text: KeyPath<SourceFile, [String]> = \.code, _ message: String
  ) -> [Offence] {
    self[keyPath: text].enumerated().compactMap { index, line in
      line.mentions(words) && line.contains(pattern) ? offence(atLine: index + 1, message) : nil
    }
  }

  func offence(atLine line: Int = 0, _ message: String) -> Offence {
    Offence(path: path, line: line, message: message)
  }

  private static func split(_ text: String) -> [String] {
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

extension String {
  /// Whether any of the words is part of it.
  func mentions(_ words: [String]) -> Bool { words.contains { contains($0) } }
}
