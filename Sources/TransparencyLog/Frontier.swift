internal import Bytes

/// The right edge of a growing tree: all that is needed to append leaves and to know the root.
///
/// It holds one hash for each bit set in `size`, that of a perfect subtree, the largest (leftmost)
/// first, so it never has more than 64 hashes however long the log is.
public struct Frontier: Hashable, Sendable {
  /// The number of leaves appended so far.
  public private(set) var size: UInt64
  private(set) var subtrees: [Hash]

  /// The frontier of the tree without leaves.
  public init() {
    size = 0
    subtrees = []
  }

  /// The caller has made sure that there is one hash for each bit set in `size`.
  init(size: UInt64, subtrees: [Hash]) {
    self.size = size
    self.subtrees = subtrees
  }

  /// The frontier of the first `size` leaves, from the hashes that `reader` holds.
  ///
  /// Throws what the reader throws, or `readerCount` if it does not answer every place asked for.
  public init(
    size: UInt64, reading reader: borrowing some NodeReader & ~Copyable & ~Escapable
  ) throws {
    let places = NodeID.cover(from: 0, to: size)
    let hashes = places.isEmpty ? [] : try reader.nodes(places)
    guard hashes.count == places.count else {
      throw TransparencyLogError.readerCount(expected: places.count, found: hashes.count)
    }
    self.size = size
    subtrees = hashes
  }

  /// Appends a leaf.
  public mutating func append(_ leaf: Hash) {
    append(leaf) { _, _, _ in }
  }

  /// Appends a leaf and reports every perfect subtree that it completes, itself (level 0) first.
  ///
  /// If `completed` throws, the frontier is as it was before.
  public mutating func append<Failure: Error>(
    _ leaf: Hash,
    completed: (_ level: Int, _ index: UInt64, _ hash: Hash) throws(Failure) -> Void
  ) throws(Failure) {
    // Each one at the end of `size` in binary is a subtree as large as the one just completed.
    let merged = size.trailingOneBitCount
    var hash = leaf
    try completed(0, size, hash)
    for level in 0..<merged {
      hash = .node(subtrees[subtrees.count - 1 - level], hash)
      try completed(level + 1, size >> UInt64(level + 1), hash)
    }
    subtrees.removeLast(merged)
    subtrees.append(hash)
    size += 1
  }

  /// The Merkle tree hash of all leaves appended so far (RFC 6962 §2.1).
  public var root: Hash {
    guard let last = subtrees.last else { return .emptyRoot }
    return subtrees.dropLast().reversed().reduce(last) { right, left in .node(left, right) }
  }

  /// The size and the root together.
  public var head: TreeHead { TreeHead(size: size, root: root) }
}

extension UInt64 {
  fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}

extension Frontier {
  /// The stored form: size as u64, little-endian, then each subtree's 32 bytes, largest first.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Frontier.byteCount(size: size))
    bytes.appendLittleEndian(size)
    for hash in subtrees { hash.withUnsafeBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }

  /// Reads the stored form back.
  ///
  /// Throws `frontierLength` unless the length is exactly what the size asks for, and
  /// `frontierFull` for a size that leaves no room for one more leaf.
  public init(bytes: [UInt8]) throws(TransparencyLogError) {
    guard bytes.count >= 8 else { throw .frontierLength(expected: 8, found: bytes.count) }
    let size: UInt64 = bytes.span.bytes.number(at: 0)
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
