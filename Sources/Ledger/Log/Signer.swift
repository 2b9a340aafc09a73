public import Crypto

/// Someone who signs an append, with the key that signs it.
public struct Signer: Sendable {
  public var actor: UInt32
  /// Position of the entry that enrolled the key.
  public var enrolment: UInt64
  public var privateKey: Curve25519.Signing.PrivateKey
  public var meaning: SignatureMeaning

  public init(
    actor: UInt32, enrolment: UInt64, privateKey: Curve25519.Signing.PrivateKey,
    meaning: SignatureMeaning
  ) {
    self.actor = actor
    self.enrolment = enrolment
    self.privateKey = privateKey
    self.meaning = meaning
  }

  /// A signer from an identity.
  public init(_ identity: Identity, meaning: SignatureMeaning = .recorded) {
    self.init(
      actor: identity.actor, enrolment: identity.enrolment, privateKey: identity.signing,
      meaning: meaning)
  }
}
