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
