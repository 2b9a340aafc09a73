internal import Bytes

/// The padding of a sealed body: 0x80, then zeros up to a multiple of 32 bytes.
///
/// It hides a message's length within 32 bytes, and is inside the seal.
enum Padding {
  static let blockByteCount = 32
  private static let mark: UInt8 = 0x80

  static func paddedByteCount(_ messageByteCount: Int) -> Int {
    (messageByteCount / blockByteCount + 1) * blockByteCount
  }

  /// Of ciphertext and tag together.
  static func sealedByteCount(_ messageByteCount: Int) -> Int {
    paddedByteCount(messageByteCount) + DataKey.tagByteCount
  }

  static func isSealedLength(_ byteCount: Int) -> Bool {
    let padded = byteCount - DataKey.tagByteCount
    return padded > 0 && padded.isMultiple(of: blockByteCount)
  }

  static func pad(_ message: [UInt8]) -> [UInt8] {
    var padded = message
    padded.reserveCapacity(paddedByteCount(message.count))
    padded.append(mark)
    padded.append(
      contentsOf: repeatElement(0, count: paddedByteCount(message.count) - padded.count))
    return padded
  }

  /// Leaves the message; false when the padding is not exactly what `pad` adds.
  static func unpad(_ padded: inout [UInt8]) -> Bool {
    guard !padded.isEmpty, padded.count.isMultiple(of: blockByteCount) else { return false }
    guard let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == mark else { return false }
    guard padded.count - end <= blockByteCount else { return false }
    padded.removeLast(padded.count - end)
    return true
  }
}

/// Holds the header's kind against the message in the body.
///
/// The ledger knows no schema but its own. It knows one rule of all of them: a body is a Protobuf
/// message whose `oneof` case, a message of its own, has the header's kind as its field number.
enum BodyKind {
  /// Whether the stream type is one whose bodies are events.
  static func applies(to type: StreamType) -> Bool {
    (StreamType.ledger.rawValue...StreamType.document.rawValue).contains(type.rawValue)
      && type != .maintenance
  }

  /// Whether `body` is well-formed at its top level and holds the field `kind`.
  static func holds(_ kind: UInt16, _ body: RawSpan) -> Bool {
    var offset = 0
    var isFound = false
    while offset < body.byteCount {
      guard let tag = body.varint(at: &offset) else { return false }
      switch tag & 7 {
      case 0:
        guard body.varint(at: &offset) != nil else { return false }
      case 1: offset += 8
      case 2:
        guard let count = body.varint(at: &offset), count <= UInt64(body.byteCount - offset) else {
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
}
