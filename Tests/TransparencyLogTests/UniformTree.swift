import TransparencyLog

/// A tree as large as anyone likes, whose leaves are all the same.
struct UniformTree: NodeReader {
  private let levels: [Hash]

  init() {
    var levels = [Hash.leaf([0x55])]
    for level in 0..<63 { levels.append(.node(levels[level], levels[level])) }
    self.levels = levels
  }

  var leaf: Hash { levels[0] }

  func node(level: Int, index: UInt64) throws -> Hash { levels[level] }
}
