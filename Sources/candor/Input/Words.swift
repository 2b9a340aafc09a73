/// How names of events are typed: lower-case words with hyphens.
enum Words {
  /// "Vitals sampled", "VITALS_SAMPLED" as `vitals-sampled`.
  static func hyphenated(_ text: String) -> String {
    String(text.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
  }
}

extension String {
  /// With blanks behind it up to a width in characters.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
