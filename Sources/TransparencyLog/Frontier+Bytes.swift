extension Frontier {
  /// The stored form: size as u64, little-endian, then each subtree's 32 bytes, largest first.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Frontier.byteCount(size: size))
    for shift in 0..<UInt64(8) { bytes.append(UInt8(truncatingIfNeeded: size >> (8 * shift))) }
    for hash in subtrees { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// Reads the stored form back.
  ///
  /// Throws `frontierLength` unless the length is exactly what the size asks for, and
  /// `frontierFull` for a size that leaves no room for one more leaf.
  public init(bytes: [UInt8]) throws(TransparencyLogError) {
    guard bytes.count >= 8 else { throw .frontierLength(expected: 8, found: bytes.count) }
    let size = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard size < .max else { throw .frontierFull }
    let expected = Frontier.byteCount(size: size)
    guard bytes.count == expected else {
      throw .frontierLength(expected: expected, found: bytes.count)
    }
    var subtrees: [Hash] = []
    for start in stride(from: 8, to: expected, by: Hash.byteCount) {
      guard let hash = Hash(bytes: bytes[start..<start + Hash.byteCount]) else {
        throw .frontierLength(expected: expected, found: bytes.count)
      }
      subtrees.append(hash)
    }
    self.init(size: size, subtrees: subtrees)
  }

  private static func byteCount(size: UInt64) -> Int {
    8 + size.nonzeroBitCount * Hash.byteCount
  }
}
