/// Numbers as they are typed: digits only, nothing that a parser of programming languages would
/// also take.
enum DecimalText {
  /// A whole number of so many digits; nil when there is anything else.
  static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), isDigits(text) else { return nil }
    return Int(text)
  }

  /// A decimal number with an optional sign and fraction; nil for exponents, infinities and the
  /// like.
  static func double(_ text: some StringProtocol) -> Double? {
    var digits = String(text)[...]
    if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ isDigits($0) && !$0.isEmpty }),
      text.utf8.count <= 18
    else { return nil }
    return Double(String(text))
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

extension Double {
  /// To so many decimal places, half away from zero.
  func rounded(places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return (self * scale).rounded() / scale
  }
}
