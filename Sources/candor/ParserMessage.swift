/// The argument parser's messages repeat what was typed; a name or a remark typed in the wrong
/// place must not reach a log that way.
enum ParserMessage {
  /// The same message, with what was typed left out unless it is a code, a number, a time or an
  /// option. What the parser says of itself, its arguments and their values, stays.
  static func withoutValues(_ message: String, typed arguments: [String]) -> String {
    var text = message
    // Whole, also over lines and with apostrophes, the longest first: one may hold another.
    for word in typedWords(arguments).sorted(by: { $0.utf8.count > $1.utf8.count }) {
      text = text.replacing("'\(word)'", with: "'…'")
    }
    if text.hasPrefix("Error: ") { text = "candor: " + text.dropFirst(7) }
    return text
  }

  /// As the parser may quote them: an option's value alone, too.
  private static func typedWords(_ arguments: [String]) -> Set<String> {
    var words = Set(arguments)
    for argument in arguments where argument.hasPrefix("-") {
      if let equals = argument.firstIndex(of: "=") {
        words.insert(String(argument[argument.index(after: equals)...]))
      }
    }
    return words.filter { !isHarmless($0) }
  }

  /// An option, a lower-case word with hyphens, a number with its unit, a time.
  private static func isHarmless(_ word: String) -> Bool {
    if word.hasPrefix("--"), !word.contains("=") { return true }
    guard word.utf8.count <= 24 else { return false }
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"),
        UInt8(ascii: "+"), UInt8(ascii: "T"), UInt8(ascii: "Z"):
        true
      default: false
      }
    }
    return isPlain && word.contains { $0.isNumber || $0 == "-" }
  }
}
