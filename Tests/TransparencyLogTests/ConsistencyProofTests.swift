import Testing
import TransparencyLog

@Suite struct ConsistencyProofTests {
  @Test(arguments: ReferenceVectors.consistency)
  func `proofs are those of the reference tree, and they check`(
    vector: ReferenceVectors.Consistency
  ) throws {
    let tree = DefinedTree(entries: ReferenceVectors.leaves)
    let proof = try ConsistencyProof.prove(from: vector.old, to: vector.new, reading: tree)
    #expect(proof.path.map(\.hex) == vector.path)
    try proof.check(
      old: try ReferenceVectors.head(vector.old), new: try ReferenceVectors.head(vector.new))
  }

  @Test func `every proof up to 70 leaves is the recursive definition's, and it checks`() throws {
    let tree = DefinedTree(size: 70)
    for new in 0...70 {
      for old in 0...new {
        let proof = try ConsistencyProof.prove(
          from: UInt64(old), to: UInt64(new), reading: tree)
        #expect(proof.path == (old == 0 ? [] : DefinedTree.proof(old, tree.leaves[..<new])))
        try proof.check(old: tree.head(old), new: tree.head(new))
      }
    }
  }

  @Test(arguments: 1...66)
  func `no altered proof and no altered head checks`(new: Int) throws {
    let tree = DefinedTree(size: new)
    let newHead = tree.head(new)
    for old in 0...new {
      let oldHead = tree.head(old)
      let proof = try ConsistencyProof.prove(from: UInt64(old), to: UInt64(new), reading: tree)
      for altered in alterations(of: proof) {
        #expect(throws: TransparencyLogError.self) {
          try altered.check(old: oldHead, new: newHead)
        }
      }
      let otherOld = TreeHead(size: oldHead.size, root: oldHead.root.flipping(bit: old))
      #expect(throws: TransparencyLogError.self) { try proof.check(old: otherOld, new: newHead) }
      guard old > 0 else { continue }
      let otherNew = TreeHead(size: newHead.size, root: newHead.root.flipping(bit: old))
      #expect(
        throws: TransparencyLogError.rootDiffers(size: old == new ? proof.oldSize : newHead.size)
      ) {
        try proof.check(old: oldHead, new: otherNew)
      }
    }
  }

  @Test func `each single bit of a path counts`() throws {
    let tree = DefinedTree(size: 13)
    for old in [6, 8, 11] {
      let proof = try ConsistencyProof.prove(from: UInt64(old), to: 13, reading: tree)
      for position in proof.path.indices {
        for bit in 0..<256 {
          var altered = proof
          altered.path[position] = altered.path[position].flipping(bit: bit)
          #expect(throws: TransparencyLogError.self) {
            try altered.check(old: tree.head(old), new: tree.head(13))
          }
        }
      }
    }
  }

  @Test(arguments: [(3, 7), (6, 8), (4, 7), (1, 8)])
  func `a path too short or too long is named as such`(old: Int, new: Int) throws {
    let tree = DefinedTree(size: 8)
    let proof = try ConsistencyProof.prove(from: UInt64(old), to: UInt64(new), reading: tree)
    for path in [Array(proof.path.dropLast()), proof.path + [.emptyRoot], []] {
      var altered = proof
      altered.path = path
      #expect(throws: TransparencyLogError.proofLength(found: path.count)) {
        try altered.check(old: tree.head(old), new: tree.head(new))
      }
    }
  }

  @Test func `a log that rewrote one old leaf is never consistent`() throws {
    let honest = DefinedTree(size: 20)
    for old in 1...19 {
      for rewritten in 0..<old {
        var leaves = honest.leaves
        leaves[rewritten] = leaves[rewritten].flipping(bit: 3)
        let forged = ArraySlice(leaves)
        let proof = ConsistencyProof(
          oldSize: UInt64(old), newSize: 20, path: DefinedTree.proof(old, forged))
        #expect(throws: TransparencyLogError.self) {
          try proof.check(
            old: honest.head(old), new: TreeHead(size: 20, root: DefinedTree.root(forged)))
        }
      }
    }
  }

  @Test func `nothing is consistent with everything, by an empty proof only`() throws {
    let tree = DefinedTree(size: 3)
    let proof = try ConsistencyProof.prove(from: 0, to: 3, reading: tree)
    #expect(proof.path.isEmpty)
    try proof.check(old: .empty, new: tree.head(3))
    #expect(throws: TransparencyLogError.proofLength(found: 1)) {
      try ConsistencyProof(oldSize: 0, newSize: 3, path: [.emptyRoot])
        .check(old: .empty, new: tree.head(3))
    }
    #expect(throws: TransparencyLogError.emptyTreeWithOtherRoot) {
      try proof.check(old: TreeHead(size: 0, root: tree.leaves[0]), new: tree.head(3))
    }
    #expect(throws: TransparencyLogError.emptyTreeWithOtherRoot) {
      let other = TreeHead(size: 0, root: tree.leaves[0])
      try ConsistencyProof(oldSize: 0, newSize: 0, path: []).check(old: other, new: other)
    }
  }

  @Test(arguments: [0, 1, 2, 7, 8] as [UInt64])
  func `equal sizes need equal roots and an empty proof`(size: UInt64) throws {
    let tree = DefinedTree(size: 8)
    let head = tree.head(Int(size))
    let proof = try ConsistencyProof.prove(from: size, to: size, reading: tree)
    #expect(proof.path.isEmpty)
    try proof.check(old: head, new: head)
    #expect(throws: TransparencyLogError.proofLength(found: 1)) {
      try ConsistencyProof(oldSize: size, newSize: size, path: [head.root])
        .check(old: head, new: head)
    }
  }

  @Test func `a tree that shrank is refused, made or checked`() {
    let tree = DefinedTree(size: 5)
    let error = TransparencyLogError.treeShrank(oldSize: 5, newSize: 4)
    #expect(throws: error) { try ConsistencyProof.prove(from: 5, to: 4, reading: tree) }
    #expect(throws: error) {
      try ConsistencyProof(oldSize: 5, newSize: 4, path: [])
        .check(old: tree.head(5), new: tree.head(4))
    }
  }

  @Test func `a proof for other sizes than the heads' says so`() throws {
    let tree = DefinedTree(size: 9)
    let proof = try ConsistencyProof.prove(from: 4, to: 7, reading: tree)
    #expect(throws: TransparencyLogError.proofForOtherTree(proofSize: 4, headSize: 5)) {
      try proof.check(old: tree.head(5), new: tree.head(7))
    }
    #expect(throws: TransparencyLogError.proofForOtherTree(proofSize: 7, headSize: 8)) {
      try proof.check(old: tree.head(4), new: tree.head(8))
    }
  }

  @Test(arguments: hugeSizes)
  func `proofs at the far end of 64 bits check`(new: UInt64) throws {
    let tree = UniformTree()
    let newHead = try TreeHead.compute(size: new, reading: tree)
    for old in [0, 1, 3, 1 << 61, new / 2, new / 2 + 1, new - 1, new] {
      let proof = try ConsistencyProof.prove(from: old, to: new, reading: tree)
      #expect(proof.path.count <= 65)
      try proof.check(old: try TreeHead.compute(size: old, reading: tree), new: newHead)
    }
  }

  private func alterations(of proof: ConsistencyProof) -> [ConsistencyProof] {
    let (old, new, path) = (proof.oldSize, proof.newSize, proof.path)
    var altered = pathAlterations(of: path).map { path in
      ConsistencyProof(oldSize: old, newSize: new, path: path)
    }
    for size in [old &- 1, old + 1, old ^ 2] {
      altered.append(ConsistencyProof(oldSize: size, newSize: new, path: path))
    }
    for size in [new - 1, new + 1, new * 2] {
      altered.append(ConsistencyProof(oldSize: old, newSize: size, path: path))
    }
    return altered
  }
}
