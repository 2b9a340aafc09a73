internal import TransparencyLog

/// An entry taken apart and held against the rules that need no other entry.
struct EntryLayout {
  let header: EntryHeader
  let signatures: SignatureBlock?
  let stamp: Stamp

  init(parsing bytes: RawSpan, position: UInt64) throws(EntryDefect) {
    guard bytes.byteCount <= Entry.maxByteCount else {
      throw .length(expected: Entry.maxByteCount, found: bytes.byteCount)
    }
    header = try EntryHeader(parsing: bytes)
    let statementEnd = EntryHeader.byteCount + Int(header.bodyByteCount)
    let signatureStart = statementEnd
    let signatureEnd = bytes.byteCount - Stamp.byteCount
    if header.endsAppend {
      guard signatureEnd > signatureStart else {
        throw .length(
          expected: statementEnd + SignatureBlock.byteCount(signers: 1) + Stamp.byteCount,
          found: bytes.byteCount)
      }
      let block = try SignatureBlock(
        parsing: bytes.extracting(signatureStart..<signatureEnd))
      try block.check(in: header, position: position)
      signatures = block
    } else {
      guard signatureEnd == signatureStart else {
        throw .length(expected: statementEnd + Stamp.byteCount, found: bytes.byteCount)
      }
      signatures = nil
    }
    stamp = Stamp(ending: bytes)
    try stamp.check(position: position)
    if !header.isSealed, BodyKind.applies(to: header.stream.type) {
      let body = bytes.extracting(EntryHeader.byteCount..<statementEnd)
      guard BodyKind.holds(header.kind, body) else { throw .bodyKind(header.kind) }
    }
  }
}
