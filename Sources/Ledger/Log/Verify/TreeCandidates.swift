internal import TransparencyLog

/// The tree as the entries give it, position by position.
///
/// Where an entry contradicts its stored leaf hash there are two trees to choose from. Both are
/// kept until a node, an anchor or the frontier tells which one was recorded.
struct TreeCandidates {
  private struct Candidate {
    var frontier = Frontier()
    /// When the append being walked began.
    var startRoot = Hash.emptyRoot

    /// The nodes completed that are stored otherwise.
    mutating func append(
      _ leaf: Hash, _ isStored: (CompletedNode) throws(LedgerError) -> Bool
    ) throws(LedgerError) -> [CompletedNode] {
      var differing: [CompletedNode] = []
      try frontier.append(leaf) { (level, index, hash) throws(LedgerError) in
        guard level >= LogTables.lowestNodeLevel else { return }
        let node = CompletedNode(level: level, index: index, hash: hash)
        if try !isStored(node) { differing.append(node) }
      }
      return differing
    }
  }

  struct CompletedNode {
    let level: Int
    let index: UInt64
    let hash: Hash
  }

  private var candidates = [Candidate()]
  /// After a missing entry nothing can be said about the tree any more.
  private(set) var isBroken = false
  private static let most = 16

  var head: TreeHead? { isBroken ? nil : candidates.first?.frontier.head }

  mutating func breakOff() { isBroken = true }

  mutating func beginAppend() {
    guard !isBroken else { return }
    for index in candidates.indices {
      candidates[index].startRoot = candidates[index].frontier.root
    }
  }

  /// Appends a leaf, or either of two. Returns the nodes that it completes and that are stored
  /// otherwise, if that is so with every candidate.
  mutating func append(
    _ leaf: Hash, or other: Hash? = nil,
    isStored: (CompletedNode) throws(LedgerError) -> Bool
  ) throws(LedgerError) -> [CompletedNode] {
    guard !isBroken else { return [] }
    if let other, candidates.count < Self.most {
      return try choose([leaf, other], isStored)
    }
    guard candidates.count == 1 else { return try choose([leaf], isStored) }
    return try candidates[0].append(leaf, isStored)
  }

  /// Keeps the candidates whose completed nodes are stored; the first of all if none are.
  private mutating func choose(
    _ leaves: [Hash], _ isStored: (CompletedNode) throws(LedgerError) -> Bool
  ) throws(LedgerError) -> [CompletedNode] {
    var grown: [(candidate: Candidate, differing: [CompletedNode])] = []
    for leaf in leaves {
      for var candidate in candidates {
        let differing = try candidate.append(leaf, isStored)
        grown.append((candidate, differing))
      }
    }
    let kept = grown.filter(\.differing.isEmpty)
    candidates = (kept.isEmpty ? Array(grown.prefix(1)) : kept).map(\.candidate)
    return kept.isEmpty ? grown.first?.differing ?? [] : []
  }

  /// Whether the tree was `root` when the append being walked began.
  mutating func beganAppend(with root: Hash) -> Bool { keep { $0.startRoot == root } }

  /// Whether the tree is `root` now.
  mutating func hasRoot(_ root: Hash) -> Bool { keep { $0.frontier.root == root } }

  mutating func hasFrontier(_ frontier: Frontier) -> Bool { keep { $0.frontier == frontier } }

  private mutating func keep(_ agrees: (Candidate) -> Bool) -> Bool {
    guard !isBroken else { return true }
    let kept = candidates.filter(agrees)
    candidates = kept.isEmpty ? Array(candidates.prefix(1)) : kept
    return !kept.isEmpty
  }
}
