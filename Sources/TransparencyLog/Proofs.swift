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
    var walk = ProofWalk(index: index, last: treeSize - 1)
    for sibling in path {
      guard let side = walk.step() else { throw .proofLength(found: path.count) }
      hash = side == .left ? .node(sibling, hash) : .node(hash, sibling)
    }
    guard walk.isAtRoot else { throw .proofLength(found: path.count) }
    guard hash == head.root else { throw .rootDiffers(size: head.size) }
  }
}

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
    var walk = ProofWalk(index: oldSize - 1, last: newSize - 1)
    walk.skipRightChildren()
    for sibling in oldIsPerfect ? path[...] : path.dropFirst() {
      guard let side = walk.step() else { throw .proofLength(found: path.count) }
      switch side {
      case .left:
        oldRoot = .node(sibling, oldRoot)
        newRoot = .node(sibling, newRoot)
      case .right:
        newRoot = .node(newRoot, sibling)
      }
    }
    guard walk.isAtRoot else { throw .proofLength(found: path.count) }
    guard oldRoot == old.root else { throw .rootDiffers(size: oldSize) }
    guard newRoot == new.root else { throw .rootDiffers(size: newSize) }
  }
}

/// The way from a node up to the root, as RFC 9162 §2.1.3.2 and §2.1.4.2 walk it.
///
/// `index` (their fn) is the node that the walk has reached, `last` (their sn) the rightmost node
/// of the same level. Kept apart from `ProofShape`, which makes proofs from the recursive
/// definition, so that making and checking cannot share a mistake.
struct ProofWalk {
  enum Side { case left, right }

  private var index: UInt64
  private var last: UInt64

  init(index: UInt64, last: UInt64) {
    self.index = index
    self.last = last
  }

  var isAtRoot: Bool { last == 0 }

  /// Goes up past levels where the node is a right child, without a sibling from the proof.
  mutating func skipRightChildren() {
    while index & 1 == 1 { rise() }
  }

  /// Goes up to the next node that has a sibling and says on which side the sibling is; nil when
  /// the root has been reached and no sibling is left.
  mutating func step() -> Side? {
    guard last > 0 else { return nil }
    defer { rise() }
    guard index & 1 == 1 || index == last else { return .right }
    // The rightmost node of a level may stand alone; it moves up unchanged to where it is joined.
    while index & 1 == 0 && index > 0 { rise() }
    return .left
  }

  private mutating func rise() {
    index >>= 1
    last >>= 1
  }
}
