internal import FoundationEssentials
internal import SwiftProtobuf

extension Proposal {
  /// The entry that enrols an identity's keys with their proof of possession. The first of an
  /// actor, or a replacement, which the old key or two people sign (DESIGN §6).
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
