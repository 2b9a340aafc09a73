/// The proof that a tree only grew: that its first `oldSize` leaves are still what they were
/// (RFC 6962 §2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
  /// The number of leaves of the earlier tree.
  public var oldSize: UInt64
  /// The number of leaves of the later tree.
  public var newSize: UInt64
  /// The hashes in the order of RFC 6962; none if `oldSize` is 0 or equal to `newSize`.
  public var path: [Hash]

  public init(oldSize: UInt64, newSize: UInt64, path: [Hash]) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// Makes the proof that the first `old` leaves begin the tree of the first `new` leaves.
  ///
  /// Throws `treeShrank` if `old > new`, and what the reader throws.
  public static func prove(
    from old: UInt64, to new: UInt64,
    reading reader: borrowing some NodeReader & ~Copyable & ~Escapable
  ) throws -> ConsistencyProof {
    guard old <= new else { throw TransparencyLogError.treeShrank(oldSize: old, newSize: new) }
    guard old > 0 else { return ConsistencyProof(oldSize: 0, newSize: new, path: []) }
    let shape = ProofShape.consistency(from: old, to: new)
    return ConsistencyProof(
      oldSize: old, newSize: new, path: try shape.hashes(reading: reader))
  }

  /// Returns if the tree of `new` has the whole tree of `old` as its beginning.
  ///
  /// RFC 9162 §2.1.4.2, with its two open ends closed: nothing is consistent with everything, and
  /// equal sizes need equal roots; both ask for an empty path. Throws `proofForOtherTree`,
  /// `treeShrank`, `emptyTreeWithOtherRoot`, `proofLength` or `rootDiffers`.
  public func check(old: TreeHead, new: TreeHead) throws(TransparencyLogError) {
    guard oldSize == old.size else {
      throw .proofForOtherTree(proofSize: oldSize, headSize: old.size)
    }
    guard newSize == new.size else {
      throw .proofForOtherTree(proofSize: newSize, headSize: new.size)
    }
    guard oldSize <= newSize else { throw .treeShrank(oldSize: oldSize, newSize: newSize) }
    try old.checkEmptyRoot()
    try new.checkEmptyRoot()
    if oldSize == 0 || oldSize == newSize {
      guard path.isEmpty else { throw .proofLength(found: path.count) }
      guard oldSize == 0 || old.root == new.root else { throw .rootDiffers(size: oldSize) }
    } else {
      try checkGrowth(old: old, new: new)
    }
  }

  /// `0 < oldSize < newSize`: rebuilds both roots from the path and compares them.
  private func checkGrowth(old: TreeHead, new: TreeHead) throws(TransparencyLogError) {
    // A perfect old tree is a node of the new one; its hash is known and left out of the path.
    let oldIsPerfect = oldSize.nonzeroBitCount == 1
    guard let first = oldIsPerfect ? old.root : path.first else { throw .proofLength(found: 0) }
    var (oldRoot, newRoot) = (first, first)
    var climb = Climb(index: oldSize - 1, last: newSize - 1)
    climb.skipRightChildren()
    for sibling in oldIsPerfect ? path[...] : path.dropFirst() {
      guard let side = climb.step() else { throw .proofLength(found: path.count) }
      switch side {
      case .left:
        oldRoot = .node(sibling, oldRoot)
        newRoot = .node(sibling, newRoot)
      case .right:
        newRoot = .node(newRoot, sibling)
      }
    }
    guard climb.isAtRoot else { throw .proofLength(found: path.count) }
    guard oldRoot == old.root else { throw .rootDiffers(size: oldSize) }
    guard newRoot == new.root else { throw .rootDiffers(size: newSize) }
  }
}
