internal import Bytes
internal import Crypto
internal import FoundationEssentials

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

/// One wrap as the tables `wraps` and `wrap keys` hold it.
struct KeyringWrapRow: Sendable {
  var actor: UInt32
  var wrap: [UInt8]
  /// X25519, 32 bytes: whom the wrap was made for. Nil in one that was made before this was kept.
  var receivingPublicKey: [UInt8]?

  init(actor: UInt32, wrap: [UInt8], receivingPublicKey: [UInt8]?) {
    self.actor = actor
    self.wrap = wrap
    self.receivingPublicKey = receivingPublicKey
  }

  /// Throws ``KeyError/malformed(what:expected:)`` for what is no X25519 public key.
  init(_ key: KeyringKey, to reader: KeyringReader) throws(KeyError) {
    actor = reader.actor
    receivingPublicKey = reader.receivingPublicKey
    wrap = try KeyringWrap.wrap(
      key, to: reader.actor, receivingPublicKey: reader.receivingPublicKey)
  }
}

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
