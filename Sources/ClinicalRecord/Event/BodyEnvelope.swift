/// The outermost bytes of a body: exactly one length-delimited field, the event itself.
///
/// Protobuf lets a `oneof` occur twice and takes the last; two readers could then disagree about
/// what was recorded, so a body is held to one field before it is decoded.
enum BodyEnvelope {
  static func check(_ bytes: [UInt8], holdsOnly kind: EventKind) throws(DecodeError) {
    var rest = bytes[...]
    guard let tag = readVarint(&rest) else { throw .malformed(kind: kind) }
    let number = tag >> 3
    guard number == UInt64(kind.number) else {
      throw .kindMismatch(header: kind, bodyNumber: number)
    }
    // Wire type 2 is length-delimited: every event is a message.
    guard tag & 7 == 2, let length = readVarint(&rest), length == UInt64(rest.count) else {
      throw .malformed(kind: kind)
    }
  }

  private static func readVarint(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      guard let byte = rest.popFirst() else { return nil }
      value |= UInt64(byte & 0x7f) << shift
      if byte & 0x80 == 0 { return value }
    }
    return nil
  }
}
