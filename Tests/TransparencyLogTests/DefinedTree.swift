import TransparencyLog

/// RFC 6962 §2.1 word for word: recursive, slow, and made without anything that it is to test
/// except the two hash functions.
struct DefinedTree: NodeReader {
  let leaves: [Hash]

  /// Leaves that differ from one another in every position.
  init(size: Int) {
    leaves = (0..<size).map { Hash.leaf([UInt8(truncatingIfNeeded: $0), 0xCA]) }
  }

  init(entries: [[UInt8]]) {
    leaves = entries.map { Hash.leaf($0) }
  }

  struct NoSuchNode: Error {}

  /// Refuses subtrees that are not wholly inside the tree: no proof may ever ask for one.
  func node(level: Int, index: UInt64) throws -> Hash {
    let first = Int(index) << level
    guard first + 1 << level <= leaves.count else { throw NoSuchNode() }
    return DefinedTree.root(leaves[first..<first + 1 << level])
  }

  func head(_ size: Int) -> TreeHead {
    TreeHead(size: UInt64(size), root: DefinedTree.root(leaves[..<size]))
  }

  /// MTH(D[n]), §2.1.
  static func root(_ leaves: ArraySlice<Hash>) -> Hash {
    guard let first = leaves.first else { return .emptyRoot }
    guard leaves.count > 1 else { return first }
    let split = leaves.startIndex + split(leaves.count)
    return .node(root(leaves[..<split]), root(leaves[split...]))
  }

  /// PATH(m, D[n]), §2.1.1.
  static func path(_ index: Int, _ leaves: ArraySlice<Hash>) -> [Hash] {
    guard leaves.count > 1 else { return [] }
    let split = leaves.startIndex + split(leaves.count)
    return index < split
      ? path(index, leaves[..<split]) + [root(leaves[split...])]
      : path(index, leaves[split...]) + [root(leaves[..<split])]
  }

  /// SUBPROOF(m, D[n], b), §2.1.2, with `old` counted from the very first leaf.
  static func proof(_ old: Int, _ leaves: ArraySlice<Hash>, known: Bool = true) -> [Hash] {
    guard old < leaves.endIndex else { return known ? [] : [root(leaves)] }
    let split = leaves.startIndex + split(leaves.count)
    return old <= split
      ? proof(old, leaves[..<split], known: known) + [root(leaves[split...])]
      : proof(old, leaves[split...], known: false) + [root(leaves[..<split])]
  }

  /// The largest power of two smaller than `count`.
  private static func split(_ count: Int) -> Int {
    var power = 1
    while power * 2 < count { power *= 2 }
    return power
  }
}
