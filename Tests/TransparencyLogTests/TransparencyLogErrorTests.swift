import Testing
import TransparencyLog

@Suite struct TransparencyLogErrorTests {
  @Test(
    arguments: [
      (.frontierLength(expected: 40, found: 39), "39 bytes instead of 40"),
      (.frontierFull, "2^64 - 1"),
      (.readerCount(expected: 3, found: 1), "1 of 3 nodes"),
      (.indexOutsideTree(index: 9, treeSize: 8), "Position 9"),
      (.treeShrank(oldSize: 5, newSize: 4), "4 leaves, the earlier one 5"),
      (.proofForOtherTree(proofSize: 8, headSize: 9), "8 leaves, the head has 9"),
      (.proofLength(found: 3), "3"),
      (.rootDiffers(size: 8), "8 leaves"),
      (.emptyTreeWithOtherRoot, ReferenceVectors.roots[0]),
      (.malformedKey(.idDiffers), KeyDefect.idDiffers.rawValue),
      (.malformedNote(.notUTF8), NoteDefect.notUTF8.rawValue),
      (.malformedCheckpoint(.size), CheckpointDefect.size.rawValue),
      (.invalidSignature(key: "a+00000001"), "a+00000001"),
      (.noKnownSignature, "verifier key"),
      (.otherOrigin(expected: "a", found: "b"), "\"b\"; expected was \"a\""),
      (.signingFailed(key: "a+00000001"), "a+00000001"),
    ] as [(TransparencyLogError, String)])
  func `each error names the value that was wrong`(error: TransparencyLogError, part: String) {
    #expect("\(error)".contains(part))
    #expect("\(error)".hasSuffix("."))
  }
}
