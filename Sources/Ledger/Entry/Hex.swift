/// Lower-case hexadecimal, as identifiers are written for people.
enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  static func string(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil unless every character is a hexadecimal digit and their number is even.
  static func bytes(_ text: String) -> [UInt8]? {
    let nibbles = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard nibbles.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for pair in stride(from: 0, to: nibbles.count, by: 2) {
      guard let high = nibbles[pair], let low = nibbles[pair + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
