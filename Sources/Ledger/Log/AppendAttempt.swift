internal import Crypto
internal import TransparencyLog

/// One append inside its write transaction, from proposals to rows; nothing is kept until commit.
struct AppendAttempt {
  private let request: AppendRequest
  private var statements: AppendStatements

  init(
    _ request: AppendRequest, ledger: LedgerID, isTraining: Bool, isGenesis: Bool = false
  ) {
    self.request = request
    statements = AppendStatements(
      AppendStatements.Frame(
        ledgerID: ledger, id: request.id, signers: request.signers.map(\.actor),
        isTraining: isTraining, isGenesis: isGenesis))
  }

  /// Seals, signs, stamps and writes the proposals to the draft's transaction.
  mutating func write(
    _ proposals: [Proposal], to draft: borrowing LedgerDraft
  ) throws(LedgerError) -> Appended {
    try statements.add(proposals, in: draft.snapshot)
    try sign(in: draft.snapshot)
    return try statements.writeRows(to: draft, nowMicroseconds: request.nowMicroseconds)
  }

  private mutating func sign(in snapshot: borrowing LedgerSnapshot) throws(LedgerError) {
    var block = SignatureBlock(
      anchor: snapshot.head,
      signatures: request.signers.map { signer in
        Signature(
          actor: signer.actor, enrolment: signer.enrolment, meaning: signer.meaning,
          signedAtMicroseconds: request.nowMicroseconds, bytes: [])
      })
    let message = SignedMessage.bytes(
      ledger: snapshot.ledgerID, append: request.id, statements: statements.batch.statementHashes,
      block: block)
    for (index, signer) in request.signers.enumerated() {
      guard let signature = try? signer.privateKey.signature(for: message) else {
        throw .keyMismatch(actor: signer.actor)
      }
      block.signatures[index].bytes = signature.bytes
    }
    statements.end(with: block)
  }
}
