/// A tree head with the name of the log that it is of, in the form that gets signed
/// (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
  /// The name that identifies the log.
  public let origin: String
  /// The tree's size and root.
  public let treeHead: TreeHead
  /// Lines after the root that mean nothing here; the specification advises against any.
  public let extensions: [String]

  /// Throws `malformedCheckpoint` for an origin or extension that is empty or has a control
  /// character, and for size 0 with a root that is not the empty tree's.
  public init(
    origin: String, treeHead: TreeHead, extensions: [String] = []
  ) throws(TransparencyLogError) {
    guard Checkpoint.isLine(origin) else { throw .malformedCheckpoint(.origin) }
    guard extensions.allSatisfy(Checkpoint.isLine) else {
      throw .malformedCheckpoint(.extensionLine)
    }
    guard treeHead.size > 0 || treeHead.root == .emptyRoot else {
      throw .malformedCheckpoint(.emptyTreeRoot)
    }
    self.origin = origin
    self.treeHead = treeHead
    self.extensions = extensions
  }

  /// Reads the text of a checkpoint, strictly: only what `text` writes is read.
  ///
  /// Throws `malformedCheckpoint` with what is wrong.
  public init(parsing text: String) throws(TransparencyLogError) {
    guard text.utf8.last == UInt8(ascii: "\n") else {
      throw .malformedCheckpoint(.unfinishedLine)
    }
    let lines = Array(text.utf8).dropLast()
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard lines.count >= 3 else { throw .malformedCheckpoint(.tooFewLines) }
    guard let size = Checkpoint.decimal(lines[1]) else { throw .malformedCheckpoint(.size) }
    guard let root = Hash(base64: lines[2]) else { throw .malformedCheckpoint(.root) }
    try self.init(
      origin: lines[0], treeHead: TreeHead(size: size, root: root),
      extensions: Array(lines.dropFirst(3)))
  }

  /// The text that gets signed: origin, size, root and extensions, a line each.
  public var text: String {
    ([origin, String(treeHead.size), treeHead.root.base64] + extensions)
      .map { $0 + "\n" }.joined()
  }

  /// The checkpoint as a note with this signature. Throws `signingFailed` if the library refuses.
  public func signed(by signer: NoteSigner) throws(TransparencyLogError) -> Note {
    try Note(text: text).signed(by: signer)
  }

  /// Opens a signed checkpoint: reads the note, verifies it, reads its text, compares the origin.
  ///
  /// `origin` is the one that the caller expects; left out, it is the key's name, as the
  /// specification advises logs to have it. Throws what `Note` and `Checkpoint` throw, and
  /// `otherOrigin` for a genuine checkpoint of another log.
  public static func open(
    _ note: [UInt8], verifier: NoteVerifier, origin: String? = nil
  ) throws(TransparencyLogError) -> Checkpoint {
    let note = try Note(parsing: note)
    try note.verified(by: [verifier])
    let checkpoint = try Checkpoint(parsing: note.text)
    let expected = origin ?? verifier.name
    guard checkpoint.origin.utf8.elementsEqual(expected.utf8) else {
      throw .otherOrigin(expected: expected, found: checkpoint.origin)
    }
    return checkpoint
  }

  private static func isLine(_ line: String) -> Bool {
    !line.isEmpty && line.utf8.allSatisfy { $0 >= 0x20 }
  }

  /// The number that `text` writes in decimal, or nil unless it is the shortest way to write it.
  private static func decimal(_ text: String) -> UInt64? {
    guard let number = UInt64(text), String(number) == text else { return nil }
    return number
  }
}
