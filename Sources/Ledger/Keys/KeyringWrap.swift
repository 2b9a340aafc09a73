internal import Crypto
private import FoundationEssentials

/// The keyring key, wrapped to one actor: HPKE base mode (RFC 9180), X25519-HKDF-SHA256,
/// AES-256-GCM.
///
/// A row of the table `wraps`: generation u32 ‖ encapsulated key 32 ‖ ciphertext 32 ‖ tag 16.
/// Info = `"candor/keyring/wrap/v1\0"` ‖ ledger id ‖ actor u32 ‖ generation u32, little-endian.
enum KeyringWrap {
  static let suite = HPKE.Ciphersuite(
    kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)

  private static let encapsulatedByteCount = 32

  /// Throws ``KeyError/malformed(what:expected:)`` for what is no X25519 public key.
  static func wrap(
    _ key: KeyringKey, to actor: UInt32, receivingPublicKey: [UInt8]
  ) throws(KeyError) -> [UInt8] {
    let malformed = KeyError.malformed(
      what: "receiving public key of actor \(actor)", expected: "an X25519 public key, 32 bytes")
    guard let recipient = ReceivingKey.parse(receivingPublicKey) else { throw malformed }
    do {
      var sender = try HPKE.Sender(
        recipientKey: recipient, ciphersuite: suite,
        info: info(key.ledger, actor, key.generation))
      var row: [UInt8] = []
      row.appendLittleEndian(key.generation)
      row += sender.encapsulatedKey
      row += try sender.seal(key.key.bytes)
      return row
    } catch {
      throw malformed
    }
  }

  /// Throws ``KeyError/wrapRefused(actor:)`` and ``KeyError/keyringDamaged(what:)``.
  static func unwrap(
    _ row: [UInt8], with identity: Identity, generation: UInt32
  ) throws(KeyError) -> KeyringKey {
    let sealStart = 4 + encapsulatedByteCount
    guard row.count == sealStart + DataKey.byteCount + DataKey.tagByteCount else {
      throw .keyringDamaged(what: "the wrap of actor \(identity.actor) has \(row.count) bytes")
    }
    guard UInt32(littleEndianBytes: row.prefix(4)) == generation else {
      throw .keyringDamaged(
        what: "the wrap of actor \(identity.actor) is of another generation than \(generation)")
    }
    do {
      var recipient = try HPKE.Recipient(
        privateKey: identity.receiving, ciphersuite: suite,
        info: info(identity.ledger, identity.actor, generation),
        encapsulatedKey: Data(row[4..<sealStart]))
      let key = SymmetricKey(data: try recipient.open(Data(row[sealStart...])))
      return KeyringKey(ledger: identity.ledger, generation: generation, key: key)
    } catch {
      throw .wrapRefused(actor: identity.actor)
    }
  }

  private static func info(_ ledger: LedgerID, _ actor: UInt32, _ generation: UInt32) -> Data {
    var bytes = Array("candor/keyring/wrap/v1\0".utf8) + ledger.bytes
    bytes.appendLittleEndian(actor)
    bytes.appendLittleEndian(generation)
    return Data(bytes)
  }
}
