import Testing
import TransparencyLog

@Suite struct InclusionProofTests {
  @Test(arguments: ReferenceVectors.inclusion)
  func `proofs are those of the reference tree, and they check`(
    vector: ReferenceVectors.Inclusion
  ) throws {
    let tree = DefinedTree(entries: ReferenceVectors.leaves)
    let proof = try InclusionProof.prove(index: vector.index, treeSize: vector.size, from: tree)
    #expect(proof.path.map(\.hex) == vector.path)
    try proof.check(
      leaf: .leaf(ReferenceVectors.leaves[Int(vector.index)]),
      head: try ReferenceVectors.head(vector.size))
  }

  @Test func `every proof up to 70 leaves is the recursive definition's, and it checks`() throws {
    let tree = DefinedTree(size: 70)
    for size in 1...70 {
      for index in 0..<size {
        let proof = try InclusionProof.prove(
          index: UInt64(index), treeSize: UInt64(size), from: tree)
        #expect(proof.path == DefinedTree.path(index, tree.leaves[..<size]))
        try proof.check(leaf: tree.leaves[index], head: tree.head(size))
      }
    }
  }

  @Test(arguments: 1...66)
  func `no altered proof checks`(size: Int) throws {
    let tree = DefinedTree(size: size)
    let head = tree.head(size)
    for index in 0..<size {
      let proof = try InclusionProof.prove(
        index: UInt64(index), treeSize: UInt64(size), from: tree)
      let leaf = tree.leaves[index]
      for altered in alterations(of: proof) {
        #expect(throws: TransparencyLogError.self) { try altered.check(leaf: leaf, head: head) }
      }
      #expect(throws: TransparencyLogError.rootDiffers(size: head.size)) {
        try proof.check(leaf: leaf.flipping(bit: index), head: head)
      }
      #expect(throws: TransparencyLogError.rootDiffers(size: head.size)) {
        try proof.check(
          leaf: leaf, head: TreeHead(size: head.size, root: head.root.flipping(bit: index)))
      }
    }
  }

  @Test func `each single bit of a path counts`() throws {
    let tree = DefinedTree(size: 11)
    let proof = try InclusionProof.prove(index: 8, treeSize: 11, from: tree)
    for position in proof.path.indices {
      for bit in 0..<256 {
        var altered = proof
        altered.path[position] = altered.path[position].flipping(bit: bit)
        #expect(throws: TransparencyLogError.rootDiffers(size: 11)) {
          try altered.check(leaf: tree.leaves[8], head: tree.head(11))
        }
      }
    }
  }

  @Test func `a proof for another tree size says so`() throws {
    let tree = DefinedTree(size: 9)
    let proof = try InclusionProof.prove(index: 3, treeSize: 8, from: tree)
    #expect(throws: TransparencyLogError.proofForOtherTree(proofSize: 8, headSize: 9)) {
      try proof.check(leaf: tree.leaves[3], head: tree.head(9))
    }
  }

  @Test(arguments: [(0, 0), (1, 1), (8, 8), (9, 8), (.max, 8), (.max, .max)] as [(UInt64, UInt64)])
  func `a position at or past the end is neither proved nor checked`(
    index: UInt64, size: UInt64
  ) {
    let error = TransparencyLogError.indexOutsideTree(index: index, treeSize: size)
    #expect(throws: error) {
      try InclusionProof.prove(index: index, treeSize: size, from: UniformTree())
    }
    #expect(throws: error) {
      try InclusionProof(index: index, treeSize: size, path: []).check(
        leaf: .emptyRoot, head: TreeHead(size: size, root: .emptyRoot))
    }
  }

  @Test(arguments: hugeSizes)
  func `proofs at the far end of 64 bits check`(size: UInt64) throws {
    let tree = UniformTree()
    let head = try TreeHead.compute(size: size, reading: tree)
    for index in [0, 1, size / 2, size - 2, size - 1] {
      let proof = try InclusionProof.prove(index: index, treeSize: size, from: tree)
      #expect(proof.path.count <= 64)
      try proof.check(leaf: tree.leaf, head: head)
      #expect(throws: TransparencyLogError.self) {
        var short = proof
        short.path.removeLast()
        try short.check(leaf: tree.leaf, head: head)
      }
    }
  }

  @Test func `what the reader throws reaches the caller`() {
    #expect(throws: DefinedTree.NoSuchNode.self) {
      try InclusionProof.prove(index: 0, treeSize: 5, from: DefinedTree(size: 4))
    }
  }

  private func alterations(of proof: InclusionProof) -> [InclusionProof] {
    var altered = pathAlterations(of: proof.path).map { path in
      InclusionProof(index: proof.index, treeSize: proof.treeSize, path: path)
    }
    for index in 0..<proof.treeSize + 2 where index != proof.index {
      altered.append(InclusionProof(index: index, treeSize: proof.treeSize, path: proof.path))
    }
    for size in [0, proof.treeSize - 1, proof.treeSize + 1, proof.treeSize * 2] {
      altered.append(InclusionProof(index: proof.index, treeSize: size, path: proof.path))
    }
    return altered
  }
}
