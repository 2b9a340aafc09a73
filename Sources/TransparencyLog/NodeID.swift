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
