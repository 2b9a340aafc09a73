internal import Crypto
internal import FoundationEssentials
internal import Ledger

extension Identity {
  /// Signing seed ‖ receiving private key.
  func sessionSecret() -> SecretBytes {
    var secret = SecretBytes(room: SessionPayload.secretByteCount)
    for var key in [signing.rawRepresentation, receiving.rawRepresentation] {
      secret.append(key)
      key.resetBytes(in: key.startIndex..<key.endIndex)
    }
    return secret
  }

  /// The identity that a session keeps.
  static func ofSession(
    _ record: SessionRecord, _ secret: borrowing SecretBytes
  ) throws(SessionError) -> Identity {
    let identity = secret.withBytes { bytes -> Identity? in
      guard bytes.count == SessionPayload.secretByteCount,
        let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.prefix(32)),
        let receiving = try? Curve25519.KeyAgreement.PrivateKey(
          rawRepresentation: bytes.dropFirst(32))
      else { return nil }
      return try? Identity(
        ledger: record.ledger, actor: record.actor, handle: record.handle,
        enrolment: record.enrolment, signing: signing, receiving: receiving)
    }
    guard let identity else { throw .unreadable(what: "its keys") }
    return identity
  }
}
