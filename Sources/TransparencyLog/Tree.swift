/// A tree at one moment: how many leaves it has, and the root hash over them.
public struct TreeHead: Hashable, Sendable {
  /// The number of leaves.
  public var size: UInt64
  /// The Merkle tree hash of those leaves (RFC 6962 §2.1).
  public var root: Hash

  public init(size: UInt64, root: Hash) {
    self.size = size
    self.root = root
  }

  /// The tree without leaves.
  public static let empty = TreeHead(size: 0, root: .emptyRoot)

  /// The head of the first `size` leaves, from the hashes that `reader` holds.
  ///
  /// Reads one node for each bit set in `size`. Throws what the reader throws.
  public static func compute(
    size: UInt64, reading reader: borrowing some NodeReader & ~Copyable & ~Escapable
  ) throws -> TreeHead {
    try Frontier(size: size, reading: reader).head
  }

  /// Refuses a head of size 0 whose root is not the empty root: no tree has it.
  func checkEmptyRoot() throws(TransparencyLogError) {
    guard size > 0 || root == .emptyRoot else { throw .emptyTreeWithOtherRoot }
  }
}

/// The place of a perfect subtree: `2^level` leaves from leaf `index · 2^level` on.
public struct NodeID: Hashable, Sendable {
  /// The subtree's height: 0 is a leaf.
  public let level: Int
  /// Which one of its level, from the left, 0-based.
  public let index: UInt64

  public init(level: Int, index: UInt64) {
    self.level = level
    self.index = index
  }

  /// The fewest perfect subtrees, left to right, that together hold the leaves `first..<end`.
  ///
  /// `first` is a multiple of the largest power of two that fits into the range, as it is for
  /// every range that RFC 6962 §2.1 cuts a tree into.
  static func cover(from first: UInt64, to end: UInt64) -> [NodeID] {
    var nodes: [NodeID] = []
    var first = first
    while first < end {
      let level = 63 - (end - first).leadingZeroBitCount
      nodes.append(NodeID(level: level, index: first >> UInt64(level)))
      first += 1 << UInt64(level)
    }
    return nodes
  }
}

/// Where the hashes of perfect subtrees come from: a table, a file of tiles, an array in a test.
///
/// A reader is asked only for subtrees that lie wholly inside the tree in question. Whatever it
/// throws reaches the caller unchanged.
public protocol NodeReader: ~Copyable, ~Escapable {
  /// The hash of the perfect subtree at `level` (0 = leaf) and `index` (0-based in its level).
  func node(level: Int, index: UInt64) throws -> Hash

  /// The hashes of several subtrees, one for each place asked for and in the same order.
  ///
  /// The default reads them one after another.
  func nodes(_ places: [NodeID]) throws -> [Hash]
}

extension NodeReader where Self: ~Copyable & ~Escapable {
  public func nodes(_ places: [NodeID]) throws -> [Hash] {
    try places.map { place in try node(level: place.level, index: place.index) }
  }
}
