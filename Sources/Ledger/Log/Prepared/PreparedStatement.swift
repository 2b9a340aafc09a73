internal import TransparencyLog

/// One statement of a prepared append: header and body, byte for byte as they will be stored.
public struct PreparedStatement: Hashable, Sendable {
  public let header: EntryHeader
  /// Header (88 bytes) and body.
  public let bytes: [UInt8]

  /// The body as it will be stored: sealed if the header names a data key.
  public var body: [UInt8] { Array(bytes[EntryHeader.byteCount...]) }

  /// What the signers sign of it.
  var hash: Hash { .sha256(bytes.span.bytes) }

  /// Reads the statement that fills `bytes` to the last one.
  init(parsing bytes: [UInt8]) throws(EntryDefect) {
    header = try EntryHeader(parsing: bytes.span.bytes)
    let expected = EntryHeader.byteCount + Int(header.bodyByteCount)
    guard bytes.count == expected else { throw .length(expected: expected, found: bytes.count) }
    self.bytes = bytes
    guard !header.isSealed, BodyKind.applies(to: header.stream.type) else { return }
    guard BodyKind.holds(header.kind, body.span.bytes) else { throw .bodyKind(header.kind) }
  }

  /// The body's message: opened with `dataKey` and freed of its padding, or as it is if the body is
  /// not sealed. For whoever is to sign it, before they sign.
  ///
  /// The caller has held the key against its introduction (``DataKey/check(commitment:in:)``).
  /// Throws ``LedgerError/invalidProposal(index:_:)`` for another data key and for a message that
  /// breaks the format, ``LedgerError/key(_:)`` when the seal does not open.
  public func open(with dataKey: DataKey, in ledger: LedgerID) throws(LedgerError) -> [UInt8] {
    guard header.isSealed else { return body }
    let index = Int(header.index)
    guard dataKey.subject == header.stream.subject, dataKey.number == header.dataKeyNumber else {
      throw .invalidProposal(index: index, .dataKeyDiffers(number: header.dataKeyNumber))
    }
    do throws(OpeningDefect) {
      return try header.open(body, with: dataKey, in: ledger)
    } catch {
      switch error {
      case .key(let error): throw .key(error)
      case .format(let defect): throw .invalidProposal(index: index, .format(defect))
      }
    }
  }
}
