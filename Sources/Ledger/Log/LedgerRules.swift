internal import FoundationEssentials

/// The rules of the ledger's own events that appending and verifying share.
enum LedgerRules {
  static func defect(
    of keys: ActorKeyEnrolled, in stream: StreamKey, ledger: LedgerID
  ) -> ProposalDefect? {
    guard keys.actor > 0, stream == LedgerStream.enrolments(of: keys.actor) else {
      return .streamOfOtherEvent
    }
    let proof = ProofOfPossession(signature: keys.proofOfPossession.bytes)
    let isProved: Void? = try? proof.check(
      ledger: ledger, actor: keys.actor, signingPublicKey: keys.signingPublicKey.bytes,
      receivingPublicKey: keys.receivingPublicKey.bytes)
    return isProved == nil ? .proofOfPossession(actor: keys.actor) : nil
  }

  static func defect(of key: DataKeyIntroduced, in stream: StreamKey) -> ProposalDefect? {
    guard stream.subject != .none, stream.number > 0 else { return .streamOfOtherEvent }
    return key.commitment.count == 32 ? nil : .commitmentLength(key.commitment.count)
  }

  /// A replacement needs the old key or two people (DESIGN §6); that they are administrators is
  /// for those to check who know roles.
  static func mayReplace(_ actor: UInt32, signers: [UInt32]) -> Bool {
    signers.contains(actor) || signers.count >= 2
  }
}
