/// Blanks what the compiler does not act on, so that a rule about code is not set off by prose.
///
/// Comments, string literals (with what they interpolate) and identifiers in backticks become
/// spaces; line breaks stay, so line numbers hold. Good enough for code that the formatter passed.
struct CodeMask {
  private let text: [UInt8]
  private var index = 0
  private var masked: [UInt8] = []

  static func masked(_ text: String) -> String {
    var mask = CodeMask(text: Array(text.utf8))
    mask.run()
    return String(decoding: mask.masked, as: UTF8.self)
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func run() {
    let special = Set("/#\"`".utf8)
    while index < text.count {
      if !special.contains(text[index]) {
        masked.append(text[index])
        index += 1
      } else if starts("//") {
        blank { $0.text[$0.index] == UInt8(ascii: "\n") }
      } else if starts("/*") {
        blankBlockComment()
      } else if let hashes = openingHashes() {
        blankString(hashes: hashes)
      } else if text[index] == UInt8(ascii: "`") {
        blank(count: 1)
        blank { $0.text[$0.index] == UInt8(ascii: "`") || $0.text[$0.index] == UInt8(ascii: "\n") }
        blank(count: 1)
      } else {
        masked.append(text[index])
        index += 1
      }
    }
  }

  private func starts(_ word: String) -> Bool {
    text[index...].starts(with: word.utf8)
  }

  private mutating func blank(count: Int) {
    for _ in 0..<count where index < text.count {
      masked.append(UInt8(ascii: text[index] == UInt8(ascii: "\n") ? "\n" : " "))
      index += 1
    }
  }

  private mutating func blank(until done: (CodeMask) -> Bool) {
    while index < text.count, !done(self) { blank(count: 1) }
  }

  private mutating func blankBlockComment() {
    var depth = 0
    repeat {
      if starts("/*") {
        depth += 1
        blank(count: 2)
      } else if starts("*/") {
        depth -= 1
        blank(count: 2)
      } else {
        blank(count: 1)
      }
    } while depth > 0 && index < text.count
  }

  /// How many `#` stand before the quote that opens a string here; nil where none opens.
  private func openingHashes() -> Int? {
    var hashes = 0
    while index + hashes < text.count, text[index + hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard index + hashes < text.count, text[index + hashes] == UInt8(ascii: "\"") else {
      return nil
    }
    return hashes
  }

  private mutating func blankString(hashes: Int) {
    let fence = String(repeating: "#", count: hashes)
    blank(count: hashes)
    let quote = starts("\"\"\"") ? "\"\"\"" : "\""
    blank(count: quote.count)
    while index < text.count {
      if starts(quote + fence) {
        blank(count: quote.count + hashes)
        return
      }
      if starts("\\" + fence + "(") {
        blankInterpolation(after: 1 + hashes)
      } else if starts("\\" + fence) {
        blank(count: 2 + hashes)
      } else if quote.count == 1, text[index] == UInt8(ascii: "\n") {
        return
      } else {
        blank(count: 1)
      }
    }
  }

  /// An interpolation may hold strings of its own, so its brackets are counted outside of them.
  private mutating func blankInterpolation(after prefix: Int) {
    blank(count: prefix)
    var depth = 0
    repeat {
      if let hashes = openingHashes() {
        blankString(hashes: hashes)
        continue
      }
      if text[index] == UInt8(ascii: "(") { depth += 1 }
      if text[index] == UInt8(ascii: ")") { depth -= 1 }
      blank(count: 1)
    } while depth > 0 && index < text.count
  }
}
