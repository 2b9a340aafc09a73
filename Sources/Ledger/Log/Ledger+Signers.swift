internal import Crypto
internal import TransparencyLog

extension Ledger {
  /// Which signers of the append that a position belongs to hold against the keys that they name.
  ///
  /// Whether a key was in force is `verify`'s to say, which walks the whole ledger.
  public func validSigners(ofAppendAt position: UInt64) throws(LedgerError) -> Set<UInt32> {
    let snapshot = try snapshot()
    let header = try snapshot.outline(at: position).header
    let first = position - UInt64(header.index)
    var statements: [Hash] = []
    for offset in 0..<UInt64(header.lastIndex) + 1 {
      statements.append(.sha256(try snapshot.entry(at: first + offset).statement))
    }
    let last = try snapshot.entry(at: first + UInt64(header.lastIndex))
    guard let block = last.signatures else { return [] }
    let message = SignedMessage.bytes(
      ledger: id, append: header.appendID, statements: statements, block: block)
    var valid: Set<UInt32> = []
    for signature in block.signatures {
      guard
        case .actorKeyEnrolled(let keys)? = LedgerStream.event(
          try snapshot.entry(at: signature.enrolment)),
        keys.actor == signature.actor,
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: keys.signingPublicKey)
      else { continue }
      if key.isValidSignature(signature.bytes, for: message) { valid.insert(signature.actor) }
    }
    return valid
  }
}
