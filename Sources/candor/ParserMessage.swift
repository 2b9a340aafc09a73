/// The argument parser's messages repeat what was typed; a name or a remark typed in the wrong
/// place must not reach a log that way.
enum ParserMessage {
  /// The same message, with quoted words left out unless they are codes, numbers, times or options.
  static func withoutValues(_ message: String) -> String {
    var lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.first else { return message }
    var sentence = masked(first)
    if sentence.hasPrefix("Error: ") { sentence = "candor: " + sentence.dropFirst(7) }
    lines[0] = sentence
    return lines.joined(separator: "\n")
  }

  private static func masked(_ sentence: String) -> String {
    let parts = sentence.split(separator: "'", omittingEmptySubsequences: false)
    // An apostrophe in a typed word shifts what is quoted: then nothing is believed to be harmless.
    let isPaired = parts.count % 2 == 1
    return parts.enumerated().map { index, part in
      index % 2 == 0 && isPaired || isHarmless(part) ? String(part) : "…"
    }.joined(separator: "'")
  }

  /// An option with its placeholder, a lower-case word with hyphens, a number with its unit, a
  /// time.
  private static func isHarmless(_ word: Substring) -> Bool {
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
