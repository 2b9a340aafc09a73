internal import Bytes
internal import Crypto

/// The key that all of a keyring's rows are sealed under: one generation of it.
///
/// A sealed row is generation u32 ‖ nonce 12 ‖ ciphertext ‖ tag 16 of AES-256-GCM, little-endian.
struct KeyringKey: Sendable {
  let ledger: LedgerID
  let generation: UInt32
  let key: SymmetricKey

  /// The first generation of a new keyring.
  static func generate(for ledger: LedgerID) -> KeyringKey {
    KeyringKey(ledger: ledger, generation: 1, key: SymmetricKey(size: .bits256))
  }

  /// A new random key of the next generation.
  func successor() throws(KeyError) -> KeyringKey {
    guard generation < UInt32.max else {
      throw .malformed(what: "generation of the keyring key", expected: "less than 2³²")
    }
    return KeyringKey(
      ledger: ledger, generation: generation + 1, key: SymmetricKey(size: .bits256))
  }

  /// Which generation a row says it is of; nil for what is too short to be one.
  static func generation(of row: [UInt8]) -> UInt32? {
    UInt32(littleEndianBytes: row.prefix(4))
  }

  /// A row of the table `keys`.
  func seal(_ dataKey: DataKey) throws(KeyError) -> [UInt8] {
    try seal(dataKey.key.bytes, associated: associated(dataKey.subject, dataKey.number))
  }

  /// The data key of a row; throws ``KeyError/keyringDamaged(what:)``.
  func openDataKey(
    _ row: [UInt8], subject: SubjectID, number: UInt32
  ) throws(KeyError) -> DataKey {
    let what = "data key \(number) of subject \(subject)"
    let bytes = try open(row, associated: associated(subject, number), what: what)
    return try DataKey(bytes: bytes, subject: subject, number: number)
  }

  /// A row of the table `meta`.
  func seal(_ secret: SymmetricKey, as name: KeyringSecret) throws(KeyError) -> [UInt8] {
    try seal(secret.bytes, associated: associated(name))
  }

  /// The secret of a row; throws ``KeyError/keyringDamaged(what:)``.
  func open(_ row: [UInt8], as name: KeyringSecret) throws(KeyError) -> SymmetricKey {
    let bytes = try open(row, associated: associated(name), what: "the \(name.rawValue)")
    return SymmetricKey(data: bytes)
  }

  private func seal(_ secret: [UInt8], associated: [UInt8]) throws(KeyError) -> [UInt8] {
    let nonce = GCM.freshNonce()
    var row: [UInt8] = []
    row.appendLittleEndian(generation)
    row += nonce
    row += try GCM.seal(secret, key: key, associated: associated, nonce: nonce)
    return row
  }

  private func open(
    _ row: [UInt8], associated: [UInt8], what: String
  ) throws(KeyError) -> [UInt8] {
    let sealStart = 4 + DataKey.nonceByteCount
    guard row.count == sealStart + DataKey.byteCount + DataKey.tagByteCount else {
      throw .keyringDamaged(what: "\(what) has \(row.count) bytes")
    }
    guard Self.generation(of: row) == generation else {
      throw .keyringDamaged(what: "\(what) is of another generation than \(generation)")
    }
    let secret = try GCM.open(
      Array(row[sealStart...]), key: key, associated: associated, nonce: Array(row[4..<sealStart]))
    guard let secret else { throw .keyringDamaged(what: "the seal of \(what) does not open") }
    return secret
  }

  private func associated(_ subject: SubjectID, _ number: UInt32) -> [UInt8] {
    var bytes = Array("candor/keyring/key/v1\0".utf8) + ledger.bytes + subject.bytes
    bytes.appendLittleEndian(number)
    bytes.appendLittleEndian(generation)
    return bytes
  }

  private func associated(_ name: KeyringSecret) -> [UInt8] {
    var bytes = Array("candor/keyring/meta/v1\0".utf8) + ledger.bytes
    bytes += name.rawValue.utf8
    bytes.append(0)
    bytes.appendLittleEndian(generation)
    return bytes
  }
}

/// The secrets of the site that a keyring holds besides data keys, sealed under the keyring key.
///
/// The raw value is the row's name in the table `meta`, for ever.
enum KeyringSecret: String, CaseIterable {
  /// Ed25519 seed that signs checkpoints.
  case siteSeed = "site seed"
  /// Keys the digests by which records are looked up.
  case lookupKey = "look-up key"
  /// Keys the projections' rows that belong to no one chart.
  case projectionKey = "projection key"
}
