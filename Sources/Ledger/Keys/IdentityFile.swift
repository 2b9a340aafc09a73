private import Crypto

/// Identity files: one person's private keys, mode 600, never overwritten.
public enum IdentityFile {
  /// Writes a new file, whole and on disk when this returns; a crash leaves none.
  ///
  /// Throws ``KeyError/identityExists(path:)``, ``KeyError/emptyPassphrase`` and
  /// ``KeyError/file(path:action:reason:)``. The directory must exist.
  public static func write(
    _ identity: Identity, to path: String, protection: IdentityProtection
  ) throws(KeyError) {
    let text = try text(of: identity, protection: protection)
    try PrivateFile.create(path, holding: Array(text.utf8))
  }

  /// Opens the file; the passphrase is asked for only when there is one, after all other checks.
  ///
  /// Throws what `passphrase` throws, ``KeyError/wrongPassphrase(path:)``,
  /// ``KeyError/identityUnreadable(path:reason:)``, ``KeyError/identityExposed(path:mode:)`` and
  /// ``KeyError/file(path:action:reason:)``.
  public static func read(_ path: String, passphrase: () throws -> [UInt8]) throws -> Identity {
    let text = try parse(path)
    guard let seal = text.seal else { return try identity(text, secret: text.secret, path: path) }
    let given = try passphrase()
    guard !given.isEmpty else { throw KeyError.wrongPassphrase(path: path) }
    guard let key = seal.cost.deriveKey(passphrase: given, salt: seal.salt) else {
      throw KeyError.identityUnreadable(path: path, reason: "scrypt found too little memory")
    }
    let secret = try GCM.open(
      text.secret, key: key, associated: Array(text.clearLines.utf8), nonce: seal.nonce)
    guard let secret else { throw KeyError.wrongPassphrase(path: path) }
    return try identity(text, secret: secret, path: path)
  }

  /// The clear fields, without the passphrase.
  public static func peek(_ path: String) throws(KeyError) -> IdentityLabel {
    try parse(path).label
  }

  private static func text(
    of identity: Identity, protection: IdentityProtection
  ) throws(KeyError) -> String {
    let secret =
      identity.signing.rawRepresentation.bytes + identity.receiving.rawRepresentation.bytes
    var text = IdentityText(label: identity.label(isSealed: false), seal: nil, secret: secret)
    guard case .passphrase(let passphrase, let cost) = protection else { return text.render() }
    guard !passphrase.isEmpty else { throw .emptyPassphrase }
    let salt = SymmetricKey.random(byteCount: IdentityText.saltByteCount)
    let nonce = GCM.freshNonce()
    guard let key = cost.deriveKey(passphrase: passphrase, salt: salt) else {
      throw .malformed(what: "scrypt cost", expected: "what this machine has memory for")
    }
    text.label = identity.label(isSealed: true)
    text.seal = IdentityText.Seal(cost: cost, salt: salt, nonce: nonce)
    text.secret = try GCM.seal(
      secret, key: key, associated: Array(text.clearLines.utf8), nonce: nonce)
    return text.render()
  }

  private static func parse(_ path: String) throws(KeyError) -> IdentityText {
    let bytes = try PrivateFile.read(path, limitBytes: 4096)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .identityUnreadable(path: path, reason: "it is no text")
    }
    do {
      return try IdentityText(parsing: text)
    } catch {
      throw .identityUnreadable(path: path, reason: error.reason)
    }
  }

  /// Holds the opened keys against the public keys in the clear.
  private static func identity(
    _ text: IdentityText, secret: [UInt8], path: String
  ) throws(KeyError) -> Identity {
    let label = text.label
    guard
      let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret.prefix(32)),
      let receiving = try? Curve25519.KeyAgreement.PrivateKey(
        rawRepresentation: secret.dropFirst(32)),
      signing.publicKey.rawRepresentation.bytes == label.signingPublicKey,
      receiving.publicKey.rawRepresentation.bytes == label.receivingPublicKey
    else {
      throw .identityUnreadable(path: path, reason: "its public keys are not its private keys'")
    }
    return try Identity(
      ledger: label.ledger, actor: label.actor, handle: label.handle,
      enrolment: label.enrolment, signing: signing, receiving: receiving)
  }
}

extension Identity {
  fileprivate func label(isSealed: Bool) -> IdentityLabel {
    IdentityLabel(
      handle: handle, actor: actor, ledger: ledger, enrolment: enrolment,
      signingPublicKey: signingPublicKey, receivingPublicKey: receivingPublicKey,
      isSealed: isSealed)
  }
}
