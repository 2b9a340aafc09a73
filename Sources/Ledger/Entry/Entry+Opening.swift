extension Entry {
  /// The body's message: opened with `dataKey` and freed of its padding, or as stored if the body
  /// is not sealed.
  ///
  /// The caller has held the key against its introduction (``DataKey/check(commitment:in:)``),
  /// because GCM does not commit to its key. Throws ``LedgerError/key(_:)`` when the seal does not
  /// open, and ``LedgerError/refused(position:_:)`` when what was sealed breaks the format.
  public func open(with dataKey: DataKey, in ledger: LedgerID) throws(LedgerError) -> [UInt8] {
    guard header.isSealed else { return body }
    guard dataKey.subject == header.stream.subject, dataKey.number == header.dataKeyNumber else {
      throw .otherDataKey(
        position: position, subject: header.stream.subject, number: header.dataKeyNumber)
    }
    let padded: [UInt8]
    do throws(KeyError) {
      padded = try dataKey.open(
        body, associated: ledger.bytes + bytes[..<EntryHeader.byteCount], nonce: header.nonce)
    } catch {
      throw .key(error)
    }
    guard let message = Padding.unpad(padded) else {
      throw .refused(position: position, .plaintextPadding)
    }
    guard
      !BodyKind.applies(to: header.stream.type)
        || BodyKind.holds(header.kind, message.span.bytes)
    else { throw .refused(position: position, .bodyKind(header.kind)) }
    return message
  }
}
