/// Why a sealed body did not open.
enum OpeningDefect: Error {
  case key(KeyError)
  case format(EntryDefect)
}

extension EntryHeader {
  /// Opens a sealed body with the key that the header names, and frees it of its padding.
  func open(
    _ body: [UInt8], with dataKey: DataKey, in ledger: LedgerID
  ) throws(OpeningDefect) -> [UInt8] {
    let padded: [UInt8]
    do throws(KeyError) {
      padded = try dataKey.open(body, associated: ledger.bytes + bytes, nonce: nonce)
    } catch {
      throw .key(error)
    }
    guard let message = Padding.unpad(padded) else { throw .format(.plaintextPadding) }
    guard !BodyKind.applies(to: stream.type) || BodyKind.holds(kind, message.span.bytes) else {
      throw .format(.bodyKind(kind))
    }
    return message
  }
}
