/// Where the hashes of perfect subtrees come from: a table, a file of tiles, an array in a test.
///
/// A reader is asked only for subtrees that lie wholly inside the tree in question. Whatever it
/// throws reaches the caller unchanged.
public protocol NodeReader: ~Copyable, ~Escapable {
  /// The hash of the perfect subtree at `level` (0 = leaf) and `index` (0-based in its level).
  func node(level: Int, index: UInt64) throws -> Hash

  /// The hashes of several subtrees, one for each place asked for and in the same order.
  ///
  /// The default reads them one after another.
  func nodes(_ places: [NodeID]) throws -> [Hash]
}

extension NodeReader where Self: ~Copyable & ~Escapable {
  public func nodes(_ places: [NodeID]) throws -> [Hash] {
    try places.map { place in try node(level: place.level, index: place.index) }
  }
}
