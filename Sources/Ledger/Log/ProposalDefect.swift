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
    case .unknownStreamType(let type): "stream type \(type) is not one of 1 to 9"
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
