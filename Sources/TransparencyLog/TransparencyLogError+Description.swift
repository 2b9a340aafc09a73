extension TransparencyLogError: CustomStringConvertible {
  /// What was found, what was expected and what to do next.
  public var description: String {
    switch self {
    case .frontierLength(let expected, let found):
      "The stored frontier has \(found) bytes instead of \(expected): it is damaged. "
        + "Compute it again from the leaves."
    case .frontierFull:
      "The stored frontier's size is 2^64 - 1, which no log reaches: it is damaged. "
        + "Compute it again from the leaves."
    case .readerCount(let expected, let found):
      "The node reader answered \(found) of \(expected) nodes: it must answer each one in order."
    case .indexOutsideTree(let index, let treeSize):
      "Position \(index) is not in a tree of \(treeSize) leaves. "
        + "Ask for a smaller position or use a later checkpoint."
    case .treeShrank(let oldSize, let newSize):
      "The later tree has \(newSize) leaves, the earlier one \(oldSize): a log never shrinks. "
        + "Unless the two were swapped, entries were removed."
    case .proofForOtherTree(let proofSize, let headSize):
      "The proof is for a tree of \(proofSize) leaves, the head has \(headSize). "
        + "Use the checkpoint that the proof was made for."
    case .proofLength(let found):
      "The proof's number of hashes, \(found), does not fit its sizes: it is damaged or forged. "
        + "Ask for it again."
    case .rootDiffers(let size):
      "The hashes do not lead to the root of the tree of \(size) leaves: "
        + "the entry, the proof or the log was altered. Do not rely on it."
    case .emptyTreeWithOtherRoot:
      "A tree of 0 leaves must have the root \(Hash.emptyRoot): the head is damaged or forged."
    case .malformedKey(let defect):
      "The key \(defect.rawValue)."
    case .malformedNote(let defect):
      "The signed note \(defect.rawValue)."
    case .malformedCheckpoint(let defect):
      "The checkpoint \(defect.rawValue)."
    case .invalidSignature(let key):
      "The signature of the known key \(key) does not verify: the text or the signature was "
        + "altered. Do not rely on it."
    case .noKnownSignature:
      "No signature is by a known key. Check that the right verifier key was given."
    case .otherOrigin(let expected, let found):
      "The checkpoint is of the log \"\(found)\"; expected was \"\(expected)\". "
        + "Check which log's checkpoint and key these are."
    case .signingFailed(let key):
      "The key \(key) could not sign. Check that it is a 32-byte Ed25519 seed."
    }
  }
}
