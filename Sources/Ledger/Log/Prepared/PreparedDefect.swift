/// What is wrong with the bytes of a prepared append (`Schemas/entry.md`, Prepared append).
public enum PreparedDefect: Error, Hashable, Sendable {
  /// Too few bytes for what comes next, or bytes left at the end.
  case length(expected: Int, found: Int)
  case tooLarge(byteCount: Int)
  case format(UInt8)
  /// The bytes are not those that the digest at their end was made of.
  case digest
  /// A field of the signatures.
  case signature(EntryDefect)
  case signerStage(UInt8)
  /// Bytes that must be 0 where nothing is said yet.
  case notZero(field: String)
  /// Somebody has signed although somebody's fields were open.
  case signedBeforeStated
  case expectedCount(Int)
  case expectedOrder
  /// A touched stream without an expected revision.
  case streamNotExpected(index: Int)
  case statementCount(Int)
  case statement(index: Int, EntryDefect)
  /// A statement of another append, out of its place, or of another actor or sort of ledger.
  case statementOfAnother(index: Int)
}

extension PreparedDefect: CustomStringConvertible {
  /// The field, what it holds, what was expected.
  public var description: String {
    switch self {
    case .length(let expected, let found): "\(found) bytes where \(expected) were expected"
    case .tooLarge(let found): "\(found) bytes, expected at most \(PreparedAppend.maxByteCount)"
    case .format(let found): "format \(found), expected 1"
    case .digest: "the digest at its end is not that of its bytes"
    case .signature(let defect): defect.description
    case .signerStage(let found): "signer stage \(found), expected 0 to 2"
    case .notZero(let field): "\(field) is not 0 where nothing is said"
    case .signedBeforeStated: "somebody signed before everybody's fields were stated"
    case .expectedCount(let found): "\(found) expected revisions, expected at most 65,535"
    case .expectedOrder: "the expected revisions are not in order, each stream once"
    case .streamNotExpected(let index):
      "statement \(index) goes to a stream whose revision is not expected"
    case .statementCount(let found): "\(found) statements, expected 1 to 65,535"
    case .statement(let index, let defect): "statement \(index): \(defect)"
    case .statementOfAnother(let index):
      "statement \(index) has another append id, index, actor or training flag than its append"
    }
  }
}
