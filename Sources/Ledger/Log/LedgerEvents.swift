internal import FoundationEssentials
internal import SwiftProtobuf

/// The streams and kinds of what the ledger records about itself (stream type 1, `ledger.proto`).
enum LedgerStream {
  static let created: UInt16 = 1
  static let actorKeyEnrolled: UInt16 = 2
  static let dataKeyIntroduced: UInt16 = 3

  static let creation = StreamKey(type: .ledger, subject: .none, number: 0)

  static func enrolments(of actor: UInt32) -> StreamKey {
    StreamKey(type: .ledger, subject: .none, number: actor)
  }

  static func key(_ number: UInt32, of subject: SubjectID) -> StreamKey {
    StreamKey(type: .ledger, subject: subject, number: number)
  }

  /// The event of an entry of the ledger's own; nil for any other entry and for unreadable bodies.
  static func event(_ entry: Entry) -> LedgerEvent.OneOf_Event? {
    guard entry.header.stream.type == .ledger, !entry.header.isSealed else { return nil }
    return event(kind: entry.header.kind, body: entry.body)
  }

  static func event(kind: UInt16, body: [UInt8]) -> LedgerEvent.OneOf_Event? {
    guard let event = (try? LedgerEvent(serializedBytes: body))?.event else { return nil }
    let expected: UInt16 =
      switch event {
      case .ledgerCreated: created
      case .actorKeyEnrolled: actorKeyEnrolled
      case .dataKeyIntroduced: dataKeyIntroduced
      }
    return expected == kind ? event : nil
  }
}

/// One entry as it is asked for, before it is sealed, signed and given a position.
public struct Proposal: Sendable {
  public var stream: StreamKey
  /// The body's `oneof` field number; never 0 or 65535.
  public var kind: UInt16
  public var occurred: Occurred
  /// The Protobuf message, in the clear.
  public var body: [UInt8]
  /// The key that seals the body, of the stream's subject; nil leaves the body in the clear.
  public var dataKey: DataKey?

  public init(
    stream: StreamKey, kind: UInt16, occurred: Occurred, body: [UInt8], dataKey: DataKey? = nil
  ) {
    self.stream = stream
    self.kind = kind
    self.occurred = occurred
    self.body = body
    self.dataKey = dataKey
  }
}

extension Proposal {
  /// The entry that enrols an identity's keys with their proof of possession. The first of an
  /// actor, or a replacement, which the old key or two people sign: one person alone could sign
  /// with another's name from then on.
  ///
  /// Throws ``LedgerError/key(_:)``.
  public static func enrolment(
    of identity: Identity, occurred: Occurred
  ) throws(LedgerError) -> Proposal {
    let proof: ProofOfPossession
    do throws(KeyError) {
      proof = try ProofOfPossession.make(by: identity)
    } catch {
      throw .key(error)
    }
    return try enrolment(
      actor: identity.actor, signingPublicKey: identity.signingPublicKey,
      receivingPublicKey: identity.receivingPublicKey, proof: proof, occurred: occurred)
  }

  /// The same from an enrolment request made on another machine.
  public static func enrolment(
    actor: UInt32, signingPublicKey: [UInt8], receivingPublicKey: [UInt8],
    proof: ProofOfPossession, occurred: Occurred
  ) throws(LedgerError) -> Proposal {
    var keys = ActorKeyEnrolled()
    keys.actor = actor
    keys.signingPublicKey = Data(signingPublicKey)
    keys.receivingPublicKey = Data(receivingPublicKey)
    keys.proofOfPossession = Data(proof.signature)
    var event = LedgerEvent()
    event.actorKeyEnrolled = keys
    return Proposal(
      stream: LedgerStream.enrolments(of: actor), kind: LedgerStream.actorKeyEnrolled,
      occurred: occurred, body: try LedgerStream.body(event))
  }

  /// The entry that introduces a data key; it comes before the first that is sealed with it.
  public static func introduction(
    of dataKey: DataKey, in ledger: LedgerID, occurred: Occurred
  ) throws(LedgerError) -> Proposal {
    var introduced = DataKeyIntroduced()
    introduced.commitment = Data(dataKey.commitment(in: ledger))
    var event = LedgerEvent()
    event.dataKeyIntroduced = introduced
    return Proposal(
      stream: LedgerStream.key(dataKey.number, of: dataKey.subject),
      kind: LedgerStream.dataKeyIntroduced, occurred: occurred,
      body: try LedgerStream.body(event))
  }
}

extension LedgerStream {
  static func body(_ event: LedgerEvent) throws(LedgerError) -> [UInt8] {
    do {
      return try event.serializedBytes()
    } catch {
      throw .inconsistent(what: "an event of the ledger's own could not be written")
    }
  }
}

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

  /// A replacement needs the old key or two people. That those are administrators is for callers
  /// to check, who know roles.
  static func mayReplace(_ actor: UInt32, signers: [UInt32]) -> Bool {
    signers.contains(actor) || signers.count >= 2
  }
}
