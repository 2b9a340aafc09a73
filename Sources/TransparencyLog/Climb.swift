/// The way from a node up to the root, as RFC 9162 §2.1.3.2 and §2.1.4.2 walk it.
///
/// `index` (their fn) is the node that the walk has reached, `last` (their sn) the rightmost node
/// of the same level. Told apart from `ProofShape`, which makes proofs from the recursive
/// definition, so that making and checking cannot share a mistake.
struct Climb {
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
