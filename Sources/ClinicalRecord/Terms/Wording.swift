internal import FoundationEssentials

/// How sentences and rejections put values into words.
enum Wording {
  /// "a, b or c".
  static func list(_ items: [String], joinedBy word: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "none" }
    return items.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  /// A number as it was stated: "45", "36.3".
  static func number(_ value: Double) -> String {
    // 2^53: up to here every whole number is exact, and its decimal point says nothing.
    if value.magnitude < 9_007_199_254_740_992, value == value.rounded() {
      return String(Int64(value))
    }
    return String(value)
  }

  /// Free text within a sentence: on one line.
  static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Free text within a sentence with its own lines, of which none is empty.
  static func lines(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { line(String($0)) }.filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// ", document 2" of what rests on one, or nothing.
  static func document(_ number: UInt32) -> String {
    number == 0 ? "" : ", document \(number)"
  }

  /// ": the note", or nothing.
  static func note(_ text: String) -> String {
    let lines = lines(text)
    return lines.isEmpty ? "" : ": \(lines)"
  }

  /// "; the note" behind a sentence that has its colon, or nothing.
  static func remark(_ text: String) -> String {
    let lines = lines(text)
    return lines.isEmpty ? "" : "; \(lines)"
  }

  /// ": the first; the second" of several texts, those left out that say nothing.
  static func notes(_ texts: String...) -> String {
    let said = texts.map(lines).filter { !$0.isEmpty }
    return said.isEmpty ? "" : ": \(said.joined(separator: "; "))"
  }

  /// "; the first; the second" behind a sentence that has its colon.
  static func remarks(_ texts: String...) -> String { texts.map(remark).joined() }

  /// "yes", "no" or "not assessed" of what is asked: "stable", "not stable", "stability not
  /// assessed".
  static func answer(
    _ answer: Assessment, _ yes: String, _ no: String, _ otherwise: String
  ) -> String {
    switch answer {
    case .yes: yes
    case .no: no
    case .notAssessed, .unspecified, .UNRECOGNIZED: otherwise
    }
  }

  /// "(Dr. Crane)" with a blank before it, or nothing.
  static func name(_ text: String) -> String {
    let line = line(text)
    return line.isEmpty ? "" : " (\(line))"
  }

  /// The first digits of a chart's id, as WHO takes them.
  static func chart(_ bytes: Data) -> String { hexadecimal(bytes.prefix(8)) }

  /// Lower case.
  static func hexadecimal(_ bytes: Data) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// A word from outside, cut short and without anything that a terminal would obey.
  static func quotable(_ text: String) -> String {
    let plain = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
    return String(String.UnicodeScalarView(plain.prefix(40)))
  }
}
