internal import Bytes

/// All rows of a keyring as of one transaction; sealed, and in need of no key.
struct KeyringContents: Sendable {
  /// By name.
  var meta: [String: [UInt8]]
  var keys: [KeyRow] = []
  var wraps: [KeyringWrapRow]
  var deviceWraps: [DeviceRow] = []

  /// A row of the table `keys`.
  struct KeyRow: Sendable {
    var subject: SubjectID
    var number: UInt32
    var row: [UInt8]
  }

  /// A row of the table `device wraps`.
  struct DeviceRow: Sendable {
    var name: DeviceWrap.Name
    var row: [UInt8]
  }

  /// Whoever has a data key here, or of whom a device has one.
  var subjects: Set<SubjectID> {
    Set(keys.map(\.subject)).union(deviceWraps.map(\.name.subject))
  }

  /// The same without the data keys of these, and without what devices hold of them.
  func without(_ subjects: Set<SubjectID>) -> KeyringContents {
    var rest = self
    rest.keys.removeAll { subjects.contains($0.subject) }
    rest.deviceWraps.removeAll { subjects.contains($0.name.subject) }
    return rest
  }
}

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
  init(_ rows: [String: [UInt8]]) throws(KeyError) {
    let format = try Self.number(.format, rows)
    guard format == Self.format else { throw .keyringTooNew(format: format) }
    guard let ledger = LedgerID(bytes: try Self.value(.ledger, rows)) else {
      throw .keyringDamaged(what: "its ledger id has not 32 bytes")
    }
    let sitePublicKey = try Self.value(.sitePublicKey, rows)
    guard sitePublicKey.count == 32 else {
      throw .keyringDamaged(what: "its site public key has not 32 bytes")
    }
    self.init(
      ledger: ledger, generation: try Self.number(.generation, rows),
      sitePublicKey: sitePublicKey)
  }

  /// The rows by name.
  var rows: [String: [UInt8]] {
    let format = Self.bytes(of: Self.format)
    let generation = Self.bytes(of: generation)
    return [
      Row.format.rawValue: format, Row.ledger.rawValue: ledger.bytes,
      Row.generation.rawValue: generation, Row.sitePublicKey.rawValue: sitePublicKey,
    ]
  }

  static func bytes(of number: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(number)
    return bytes
  }

  private static func value(_ row: Row, _ rows: [String: [UInt8]]) throws(KeyError) -> [UInt8] {
    guard let value = rows[row.rawValue] else {
      throw .keyringDamaged(what: "its \(row.rawValue) is missing")
    }
    return value
  }

  private static func number(_ row: Row, _ rows: [String: [UInt8]]) throws(KeyError) -> UInt32 {
    guard let number = UInt32(littleEndianBytes: try value(row, rows)) else {
      throw .keyringDamaged(what: "its \(row.rawValue) has not 4 bytes")
    }
    return number
  }
}
