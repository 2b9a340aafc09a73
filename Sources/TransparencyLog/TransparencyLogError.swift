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

extension TransparencyLogError: CustomStringConvertible {
  /// What was found, what was expected and what to do next.
  public var description: String { "\(problem) \(remedy)" }

  /// What was found and what was expected.
  public var problem: String { text.problem }

  /// What to do next.
  public var remedy: String { text.remedy }

  private var text: (problem: String, remedy: String) {
    switch self {
    case .frontierLength(let expected, let found):
      (
        "The stored frontier has \(found) bytes instead of \(expected): it is damaged.",
        "Compute it again from the leaves."
      )
    case .frontierFull:
      (
        "The stored frontier's size is 2^64 - 1, which no log reaches: it is damaged.",
        "Compute it again from the leaves."
      )
    case .readerCount(let expected, let found):
      (
        "The node reader answered \(found) of \(expected) nodes.",
        "It must answer each one in order."
      )
    case .indexOutsideTree(let index, let treeSize):
      (
        "Position \(index) is not in a tree of \(treeSize) leaves.",
        "Ask for a smaller position or use a later checkpoint."
      )
    case .treeShrank(let oldSize, let newSize):
      (
        "The later tree has \(newSize) leaves, the earlier one \(oldSize): a log never "
          + "shrinks.",
        "Unless the two were swapped, entries were removed."
      )
    case .proofForOtherTree(let proofSize, let headSize):
      (
        "The proof is for a tree of \(proofSize) leaves, the head has \(headSize).",
        "Use the checkpoint that the proof was made for."
      )
    case .proofLength(let found):
      (
        "The proof's number of hashes, \(found), does not fit its sizes: it is damaged or "
          + "forged.",
        "Ask for it again."
      )
    case .rootDiffers(let size):
      (
        "The hashes do not lead to the root of the tree of \(size) leaves: the entry, the "
          + "proof or the log was altered.",
        "Do not rely on it."
      )
    case .emptyTreeWithOtherRoot:
      (
        "A tree of 0 leaves must have the root \(Hash.emptyRoot): the head is damaged or "
          + "forged.",
        "Do not rely on it."
      )
    case .malformedKey(let defect):
      (
        "The key \(defect.rawValue).",
        "Copy it again from where it is published."
      )
    case .malformedNote(let defect):
      (
        "The signed note \(defect.rawValue).",
        "Fetch it again; a note is never edited."
      )
    case .malformedCheckpoint(let defect):
      (
        "The checkpoint \(defect.rawValue).",
        "Fetch it again from the log."
      )
    case .invalidSignature(let key):
      (
        "The signature of the known key \(key) does not verify: the text or the signature "
          + "was altered.",
        "Do not rely on it."
      )
    case .noKnownSignature:
      (
        "No signature is by a known key.",
        "Check that the right verifier key was given."
      )
    case .otherOrigin(let expected, let found):
      (
        "The checkpoint is of the log \"\(found)\"; expected was \"\(expected)\".",
        "Check which log's checkpoint and key these are."
      )
    case .signingFailed(let key):
      (
        "The key \(key) could not sign.",
        "Check that it is a 32-byte Ed25519 seed."
      )
    }
  }
}

/// How bytes fail to be a C2SP signed note; the raw value completes "The signed note …".
public enum NoteDefect: String, Hashable, Sendable, CaseIterable {
  case tooLong = "is longer than 1,000,000 bytes"
  case notUTF8 = "is not valid UTF-8"
  case controlCharacter = "has a control character other than a newline"
  case textWithoutNewline = "has a text that does not end with a newline"
  case noBlankLine = "has no blank line between its text and its signatures"
  case noSignature = "has no signature line after its last blank line"
  case unfinishedLine = "does not end with a newline"
  case signatureLine = "has a signature line that is not of the form '— name base64'"
  case keyName = "has a signature whose key name is empty or has a space or a plus sign"
  case signatureEncoding = "has a signature that is not canonical base64"
  case signatureLength = "has a signature without bytes after its 4-byte key id"
  case tooManySignatures = "has more than 100 signatures"
}

/// How a text fails to be a C2SP checkpoint; the raw value completes "The checkpoint …".
public enum CheckpointDefect: String, Hashable, Sendable, CaseIterable {
  case unfinishedLine = "does not end with a newline"
  case tooFewLines = "has fewer than three lines (origin, size, root)"
  case origin = "has an origin that is empty or has a control character"
  case size = "has a size that is not a decimal number under 2^64 without leading zeros"
  case root = "has a root that is not 32 bytes in canonical base64"
  case emptyTreeRoot = "has size 0 but not the root of the empty tree"
  case extensionLine = "has an extension line that is empty or has a control character"
}

/// How a key fails to be a C2SP signed-note Ed25519 key; the raw value completes "The key …".
public enum KeyDefect: String, Hashable, Sendable, CaseIterable {
  case name = "name is empty or has a space, a plus sign or a control character"
  case privateKeyLength = "seed is not 32 bytes long"
  case publicKeyLength = "public key is not 32 bytes long"
  case shape = "is not of the form name+id+base64"
  case idNotHexadecimal = "id is not 8 lower-case hexadecimal digits"
  case encoding = "is not canonical base64 after its id"
  case algorithm = "is of another algorithm than Ed25519 (type 0x01)"
  case idDiffers = "id is not the one that its name and public key give: a character was changed"
}
