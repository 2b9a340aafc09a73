import Testing
import TransparencyLog

@Suite struct FrontierTests {
  @Test func `its roots are those of the reference tree at every size`() throws {
    var frontier = Frontier()
    #expect(frontier.head == .empty)
    for (index, leaf) in ReferenceVectors.leaves.enumerated() {
      #expect(frontier.head == (try ReferenceVectors.head(UInt64(index))))
      frontier.append(.leaf(leaf))
    }
    #expect(frontier.head == (try ReferenceVectors.head(8)))
  }

  @Test func `its root is the recursive definition at every size up to 300`() throws {
    let tree = DefinedTree(size: 300)
    var frontier = Frontier()
    for size in 0...300 {
      #expect(frontier.head == tree.head(size))
      #expect(try TreeHead.compute(size: UInt64(size), reading: tree) == frontier.head)
      #expect(try Frontier(size: UInt64(size), reading: tree) == frontier)
      if size < 300 { frontier.append(tree.leaves[size]) }
    }
  }

  @Test func `it reports every perfect subtree once, when its last leaf arrives`() throws {
    var frontier = Frontier()
    var reported: [NodeID: String] = [:]
    for (position, leaf) in ReferenceVectors.leaves.enumerated() {
      var order: [Int] = []
      frontier.append(.leaf(leaf)) { level, index, hash in
        order.append(level)
        let last = (index + 1) << UInt64(level) - 1
        #expect(last == UInt64(position))
        #expect(reported.updateValue(hash.hex, forKey: NodeID(level: level, index: index)) == nil)
      }
      #expect(order == Array(0..<order.count))
    }
    for (level, nodes) in ReferenceVectors.nodes.enumerated() {
      for (index, expected) in nodes.enumerated() {
        #expect(
          reported.removeValue(forKey: NodeID(level: level, index: UInt64(index))) == expected)
      }
    }
    #expect(reported.isEmpty)
  }

  @Test func `a listener that throws leaves it as it was`() {
    struct DiskFull: Error {}
    var frontier = Frontier()
    for leaf in DefinedTree(size: 7).leaves { frontier.append(leaf) }
    let before = frontier
    #expect(throws: DiskFull.self) {
      try frontier.append(.emptyRoot) { level, _, _ throws(DiskFull) in
        if level == 2 { throw DiskFull() }
      }
    }
    #expect(frontier == before)
  }

  @Test func `its bytes are the size and one hash for each bit set in it`() throws {
    var frontier = Frontier()
    #expect(frontier.bytes == [UInt8](repeating: 0, count: 8))
    for leaf in ReferenceVectors.leaves.prefix(6) { frontier.append(.leaf(leaf)) }
    let four = try ReferenceVectors.hash(ReferenceVectors.nodes[2][0])
    let two = try ReferenceVectors.hash(ReferenceVectors.nodes[1][2])
    #expect(frontier.bytes == [6, 0, 0, 0, 0, 0, 0, 0] + four.bytes + two.bytes)
  }

  @Test func `its bytes are read back at every size and go on growing alike`() throws {
    let tree = DefinedTree(size: 131)
    var frontier = Frontier()
    for leaf in tree.leaves {
      var copy = try Frontier(bytes: frontier.bytes)
      #expect(copy == frontier)
      frontier.append(leaf)
      copy.append(leaf)
      #expect(copy.head == frontier.head)
    }
  }

  @Test func `bytes too short or too long for their size are refused`() {
    var frontier = Frontier()
    for leaf in DefinedTree(size: 5).leaves { frontier.append(leaf) }
    let bytes = frontier.bytes
    for count in 0..<bytes.count {
      #expect(
        throws: TransparencyLogError.frontierLength(expected: count < 8 ? 8 : 72, found: count)
      ) { try Frontier(bytes: Array(bytes.prefix(count))) }
    }
    #expect(throws: TransparencyLogError.frontierLength(expected: 72, found: 73)) {
      try Frontier(bytes: bytes + [0])
    }
    #expect(throws: TransparencyLogError.frontierLength(expected: 104, found: 72)) {
      try Frontier(bytes: [7] + bytes.dropFirst())
    }
  }

  @Test func `a size without room for one more leaf is refused`() {
    let bytes = [UInt8](repeating: 0xFF, count: 8 + 64 * 32)
    #expect(throws: TransparencyLogError.frontierFull) { try Frontier(bytes: bytes) }
  }

  @Test func `a reader that answers too few nodes is refused`() {
    struct Forgetful: NodeReader {
      func node(level: Int, index: UInt64) throws -> Hash { .emptyRoot }
      func nodes(_ places: [NodeID]) throws -> [Hash] { [.emptyRoot] }
    }
    #expect(throws: TransparencyLogError.readerCount(expected: 3, found: 1)) {
      try TreeHead.compute(size: 7, reading: Forgetful())
    }
    #expect(throws: TransparencyLogError.readerCount(expected: 6, found: 1)) {
      try InclusionProof.prove(index: 7, treeSize: 15, from: Forgetful())
    }
  }
}
