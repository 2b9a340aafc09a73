internal import TransparencyLog

/// Takes a prepared append apart from its first byte to its last.
struct PreparedReader {
  private let bytes: [UInt8]
  private var offset = 0
  private var end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
  }

  private var left: Int { end - offset }

  /// Holds the digest that ends the bytes against all before it. It finds damage; what was changed
  /// on purpose is found by the signatures.
  mutating func takeDigest() throws(PreparedDefect) {
    let digestStart = end - Hash.byteCount
    guard digestStart > offset else {
      throw .length(expected: offset + Hash.byteCount, found: bytes.count)
    }
    let digest = bytes[digestStart...]
    guard Hash.sha256(bytes.span.bytes.extracting(0..<digestStart)).bytes == Array(digest) else {
      throw .digest
    }
    end = digestStart
  }

  mutating func take(_ count: Int) throws(PreparedDefect) -> [UInt8] {
    guard count <= left else { throw .length(expected: count, found: left) }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>() throws(PreparedDefect)
    -> Number
  {
    let taken = try take(MemoryLayout<Number>.size)
    return taken.span.bytes.number(at: 0)
  }

  /// Nothing may be left.
  func finish() throws(PreparedDefect) {
    guard left == 0 else { throw .length(expected: 0, found: left) }
  }
}
