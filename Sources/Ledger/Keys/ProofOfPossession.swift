private import Crypto

/// A new key's own signature at its enrolment: whoever enrols it holds it (`Schemas/entry.md`).
public struct ProofOfPossession: Hashable, Sendable {
  /// Ed25519 over ``message(ledger:actor:signingPublicKey:receivingPublicKey:)``, 64 bytes.
  public let signature: [UInt8]

  /// A proof as an enrolment carries it.
  public init(signature: [UInt8]) { self.signature = signature }

  /// The proof by the identity's own signing key.
  public static func make(by identity: Identity) throws(KeyError) -> ProofOfPossession {
    ProofOfPossession(
      signature: try identity.sign(
        message(
          ledger: identity.ledger, actor: identity.actor,
          signingPublicKey: identity.signingPublicKey,
          receivingPublicKey: identity.receivingPublicKey)))
  }

  /// Throws ``KeyError/proofRefused(actor:)`` unless the holder of the signing key has signed
  /// exactly these fields, and ``KeyError/malformed(what:expected:)`` for what is no key, also a
  /// receiving key of low order, to which everything would be wrapped in the open.
  public func check(
    ledger: LedgerID, actor: UInt32, signingPublicKey: [UInt8], receivingPublicKey: [UInt8]
  ) throws(KeyError) {
    guard ReceivingKey.parse(receivingPublicKey) != nil,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: signingPublicKey)
    else {
      throw .malformed(what: "public key of actor \(actor)", expected: "32 bytes of a whole key")
    }
    let message = Self.message(
      ledger: ledger, actor: actor, signingPublicKey: signingPublicKey,
      receivingPublicKey: receivingPublicKey)
    guard key.isValidSignature(signature, for: message) else { throw .proofRefused(actor: actor) }
  }

  /// `"candor/enrolment/v1\0"` ‖ ledger id ‖ actor u32 ‖ signing ‖ receiving public key.
  public static func message(
    ledger: LedgerID, actor: UInt32, signingPublicKey: [UInt8], receivingPublicKey: [UInt8]
  ) -> [UInt8] {
    var message = Array("candor/enrolment/v1\0".utf8)
    message += ledger.bytes
    message.appendLittleEndian(actor)
    message += signingPublicKey
    message += receivingPublicKey
    return message
  }
}
