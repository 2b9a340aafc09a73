internal import Crypto
private import FoundationEssentials

/// One data key, wrapped to one device: HPKE base mode as for ``KeyringWrap``.
///
/// A row of the table `device wraps`: receiving public key 32 ‖ encapsulated key 32 ‖
/// ciphertext 32 ‖ tag 16. Info = `"candor/keyring/device/v1\0"` ‖ ledger id ‖ actor u32 ‖
/// subject id ‖ number u32, little-endian. It knows no generation: the keyring key is never a
/// device's, so that a renewal leaves these rows alone.
enum DeviceWrap {
  /// Which key of which device.
  struct Name: Hashable, Sendable {
    var actor: UInt32
    var subject: SubjectID
    var number: UInt32

    init(actor: UInt32, subject: SubjectID, number: UInt32) {
      self.actor = actor
      self.subject = subject
      self.number = number
    }

    /// Nil unless there are 24 bytes.
    init?(rowKey: [UInt8]) {
      guard rowKey.count == 24, let actor = UInt32(bigEndianBytes: rowKey.prefix(4)),
        let subject = SubjectID(bytes: rowKey[4..<20]),
        let number = UInt32(bigEndianBytes: rowKey.dropFirst(20))
      else { return nil }
      self.init(actor: actor, subject: subject, number: number)
    }

    var rowKey: [UInt8] {
      var key = Self.prefix(actor: actor, subject: subject)
      key.appendBigEndian(number)
      return key
    }

    /// What the rows of one device, or of its keys of one subject, begin with.
    static func prefix(actor: UInt32, subject: SubjectID? = nil) -> [UInt8] {
      var prefix: [UInt8] = []
      prefix.appendBigEndian(actor)
      return prefix + (subject?.bytes ?? [])
    }
  }

  private static let keyByteCount = 32

  /// Throws ``KeyError/malformed(what:expected:)`` for what is no X25519 public key.
  static func wrap(
    _ dataKey: DataKey, to actor: UInt32, receivingPublicKey: [UInt8], ledger: LedgerID
  ) throws(KeyError) -> [UInt8] {
    let malformed = KeyError.malformed(
      what: "receiving public key of actor \(actor)", expected: "an X25519 public key, 32 bytes")
    guard let recipient = ReceivingKey.parse(receivingPublicKey) else { throw malformed }
    let name = Name(actor: actor, subject: dataKey.subject, number: dataKey.number)
    do {
      var sender = try HPKE.Sender(
        recipientKey: recipient, ciphersuite: KeyringWrap.suite, info: info(ledger, name))
      return receivingPublicKey + sender.encapsulatedKey + (try sender.seal(dataKey.key.bytes))
    } catch {
      throw malformed
    }
  }

  /// Throws ``KeyError/wrapRefused(actor:)`` and ``KeyError/keyringDamaged(what:)``.
  static func unwrap(
    _ row: [UInt8], _ name: Name, with identity: Identity
  ) throws(KeyError) -> DataKey {
    guard let receiving = receivingPublicKey(in: row) else {
      throw .keyringDamaged(
        what: "the wrap of data key \(name.number) to actor \(name.actor) has \(row.count) bytes")
    }
    do {
      guard receiving == identity.receivingPublicKey else {
        throw CryptoKitError.authenticationFailure
      }
      var recipient = try HPKE.Recipient(
        privateKey: identity.receiving, ciphersuite: KeyringWrap.suite,
        info: info(identity.ledger, name),
        encapsulatedKey: Data(row[keyByteCount..<2 * keyByteCount]))
      let secret = try recipient.open(Data(row[(2 * keyByteCount)...]))
      return try DataKey(bytes: secret.bytes, subject: name.subject, number: name.number)
    } catch {
      throw .wrapRefused(actor: name.actor)
    }
  }

  /// Whom the row was made for; nil for a row of another length.
  static func receivingPublicKey(in row: [UInt8]) -> [UInt8]? {
    guard row.count == 2 * keyByteCount + DataKey.byteCount + DataKey.tagByteCount else {
      return nil
    }
    return Array(row.prefix(keyByteCount))
  }

  private static func info(_ ledger: LedgerID, _ name: Name) -> Data {
    var bytes = Array("candor/keyring/device/v1\0".utf8) + ledger.bytes
    bytes.appendLittleEndian(name.actor)
    bytes += name.subject.bytes
    bytes.appendLittleEndian(name.number)
    return Data(bytes)
  }
}
