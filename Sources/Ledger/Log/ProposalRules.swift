internal import LMDB
internal import TransparencyLog

/// What one proposal must fulfil, given the ledger and the proposals before it in the append.
struct ProposalRules {
  private let ledgerID: LedgerID
  private let signers: [UInt32]
  private let isGenesis: Bool
  /// Data keys introduced in this append.
  private var introduced: [StreamKey: [UInt8]] = [:]
  /// Data keys that have been held against their introduction.
  private var checkedKeys: Set<StreamKey> = []
  private var enrolled: Set<UInt32> = []

  init(ledgerID: LedgerID, signers: [Signer], isGenesis: Bool) {
    self.ledgerID = ledgerID
    self.signers = signers.map(\.actor)
    self.isGenesis = isGenesis
  }

  mutating func check(
    _ proposal: Proposal, at index: Int, in draft: borrowing LedgerDraft
  ) throws(LedgerError) {
    let type = proposal.stream.type
    guard (StreamType.ledger.rawValue...StreamType.maintenance.rawValue).contains(type.rawValue)
    else { throw .invalidProposal(index: index, .unknownStreamType(type.rawValue)) }
    if BodyKind.applies(to: type), !BodyKind.holds(proposal.kind, proposal.body.span.bytes) {
      throw .invalidProposal(index: index, .format(.bodyKind(proposal.kind)))
    }
    if let dataKey = proposal.dataKey {
      try check(dataKey, of: proposal, at: index, in: draft)
    }
    if type == .ledger {
      if let defect = try ledgerEventDefect(proposal, isFirst: isGenesis && index == 0, in: draft) {
        throw .invalidProposal(index: index, defect)
      }
    }
  }

  private mutating func check(
    _ dataKey: DataKey, of proposal: Proposal, at index: Int, in draft: borrowing LedgerDraft
  ) throws(LedgerError) {
    guard proposal.stream.type != .ledger else {
      throw .invalidProposal(index: index, .sealedLedgerEvent)
    }
    guard dataKey.subject == proposal.stream.subject, dataKey.subject != .none else {
      throw .invalidProposal(index: index, .dataKeyOfOtherSubject)
    }
    let stream = LedgerStream.key(dataKey.number, of: dataKey.subject)
    guard !checkedKeys.contains(stream) else { return }
    var commitment = introduced[stream]
    if commitment == nil {
      commitment =
        try draft.keyIntroduction(of: dataKey.subject, number: dataKey.number)?.commitment
    }
    guard let commitment else {
      throw .invalidProposal(index: index, .dataKeyNotIntroduced(number: dataKey.number))
    }
    guard (try? dataKey.check(commitment: commitment, in: ledgerID)) != nil else {
      throw .invalidProposal(index: index, .dataKeyDiffers(number: dataKey.number))
    }
    checkedKeys.insert(stream)
  }

  /// The rules of the ledger's own events (`Schemas/candor/v1/ledger.proto`).
  private mutating func ledgerEventDefect(
    _ proposal: Proposal, isFirst: Bool, in draft: borrowing LedgerDraft
  ) throws(LedgerError) -> ProposalDefect? {
    guard let event = LedgerStream.event(kind: proposal.kind, body: proposal.body) else {
      return .unknownLedgerEvent(kind: proposal.kind)
    }
    switch event {
    case .ledgerCreated:
      guard isFirst else { return .ledgerCreatedAgain }
      return proposal.stream == LedgerStream.creation ? nil : .streamOfOtherEvent
    case .actorKeyEnrolled(let keys):
      if let defect = LedgerRules.defect(of: keys, in: proposal.stream, ledger: ledgerID) {
        return defect
      }
      let isEnrolled = try draft.head(of: proposal.stream) != nil
      let isReplacement = !enrolled.insert(keys.actor).inserted || isEnrolled
      guard !isReplacement || LedgerRules.mayReplace(keys.actor, signers: signers) else {
        return .replacementNotWitnessed(actor: keys.actor)
      }
      return nil
    case .dataKeyIntroduced(let key):
      if let defect = LedgerRules.defect(of: key, in: proposal.stream) { return defect }
      let isIntroduced = try draft.head(of: proposal.stream) != nil
      guard introduced[proposal.stream] == nil, !isIntroduced else {
        return .dataKeyIntroducedBefore(number: proposal.stream.number)
      }
      introduced[proposal.stream] = key.commitment.bytes
      return nil
    }
  }
}
