internal import TransparencyLog

/// What the signers of an append sign (`Schemas/entry.md`, Signatures).
enum SignedMessage {
  private static let context = Array("candor/append/v1\0".utf8)

  /// The message over the statements' hashes, in order, and the fields of every signer; the
  /// signatures' own bytes are no part of it.
  static func bytes(
    ledger: LedgerID, append: AppendID, statements: [Hash], block: SignatureBlock
  ) -> [UInt8] {
    var message = context
    message.reserveCapacity(context.count + 94 + 32 * statements.count + 22 * 4)
    message += ledger.bytes
    message += append.bytes
    message.appendLittleEndian(block.anchor.size)
    message += block.anchor.root.bytes
    message.appendLittleEndian(UInt32(statements.count))
    for hash in statements { hash.withUnsafeBytes { message.append(contentsOf: $0) } }
    message.append(UInt8(block.signatures.count))
    for signature in block.signatures { signature.appendFields(to: &message) }
    return message
  }
}
