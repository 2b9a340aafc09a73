import TransparencyLog

extension Hash {
  /// The same hash with one bit the other way; bits beyond the last start again from the first.
  func flipping(bit: Int) -> Hash {
    var bytes = bytes
    bytes[bit / 8 % 32] ^= 1 << UInt8(bit % 8)
    return Hash(bytes: bytes) ?? self
  }
}

/// Paths that differ from `path`: a bit flipped in each hash, a hash replaced, two swapped, one
/// missing at either end or in the middle, one too many at either end.
func pathAlterations(of path: [Hash]) -> [[Hash]] {
  var altered: [[Hash]] = []
  for position in path.indices {
    var flipped = path
    flipped[position] = path[position].flipping(bit: position * 37 + path.count)
    altered.append(flipped)
    var replaced = path
    replaced[position] = .emptyRoot
    altered.append(replaced)
    var without = path
    without.remove(at: position)
    altered.append(without)
    if position > 0 {
      var swapped = path
      swapped.swapAt(position, position - 1)
      altered.append(swapped)
    }
  }
  let extra = path.last ?? .emptyRoot
  return altered + [path + [extra], [extra] + path, path + path + [.emptyRoot]]
}

/// Sizes at which a sum or a shift would overflow if it were done carelessly.
let hugeSizes: [UInt64] = [
  1 << 62, 1 << 63 - 1, 1 << 63, 1 << 63 + 1, 1 << 63 + 12_345, .max - 1, .max,
]
