internal import FoundationEssentials

/// Bytes as digests are typed, and as Protobuf's JSON writes them.
enum HexDigits {
  /// Nil unless every character is a hexadecimal digit and their number is even.
  static func bytes(_ text: String) -> [UInt8]? {
    let nibbles = text.map(\.hexDigitValue)
    guard nibbles.count.isMultiple(of: 2), text.allSatisfy(\.isASCII) else { return nil }
    var bytes: [UInt8] = []
    for pair in stride(from: 0, to: nibbles.count, by: 2) {
      guard let high = nibbles[pair], let low = nibbles[pair + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }

  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
