internal import Bytes
public import Crypto

/// A person's, a device's or the program's two key pairs in one ledger, with their enrolment.
public struct Identity: Sendable {
  public let ledger: LedgerID
  /// From 1; who the ledger says this is.
  public let actor: UInt32
  /// The sign-in name: a–z, 0–9, '.', '-', 2 to 32 characters.
  public let handle: String
  /// Position of the entry that enrolled these keys.
  public let enrolment: UInt64
  /// Ed25519: signs appends.
  public let signing: Curve25519.Signing.PrivateKey
  /// X25519: receives wraps of the keyring key.
  public let receiving: Curve25519.KeyAgreement.PrivateKey

  /// Throws ``KeyError/malformed(what:expected:)`` for actor 0 or a handle that breaks its rule.
  public init(
    ledger: LedgerID, actor: UInt32, handle: String, enrolment: UInt64,
    signing: Curve25519.Signing.PrivateKey, receiving: Curve25519.KeyAgreement.PrivateKey
  ) throws(KeyError) {
    guard actor > 0 else { throw .malformed(what: "actor", expected: "1 or more") }
    guard Self.isHandle(handle) else {
      throw .malformed(what: "handle", expected: "2 to 32 of a–z, 0–9, '.' and '-'")
    }
    self.ledger = ledger
    self.actor = actor
    self.handle = handle
    self.enrolment = enrolment
    self.signing = signing
    self.receiving = receiving
  }

  /// New random keys.
  public static func generate(
    ledger: LedgerID, actor: UInt32, handle: String, enrolment: UInt64
  ) throws(KeyError) -> Identity {
    try Identity(
      ledger: ledger, actor: actor, handle: handle, enrolment: enrolment,
      signing: Curve25519.Signing.PrivateKey(), receiving: Curve25519.KeyAgreement.PrivateKey())
  }

  /// The same keys, once the position of their enrolment is known.
  public func enrolled(at position: UInt64) throws(KeyError) -> Identity {
    try Identity(
      ledger: ledger, actor: actor, handle: handle, enrolment: position, signing: signing,
      receiving: receiving)
  }

  /// Ed25519, 32 bytes.
  public var signingPublicKey: [UInt8] { signing.publicKey.rawRepresentation.bytes }

  /// X25519, 32 bytes.
  public var receivingPublicKey: [UInt8] { receiving.publicKey.rawRepresentation.bytes }

  /// An Ed25519 signature (RFC 8032), 64 bytes.
  public func sign(_ message: [UInt8]) throws(KeyError) -> [UInt8] {
    do {
      return try signing.signature(for: message).bytes
    } catch {
      throw .malformed(what: "signing key", expected: "an Ed25519 private key")
    }
  }

  /// Whether a text can be a sign-in name: a–z, 0–9, '.', '-', 2 to 32 characters.
  public static func isHandle(_ text: String) -> Bool {
    let isAllowed = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "."), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isAllowed && (2...32).contains(text.utf8.count)
  }
}

extension Identity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Handle, actor and ledger; never a private key.
  public var description: String { "identity \(handle), actor \(actor) of ledger \(ledger)" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// The clear fields; never a private key.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "ledger": ledger, "actor": actor, "handle": handle, "enrolment": enrolment,
      ])
  }
}

/// What an identity file says without its passphrase; believed only after opening.
public struct IdentityLabel: Hashable, Sendable {
  /// The sign-in name.
  public let handle: String
  public let actor: UInt32
  public let ledger: LedgerID
  /// Position of the entry that enrolled the keys.
  public let enrolment: UInt64
  /// Ed25519, 32 bytes.
  public let signingPublicKey: [UInt8]
  /// X25519, 32 bytes.
  public let receivingPublicKey: [UInt8]
  /// Whether a passphrase is needed.
  public let isSealed: Bool
}

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

/// An X25519 public key that a secret may be wrapped to.
enum ReceivingKey {
  /// Nil unless there are 32 bytes that make a key of full order.
  ///
  /// With one of the few points of low order the agreed secret is zero whoever computes it, so that
  /// a wrap would be open to all. RFC 9180 §7.1.4 asks for this check, and the library's HPKE
  /// leaves it out.
  static func parse(_ bytes: [UInt8]) -> Curve25519.KeyAgreement.PublicKey? {
    guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes),
      let secret = try? Curve25519.KeyAgreement.PrivateKey().sharedSecretFromKeyAgreement(
        with: key),
      secret.withUnsafeBytes({ $0.contains { $0 != 0 } })
    else { return nil }
    return key
  }
}
