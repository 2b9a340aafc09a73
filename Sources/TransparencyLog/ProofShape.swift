/// What a proof consists of: for each of its hashes the perfect subtrees that it is made from.
struct ProofShape {
  /// One element a hash of the proof, in the order of the proof; each left to right.
  private(set) var parts: [[NodeID]]

  /// The audit path of leaf `index` in a tree of `size` leaves, from the leaf upwards.
  ///
  /// RFC 6962 §2.1.1, walked from the root down and then turned round. `index` is under `size`.
  static func inclusion(index: UInt64, size: UInt64) -> ProofShape {
    var siblings: [[NodeID]] = []
    var (first, end) = (UInt64(0), size)
    while end - first > 1 {
      let middle = first + largestPowerOfTwo(below: end - first)
      if index < middle {
        siblings.append(NodeID.cover(from: middle, to: end))
        end = middle
      } else {
        siblings.append(NodeID.cover(from: first, to: middle))
        first = middle
      }
    }
    return ProofShape(parts: siblings.reversed())
  }

  /// The proof that a tree of `old` leaves is the beginning of one of `new` leaves.
  ///
  /// RFC 6962 §2.1.2, walked from the root down and then turned round. `0 < old <= new`.
  static func consistency(from old: UInt64, to new: UInt64) -> ProofShape {
    var parts: [[NodeID]] = []
    var (first, end) = (UInt64(0), new)
    while end != old {
      let middle = first + largestPowerOfTwo(below: end - first)
      if old <= middle {
        parts.append(NodeID.cover(from: middle, to: end))
        end = middle
      } else {
        parts.append(NodeID.cover(from: first, to: middle))
        first = middle
      }
    }
    // Arrived at the old tree itself, the checker has its hash already and need not be told it.
    if first > 0 { parts.append(NodeID.cover(from: first, to: end)) }
    return ProofShape(parts: parts.reversed())
  }

  /// The hashes of the proof, from the nodes that `reader` holds, all read in one go.
  func hashes(
    reading reader: borrowing some NodeReader & ~Copyable & ~Escapable
  ) throws -> [Hash] {
    let places = parts.flatMap { $0 }
    let nodes = places.isEmpty ? [] : try reader.nodes(places)
    guard nodes.count == places.count else {
      throw TransparencyLogError.readerCount(expected: places.count, found: nodes.count)
    }
    var unused = nodes[...]
    return parts.map { part in
      defer { unused = unused.dropFirst(part.count) }
      // Joined from the right, each perfect subtree is the left neighbour of all that follows.
      let (joined, last) = (
        unused.prefix(part.count - 1), unused[unused.startIndex + part.count - 1]
      )
      return joined.reversed().reduce(last) { right, left in .node(left, right) }
    }
  }

  /// The largest power of two that is smaller than `count`, which is 2 or more (RFC 6962's k).
  private static func largestPowerOfTwo(below count: UInt64) -> UInt64 {
    1 << UInt64(63 - (count - 1).leadingZeroBitCount)
  }
}
