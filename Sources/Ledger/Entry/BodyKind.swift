/// Holds the header's kind against the message in the body.
///
/// The ledger knows no schema but its own. It knows one rule of all of them: a body is a Protobuf
/// message whose `oneof` case, a message of its own, has the header's kind as its field number.
enum BodyKind {
  /// Whether the stream type is one whose bodies are events.
  static func applies(to type: StreamType) -> Bool {
    (StreamType.ledger.rawValue...StreamType.operations.rawValue).contains(type.rawValue)
  }

  /// Whether `body` is well-formed at its top level and holds the field `kind`.
  static func holds(_ kind: UInt16, _ body: RawSpan) -> Bool {
    var offset = 0
    var isFound = false
    while offset < body.byteCount {
      guard let tag = varint(body, &offset) else { return false }
      switch tag & 7 {
      case 0:
        guard varint(body, &offset) != nil else { return false }
      case 1: offset += 8
      case 2:
        guard let count = varint(body, &offset), count <= UInt64(body.byteCount - offset) else {
          return false
        }
        offset += Int(count)
        if tag >> 3 == UInt64(kind) { isFound = true }
      case 5: offset += 4
      default: return false
      }
    }
    return isFound && offset == body.byteCount
  }

  /// Protocol Buffers, "Base 128 Varints": seven bits a byte, least significant first.
  private static func varint(_ body: RawSpan, _ offset: inout Int) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard offset < body.byteCount else { return nil }
      let byte: UInt8 = body.number(at: offset)
      offset += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
