internal import TransparencyLog

/// Makes the bodies of one append: padded and sealed, or as they are.
struct StatementSealer {
  private var nonces: [UInt8]
  private var nextOffset = 0
  /// Ledger id ‖ header, rewritten for every seal.
  private var associated: [UInt8]

  init(ledger: LedgerID, sealed proposals: [Proposal]) throws(LedgerError) {
    let count = proposals.count { $0.dataKey != nil }
    nonces = try RandomBytes.make(count: count * Nonce.byteCount)
    associated = ledger.bytes + [UInt8](repeating: 0, count: EntryHeader.byteCount)
  }

  /// A fresh nonce for a body to be sealed, zeros for another.
  mutating func nextNonce(_ proposal: Proposal) -> Nonce {
    guard proposal.dataKey != nil else { return .zero }
    defer { nextOffset += Nonce.byteCount }
    return Nonce(reading: nonces.span.bytes, at: nextOffset)
  }

  mutating func body(
    of proposal: Proposal, _ header: EntryHeader
  ) throws(LedgerError) -> [UInt8] {
    guard let dataKey = proposal.dataKey else { return proposal.body }
    associated.withUnsafeMutableBytes { bytes in
      header.store(to: .init(rebasing: bytes[(bytes.count - EntryHeader.byteCount)...]))
    }
    do throws(KeyError) {
      return try dataKey.seal(
        Padding.pad(proposal.body), associated: associated, nonce: header.nonce)
    } catch {
      throw .key(error)
    }
  }
}
