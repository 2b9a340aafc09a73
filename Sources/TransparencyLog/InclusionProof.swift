/// The proof that one leaf is in a tree: RFC 6962 §2.1.1's audit path with the numbers it needs.
public struct InclusionProof: Hashable, Sendable {
  /// The leaf's 0-based position.
  public var index: UInt64
  /// The number of leaves of the tree that it is proved for.
  public var treeSize: UInt64
  /// The sibling hashes from the leaf up to the root.
  public var path: [Hash]

  public init(index: UInt64, treeSize: UInt64, path: [Hash]) {
    self.index = index
    self.treeSize = treeSize
    self.path = path
  }

  /// Makes the proof for leaf `index` in the tree of the first `treeSize` leaves.
  ///
  /// Throws `indexOutsideTree` unless `index < treeSize`, and what the reader throws.
  public static func prove(
    index: UInt64, treeSize: UInt64,
    from reader: borrowing some NodeReader & ~Copyable & ~Escapable
  ) throws -> InclusionProof {
    guard index < treeSize else {
      throw TransparencyLogError.indexOutsideTree(index: index, treeSize: treeSize)
    }
    let shape = ProofShape.inclusion(index: index, size: treeSize)
    return InclusionProof(
      index: index, treeSize: treeSize, path: try shape.hashes(reading: reader))
  }

  /// Returns if `leaf` is the leaf hash at `index` in the tree that `head` describes.
  ///
  /// RFC 9162 §2.1.3.2. Throws `indexOutsideTree`, `proofForOtherTree`, `proofLength` or
  /// `rootDiffers`. The proof is worth as much as the trust in `head`, whose size and root must
  /// come from one checkpoint: the root alone does not pin the size.
  public func check(leaf: Hash, head: TreeHead) throws(TransparencyLogError) {
    guard treeSize == head.size else {
      throw .proofForOtherTree(proofSize: treeSize, headSize: head.size)
    }
    guard index < treeSize else { throw .indexOutsideTree(index: index, treeSize: treeSize) }
    var hash = leaf
    var climb = Climb(index: index, last: treeSize - 1)
    for sibling in path {
      guard let side = climb.step() else { throw .proofLength(found: path.count) }
      hash = side == .left ? .node(sibling, hash) : .node(hash, sibling)
    }
    guard climb.isAtRoot else { throw .proofLength(found: path.count) }
    guard hash == head.root else { throw .rootDiffers(size: head.size) }
  }
}
