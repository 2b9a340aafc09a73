/// Text with what no screen should act on made visible: a path, an argument or a field's name of
/// somebody else's must neither move the cursor nor turn the line around.
enum VisibleText {
  /// A message: whatever is no letter, sign, blank, tab or new line is written as `\u{202E}`.
  static func message(_ text: String) -> String { shown(text) { _ in false } }

  /// An answer: colours stay, and the joiners that some scripts write words with.
  static func answer(_ text: String) -> String {
    shown(text) { $0 == escape || $0 == "\u{200C}" || $0 == "\u{200D}" }
  }

  /// JSON: the same characters, written as its escapes. Outside of texts JSON has none of them.
  static func json(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    return text.unicodeScalars.map { scalar in
      guard isInvisible(scalar) else { return String(scalar) }
      return UTF16.encode(scalar).map { units in
        units.map { unit in
          let digits = String(unit, radix: 16)
          return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
      } ?? String(scalar)
    }.joined()
  }

  private static let escape: Unicode.Scalar = "\u{1B}"

  private static func shown(_ text: String, isKept: (Unicode.Scalar) -> Bool) -> String {
    guard text.unicodeScalars.contains(where: isInvisible) else { return text }
    var shown = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == escape, isKept(scalar), let colour = colour(rest) {
        shown.append(scalar)
        shown.append(contentsOf: colour)
        rest = rest.dropFirst(colour.count)
      } else if isInvisible(scalar), scalar == escape || !isKept(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        shown.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  /// What follows an escape that only changes colours: "[1;31m" (SGR of ECMA-48).
  private static func colour(
    _ rest: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView? {
    guard rest.first == "[", let end = rest.firstIndex(of: "m") else { return nil }
    let parameters = rest[..<end].dropFirst()
    guard parameters.allSatisfy({ ("0"..."9").contains($0) || $0 == ";" }) else { return nil }
    return rest[...end]
  }

  /// Controls (C0, C1), format characters (direction, zero width), separators of lines, and what
  /// else no screen draws; variants of the character before them stay.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || scalar.value == 0x7F
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    default:
      return scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isVariationSelector
    }
  }
}
