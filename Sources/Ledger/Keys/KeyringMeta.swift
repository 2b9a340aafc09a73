/// What a keyring says about itself in the clear: the table `meta`, numbers little-endian.
struct KeyringMeta: Equatable {
  /// The rows' names, for ever.
  enum Row: String {
    case format
    case ledger
    case generation
    case sitePublicKey = "site public key"
  }

  static let format: UInt32 = 1

  let ledger: LedgerID
  /// 1-based: which keyring key is in force.
  let generation: UInt32
  /// Ed25519, 32 bytes.
  let sitePublicKey: [UInt8]

  init(ledger: LedgerID, generation: UInt32, sitePublicKey: [UInt8]) {
    self.ledger = ledger
    self.generation = generation
    self.sitePublicKey = sitePublicKey
  }

  /// Throws ``KeyError/keyringTooNew(format:)``, ``KeyError/keyringDamaged(what:)``.
  init(reading store: KeyringStore) throws(KeyError) {
    let format = try Self.number(.format, store)
    guard format == Self.format else { throw .keyringTooNew(format: format) }
    guard let ledger = LedgerID(bytes: try Self.value(.ledger, store)) else {
      throw .keyringDamaged(what: "its ledger id has not 32 bytes")
    }
    let sitePublicKey = try Self.value(.sitePublicKey, store)
    guard sitePublicKey.count == 32 else {
      throw .keyringDamaged(what: "its site public key has not 32 bytes")
    }
    self.init(
      ledger: ledger, generation: try Self.number(.generation, store),
      sitePublicKey: sitePublicKey)
  }

  /// The rows by name.
  var rows: [String: [UInt8]] {
    var format: [UInt8] = []
    format.appendLittleEndian(Self.format)
    var generation: [UInt8] = []
    generation.appendLittleEndian(self.generation)
    return [
      Row.format.rawValue: format, Row.ledger.rawValue: ledger.bytes,
      Row.generation.rawValue: generation, Row.sitePublicKey.rawValue: sitePublicKey,
    ]
  }

  private static func value(_ row: Row, _ store: KeyringStore) throws(KeyError) -> [UInt8] {
    guard let value = try store.metaValue(row.rawValue) else {
      throw .keyringDamaged(what: "its \(row.rawValue) is missing")
    }
    return value
  }

  private static func number(_ row: Row, _ store: KeyringStore) throws(KeyError) -> UInt32 {
    guard let number = UInt32(littleEndianBytes: try value(row, store)) else {
      throw .keyringDamaged(what: "its \(row.rawValue) has not 4 bytes")
    }
    return number
  }
}
