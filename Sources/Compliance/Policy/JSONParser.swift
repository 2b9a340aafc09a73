/// Reads RFC 8259 strictly and keeps doubled keys, which Foundation's decoder passes over:
/// a policy must not mean two things.
struct JSONParser {
  private let bytes: [UInt8]
  private var offset = 0

  /// Deeper than any policy, shallow enough for the stack.
  private static let deepest = 16

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value that the bytes hold.
  mutating func document() throws(PolicyError) -> JSONValue {
    let value = try self.value(depth: 0)
    skipSpace()
    guard offset == bytes.count else { throw expected("the end") }
    return value
  }

  private mutating func value(depth: Int) throws(PolicyError) -> JSONValue {
    skipSpace()
    guard depth < Self.deepest else { throw expected("at most \(Self.deepest) levels") }
    switch bytes.indices.contains(offset) ? bytes[offset] : 0 {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default:
      for (word, value) in [
        ("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null),
      ]
      where bytes[offset...].starts(with: word.utf8) {
        offset += word.utf8.count
        return value
      }
      throw expected("a value")
    }
  }

  private mutating func object(depth: Int) throws(PolicyError) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    offset += 1
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard bytes.indices.contains(offset), bytes[offset] == UInt8(ascii: "\"") else {
        throw expected("a key in quotes")
      }
      let key = try string()
      guard take(":") else { throw expected("':'") }
      members.append((key, try value(depth: depth + 1)))
    } while take(",")
    guard take("}") else { throw expected("',' or '}'") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(PolicyError) -> JSONValue {
    var elements: [JSONValue] = []
    offset += 1
    if take("]") { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw expected("',' or ']'") }
    return .array(elements)
  }

  private mutating func number() throws(PolicyError) -> JSONValue {
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

  private mutating func digits() throws(PolicyError) {
    let start = offset
    while bytes.indices.contains(offset),
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[offset]
    { offset += 1 }
    guard offset > start else { throw expected("a digit") }
  }

  private mutating func string() throws(PolicyError) -> String {
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

  /// The short escapes; `\u` has no use in a policy, whose texts are UTF-8, and is refused.
  private mutating func escape() throws(PolicyError) -> [UInt8] {
    let escapes: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D,
      0x74: 0x09,
    ]
    offset += 1
    guard bytes.indices.contains(offset), let meant = escapes[bytes[offset]] else {
      throw expected("an escape other than \\u; write the character itself")
    }
    offset += 1
    return [meant]
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

  private func expected(_ what: String) -> PolicyError {
    .notJSON(byteOffset: offset, expected: what)
  }
}
