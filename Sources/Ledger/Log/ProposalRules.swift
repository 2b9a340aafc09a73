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

  init(ledgerID: LedgerID, signers: [UInt32], isGenesis: Bool) {
    self.ledgerID = ledgerID
    self.signers = signers
    self.isGenesis = isGenesis
  }

  mutating func check(
    _ proposal: Proposal, at index: Int, in view: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    try checkForm(proposal.stream.type, proposal.kind, clearBody: proposal.body, at: index)
    if let dataKey = proposal.dataKey {
      try check(dataKey, of: proposal, at: index, in: view)
    }
    if proposal.stream.type == .ledger {
      try checkLedgerEvent(proposal.stream, proposal.kind, proposal.body, at: index, in: view)
    }
  }

  /// The same for what was sealed before: whether its data key is the introduced one shows when it
  /// is opened.
  mutating func check(
    _ statement: PreparedStatement, at index: Int, in view: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    let header = statement.header
    let body = statement.body
    try checkForm(
      header.stream.type, header.kind, clearBody: header.isSealed ? nil : body, at: index)
    if header.isSealed { try checkSeal(header, at: index, in: view) }
    if header.stream.type == .ledger {
      try checkLedgerEvent(header.stream, header.kind, body, at: index, in: view)
    }
  }

  /// - Parameter clearBody: nil for a body that is sealed already.
  private func checkForm(
    _ type: StreamType, _ kind: UInt16, clearBody: [UInt8]?, at index: Int
  ) throws(LedgerError) {
    guard (StreamType.ledger.rawValue...StreamType.document.rawValue).contains(type.rawValue)
    else { throw .invalidProposal(index: index, .unknownStreamType(type.rawValue)) }
    if let clearBody, BodyKind.applies(to: type), !BodyKind.holds(kind, clearBody.span.bytes) {
      throw .invalidProposal(index: index, .format(.bodyKind(kind)))
    }
  }

  private mutating func checkSeal(
    _ header: EntryHeader, at index: Int, in view: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    guard header.stream.type != .ledger else {
      throw .invalidProposal(index: index, .sealedLedgerEvent)
    }
    let subject = header.stream.subject
    guard subject != .none else { throw .invalidProposal(index: index, .dataKeyOfOtherSubject) }
    let stream = LedgerStream.key(header.dataKeyNumber, of: subject)
    guard introduced[stream] == nil, checkedKeys.insert(stream).inserted else { return }
    guard try view.keyIntroduction(of: subject, number: header.dataKeyNumber) != nil else {
      throw .invalidProposal(index: index, .dataKeyNotIntroduced(number: header.dataKeyNumber))
    }
  }

  private mutating func check(
    _ dataKey: DataKey, of proposal: Proposal, at index: Int,
    in view: borrowing LedgerSnapshot
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
        try view.keyIntroduction(of: dataKey.subject, number: dataKey.number)?.commitment
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
  private mutating func checkLedgerEvent(
    _ stream: StreamKey, _ kind: UInt16, _ body: [UInt8], at index: Int,
    in view: borrowing LedgerSnapshot
  ) throws(LedgerError) {
    guard let event = LedgerStream.event(kind: kind, body: body) else {
      throw .invalidProposal(index: index, .unknownLedgerEvent(kind: kind))
    }
    let isFirst = isGenesis && index == 0
    if let defect = try defect(of: event, in: stream, isFirst: isFirst, in: view) {
      throw .invalidProposal(index: index, defect)
    }
  }

  private mutating func defect(
    of event: LedgerEvent.OneOf_Event, in stream: StreamKey, isFirst: Bool,
    in view: borrowing LedgerSnapshot
  ) throws(LedgerError) -> ProposalDefect? {
    switch event {
    case .ledgerCreated:
      guard isFirst else { return .ledgerCreatedAgain }
      return stream == LedgerStream.creation ? nil : .streamOfOtherEvent
    case .actorKeyEnrolled(let keys):
      if let defect = LedgerRules.defect(of: keys, in: stream, ledger: ledgerID) {
        return defect
      }
      let isEnrolled = try view.streamHead(stream) != nil
      let isReplacement = !enrolled.insert(keys.actor).inserted || isEnrolled
      guard !isReplacement || LedgerRules.mayReplace(keys.actor, signers: signers) else {
        return .replacementNotWitnessed(actor: keys.actor)
      }
      return nil
    case .dataKeyIntroduced(let key):
      if let defect = LedgerRules.defect(of: key, in: stream) { return defect }
      let isIntroduced = try view.streamHead(stream) != nil
      guard introduced[stream] == nil, !isIntroduced else {
        return .dataKeyIntroducedBefore(number: stream.number)
      }
      introduced[stream] = key.commitment.bytes
      return nil
    }
  }
}

/// Why one proposal of an append was refused.
public enum ProposalDefect: Error, Hashable, Sendable {
  /// A field of the header or the body breaks the format.
  case format(EntryDefect)
  /// The stream has no more revisions or its type is not one that this Candor writes.
  case unknownStreamType(UInt16)
  case streamFull
  /// A data key of another subject than the stream's.
  case dataKeyOfOtherSubject
  case dataKeyNotIntroduced(number: UInt32)
  /// The data key is not the one that was introduced under its number.
  case dataKeyDiffers(number: UInt32)
  case dataKeyIntroducedBefore(number: UInt32)
  case commitmentLength(Int)
  /// Nothing of the ledger's own stream is ever sealed.
  case sealedLedgerEvent
  case unknownLedgerEvent(kind: UInt16)
  /// Only a ledger's first entry says so.
  case ledgerCreatedAgain
  /// The stream's subject and number are not those of the event.
  case streamOfOtherEvent
  case proofOfPossession(actor: UInt32)
  /// A new key of an enrolled actor, signed neither by the old key nor by two people.
  case replacementNotWitnessed(actor: UInt32)
}

extension ProposalDefect: CustomStringConvertible {
  /// What is wrong and what was expected.
  public var description: String {
    switch self {
    case .format(let defect): defect.description
    case .unknownStreamType(let type): "stream type \(type) is not one of 1 to 10"
    case .streamFull: "its stream has 2³² entries, which is all that it can have"
    case .dataKeyOfOtherSubject: "its data key belongs to another subject than its stream"
    case .dataKeyNotIntroduced(let number):
      "data key \(number) has not been introduced; put its introduction before it"
    case .dataKeyDiffers(let number):
      "its data key is not the one that was introduced as number \(number)"
    case .dataKeyIntroducedBefore(let number):
      "data key \(number) of this subject has been introduced already; use the next number"
    case .commitmentLength(let found): "a commitment of \(found) bytes, expected 32"
    case .sealedLedgerEvent: "the ledger's own events are never sealed"
    case .unknownLedgerEvent(let kind): "kind \(kind) of the ledger's own events is not known"
    case .ledgerCreatedAgain: "a ledger is created by its first entry only"
    case .streamOfOtherEvent: "its stream's subject and number are not those of its event"
    case .proofOfPossession(let actor):
      "the proof of possession of actor \(actor)'s new key does not hold"
    case .replacementNotWitnessed(let actor):
      "a new key for actor \(actor), who has one, needs the old key's signature or two signers"
    }
  }
}
