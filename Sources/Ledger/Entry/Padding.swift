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

  /// The message, or nil when the padding is not exactly what `pad` adds.
  static func unpad(_ padded: [UInt8]) -> [UInt8]? {
    guard !padded.isEmpty, padded.count.isMultiple(of: blockByteCount) else { return nil }
    guard let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == mark else { return nil }
    guard padded.count - end <= blockByteCount else { return nil }
    return Array(padded[..<end])
  }
}
