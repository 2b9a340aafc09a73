/// What is wrong with the bytes of an entry: each a rule of `Schemas/entry.md`.
public enum EntryDefect: Error, Hashable, Sendable {
  case length(expected: Int, found: Int)
  case format(UInt8)
  case suite(UInt8)
  case flags(UInt16)
  /// A reserved or padding byte, by its offset in the header.
  case notZero(offset: Int)
  case streamType(UInt16)
  case kind(UInt16)
  case appendIDZero
  case index(UInt16, lastIndex: UInt16)
  /// The append would begin before the ledger does.
  case beginning(index: UInt16)
  case precision(UInt8)
  case utcOffset(Int16)
  case nonceWithoutSeal
  /// A sealed body that is not a multiple of 32 bytes and a tag.
  case sealedLength(Int)
  /// The body's message is not the one that the header's kind names.
  case bodyKind(UInt16)
  /// A plaintext that does not end as the format pads it.
  case plaintextPadding
  case signatureCount(Int)
  case signatureLength(Int)
  case algorithm(UInt8)
  case meaning(UInt8)
  case firstSigner(UInt32, actor: UInt32)
  case signerTwice
  case anchorSize(UInt64)
  case anchorRoot
  case position(stamped: UInt64)
  case clockLag(Int32)
  case link(previous: UInt64?, revision: UInt32)
}

extension EntryDefect: CustomStringConvertible {
  /// The field, what it holds, what was expected.
  public var description: String {
    switch self {
    case .length(let expected, let found): "\(found) bytes where \(expected) were expected"
    case .format(let found): "format \(found), expected 1"
    case .suite(let found): "suite \(found), expected 1"
    case .flags(let found): "flags \(found), expected 0 or 1"
    case .notZero(let offset): "the reserved byte at offset \(offset) is not 0"
    case .streamType(let found): "stream type \(found), which is reserved"
    case .kind(let found): "kind \(found), which is reserved"
    case .appendIDZero: "the append id is all 0"
    case .index(let index, let last): "index \(index) in an append whose last index is \(last)"
    case .beginning(let index): "index \(index) at a position that is less than that"
    case .precision(let found): "precision \(found), expected 1 to 5"
    case .utcOffset(let found): "UTC offset of \(found) minutes, expected −1080 to 1080"
    case .nonceWithoutSeal: "a nonce although the body is not sealed"
    case .sealedLength(let found):
      "a sealed body of \(found) bytes, expected a multiple of 32 and a tag of 16"
    case .bodyKind(let kind): "the body is not a message of kind \(kind), as the header says"
    case .plaintextPadding: "the opened body is not padded as the format says"
    case .signatureCount(let found): "\(found) signatures, expected 1 to 4"
    case .signatureLength(let found): "a signature of \(found) bytes, expected 64"
    case .algorithm(let found): "signature algorithm \(found), expected 1"
    case .meaning(let found): "signature meaning \(found), expected 1 to 4"
    case .firstSigner(let signer, let actor):
      "the first signer is actor \(signer), the header says actor \(actor)"
    case .signerTwice: "one actor signs twice"
    case .anchorSize(let size): "an anchor of size \(size), past the start of the append"
    case .anchorRoot: "an anchor of size 0 whose root is not that of the empty tree"
    case .position(let stamped): "the stamp says position \(stamped)"
    case .clockLag(let found): "a clock lag of \(found) ms, expected 0 or more"
    case .link(let previous, let revision):
      "revision \(revision) with \(previous.map { "previous position \($0)" } ?? "no previous entry")"
    }
  }
}
