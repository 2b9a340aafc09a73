/// Why a tree, a proof, a note or a checkpoint was not accepted.
public enum TransparencyLogError: Error, Equatable, Sendable {
  /// Stored bytes of a frontier are not as long as its size asks for.
  case frontierLength(expected: Int, found: Int)
  /// A stored frontier has no room for one more leaf.
  case frontierFull
  /// A node reader answered another number of nodes than it was asked for.
  case readerCount(expected: Int, found: Int)
  /// A leaf position at or past the end of the tree.
  case indexOutsideTree(index: UInt64, treeSize: UInt64)
  /// The later tree is smaller than the earlier one.
  case treeShrank(oldSize: UInt64, newSize: UInt64)
  /// The proof was made for a tree of another size than the head at hand.
  case proofForOtherTree(proofSize: UInt64, headSize: UInt64)
  /// The proof holds too many or too few hashes for its sizes.
  case proofLength(found: Int)
  /// The hashes do not lead to the root of the tree of this size.
  case rootDiffers(size: UInt64)
  /// A head of size 0 whose root is not SHA-256 of no bytes.
  case emptyTreeWithOtherRoot
  /// A key's name, encoding or length is not that of a C2SP signed-note Ed25519 key.
  case malformedKey(KeyDefect)
  /// A note breaks the C2SP signed-note format.
  case malformedNote(NoteDefect)
  /// A checkpoint's text breaks the C2SP tlog-checkpoint format.
  case malformedCheckpoint(CheckpointDefect)
  /// A known key's signature does not verify. The key is written as its name and id.
  case invalidSignature(key: String)
  /// None of the note's signatures is by a known key.
  case noKnownSignature
  /// The checkpoint is genuine but of another log.
  case otherOrigin(expected: String, found: String)
  /// The cryptographic library refused to sign.
  case signingFailed(key: String)
}
