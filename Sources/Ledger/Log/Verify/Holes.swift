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
