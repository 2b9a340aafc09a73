/// Holds every entry's link against where its stream stood.
struct StreamLinks {
  private(set) var heads: [StreamKey: StreamHead] = [:]

  /// What is wrong with the link of this entry; nil when nothing is.
  mutating func defect(of entry: Entry, _ holes: Holes) -> VerificationDefect? {
    let stamp = entry.stamp
    let known = heads.updateValue(
      StreamHead(position: entry.position, revision: stamp.revision), forKey: entry.header.stream)
    if stamp.previous == known?.position, stamp.revision == known.map({ $0.revision &+ 1 }) ?? 0 {
      return nil
    }
    if let previous = stamp.previous, holes.contains(previous),
      mayHaveSkipped(to: stamp.revision, from: known, before: entry.position, holes)
    {
      return nil
    }
    return .link(
      to: stamp.previous, revision: stamp.revision, streamAt: known?.position,
      streamRevision: known?.revision)
  }

  /// Whether a stored head of a stream may be right, given what cannot be believed.
  func agrees(_ head: StreamHead, of stream: StreamKey, _ holes: Holes) -> Bool {
    let known = heads[stream]
    return head == known
      || holes.contains(head.position)
        && mayHaveSkipped(to: head.revision &+ 1, from: known, before: head.position &+ 1, holes)
  }

  /// Whether so many revisions can be hidden in holes since the stream was last seen.
  private func mayHaveSkipped(
    to revision: UInt32, from known: StreamHead?, before position: UInt64, _ holes: Holes
  ) -> Bool {
    let next = known.map { UInt64($0.revision) + 1 } ?? 0
    let start = known.map { $0.position + 1 } ?? 0
    guard start < position, UInt64(revision) > next else { return false }
    return UInt64(revision) - next <= UInt64(holes.count(in: start..<position))
  }
}

/// Positions whose entries cannot be believed: damaged or missing. What others say about them is
/// given the benefit of the doubt, so that one damaged entry is reported once and nothing else is.
struct Holes {
  private var positions: [UInt64] = []

  var isEmpty: Bool { positions.isEmpty }

  /// Positions come in order.
  mutating func add(_ position: UInt64) { positions.append(position) }

  func contains(_ position: UInt64) -> Bool { count(in: position..<position + 1) == 1 }

  func count(in range: Range<UInt64>) -> Int {
    index(of: range.upperBound) - index(of: range.lowerBound)
  }

  /// Whether nothing in the range can be believed.
  func cover(_ range: Range<UInt64>) -> Bool { count(in: range) == range.count }

  /// How many lie below the position.
  private func index(of position: UInt64) -> Int {
    var (low, high) = (0, positions.count)
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
