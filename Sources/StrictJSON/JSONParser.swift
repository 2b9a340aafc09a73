/// Reads RFC 8259 strictly.
struct JSONParser {
  private let bytes: [UInt8]
  private var offset = 0

  /// Deeper than any policy or event, shallow enough for the stack.
  private static let deepest = 32

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value that the bytes hold.
  mutating func document() throws(JSONDefect) -> JSONDocument {
    let value = try self.value(depth: 0)
    skipSpace()
    guard offset == bytes.count else { throw expected("the end") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONDefect) -> JSONDocument {
    skipSpace()
    guard depth < Self.deepest else { throw expected("at most \(Self.deepest) levels") }
    switch bytes.indices.contains(offset) ? bytes[offset] : 0 {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      for (word, value) in [
        ("true", JSONDocument.bool(true)), ("false", .bool(false)), ("null", .null),
      ]
      where bytes[offset...].starts(with: word.utf8) {
        offset += word.utf8.count
        return value
      }
      throw expected("a value")
    }
  }

  private mutating func object(depth: Int) throws(JSONDefect) -> JSONDocument {
    var members: [JSONDocument.Member] = []
    offset += 1
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard bytes.indices.contains(offset), bytes[offset] == UInt8(ascii: "\"") else {
        throw expected("a key in quotes")
      }
      let key = try string()
      guard take(":") else { throw expected("':'") }
      members.append(.init(key: key, value: try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw expected("',' or '}'") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONDefect) -> JSONDocument {
    var elements: [JSONDocument] = []
    offset += 1
    if take("]") { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw expected("',' or ']'") }
    return .array(elements)
  }

  private mutating func number() throws(JSONDefect) -> JSONDocument {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    let leading = offset
    try digits()
    if bytes[leading] == UInt8(ascii: "0"), offset > leading + 1 {
      offset = leading
      throw expected("a number without leading zeros")
    }
    if bytes.indices.contains(offset), bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if bytes.indices.contains(offset), bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if bytes.indices.contains(offset), [0x2B, 0x2D].contains(bytes[offset]) { offset += 1 }
      try digits()
    }
    return .number(String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  private mutating func digits() throws(JSONDefect) {
    let start = offset
    while bytes.indices.contains(offset),
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[offset]
    { offset += 1 }
    guard offset > start else { throw expected("a digit") }
  }

  private mutating func string() throws(JSONDefect) -> String {
    offset += 1
    var text: [UInt8] = []
    while bytes.indices.contains(offset), bytes[offset] != UInt8(ascii: "\"") {
      guard bytes[offset] >= 0x20 else { throw expected("no control character in a string") }
      if bytes[offset] == UInt8(ascii: "\\") {
        text += try escape()
      } else {
        text.append(bytes[offset])
        offset += 1
      }
    }
    guard bytes.indices.contains(offset) else { throw expected("'\"'") }
    offset += 1
    guard let valid = String(validating: text, as: UTF8.self) else {
      throw expected("UTF-8 in the string that ends here")
    }
    return valid
  }

  /// What an escape stands for (RFC 8259 §7).
  private mutating func escape() throws(JSONDefect) -> [UInt8] {
    let escapes: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
      0x74: 0x09,
    ]
    offset += 1
    guard bytes.indices.contains(offset) else { throw expected("an escape") }
    if bytes[offset] == UInt8(ascii: "u") { return try unicodeEscape() }
    guard let meant = escapes[bytes[offset]] else { throw expected("an escape of JSON") }
    offset += 1
    return [meant]
  }

  /// `\uXXXX`, or two of them for a character beyond the basic plane; half a pair is refused.
  private mutating func unicodeEscape() throws(JSONDefect) -> [UInt8] {
    let first = try hexadecimalUnit()
    if let scalar = Unicode.Scalar(first) { return Array(String(scalar).utf8) }
    guard UTF16.isLeadSurrogate(UInt16(first)), bytes.indices.contains(offset + 1),
      bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
    else { throw expected("the other half of a surrogate pair") }
    offset += 1
    let second = try hexadecimalUnit()
    guard UTF16.isTrailSurrogate(UInt16(second)),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw expected("the other half of a surrogate pair") }
    return Array(String(scalar).utf8)
  }

  /// The four digits after a `u`.
  private mutating func hexadecimalUnit() throws(JSONDefect) -> UInt32 {
    offset += 1
    guard offset + 4 <= bytes.count,
      bytes[offset..<offset + 4].allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let unit = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw expected("four hexadecimal digits") }
    offset += 4
    return unit
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard bytes.indices.contains(offset), bytes[offset] == UInt8(ascii: character) else {
      return false
    }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while bytes.indices.contains(offset), [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) {
      offset += 1
    }
  }

  private func expected(_ what: String) -> JSONDefect {
    JSONDefect(byteOffset: offset, expected: what)
  }
}
