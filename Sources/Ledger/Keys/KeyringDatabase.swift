internal import Bytes
internal import LMDB

/// A keyring's database with its tables open: one file, which an erasure replaces by another.
struct KeyringDatabase: Sendable {
  let environment: Environment
  let meta: Table
  let wraps: Table
  let keys: Table

  /// Opens what is at `path`, to read it where it cannot be written; throws
  /// ``KeyError/keyringMissing(path:)`` where no keyring is.
  ///
  /// - Parameter inspectsUntouched: whether one that nobody has opened here is only inspected.
  init(at path: String, turn: WritersTurn?, inspectsUntouched: Bool = true) throws {
    var configuration = Self.configuration
    configuration.creates = .nothing
    configuration.inspectsUnwritable = true
    configuration.inspectsUntouched = inspectsUntouched
    environment = try Self.environment(at: path, configuration, turn)
    guard let meta = try environment.existingTable(named: "meta", keys: .bytes),
      let wraps = try environment.existingTable(named: "wraps", keys: .integer),
      let keys = try environment.existingTable(named: "keys", keys: .bytes)
    else {
      // What was begun and never committed is no keyring yet.
      guard environment.info().lastTransactionID > 0 else {
        throw KeyError.keyringMissing(path: path)
      }
      throw KeyError.keyringDamaged(what: "it lacks its tables")
    }
    (self.meta, self.wraps, self.keys) = (meta, wraps, keys)
    for table in OptionalTable.allCases {
      _ = try environment.existingTable(named: table.rawValue, keys: table.keys)
    }
  }

  /// Makes one at `path`, on disk when this returns; throws ``KeyError/keyringExists(path:)``.
  init(at path: String, holding contents: KeyringContents, turn: WritersTurn?) throws {
    environment = try Environment(
      directory: path, configuration: Self.configuration, turn: turn)
    let transaction = try environment.beginWrite()
    meta = try environment.table(named: "meta", keys: .bytes, in: transaction)
    wraps = try environment.table(named: "wraps", keys: .integer, in: transaction)
    keys = try environment.table(named: "keys", keys: .bytes, in: transaction)
    guard try transaction.count(meta) == 0 else { throw KeyError.keyringExists(path: path) }
    try put(contents, in: transaction)
    try transaction.commit()
    try makeRoom()
  }

  private static func environment(
    at path: String, _ configuration: Environment.Configuration, _ turn: WritersTurn?
  ) throws(LMDBError) -> Environment {
    while true {
      do throws(LMDBError) {
        return try Environment(directory: path, configuration: configuration, turn: turn)
      } catch .replacedMeanwhile {
        // An erasure came between; the one that it has put there is opened now.
        continue
      }
    }
  }

  /// Of a keyring that is made.
  private static let configuration = Environment.Configuration(
    mapSizeBytes: 4 << 30, provesPages: true)

  func metaRows(
    in transaction: borrowing some Transaction & ~Copyable
  ) throws -> [String: [UInt8]] {
    var rows: [String: [UInt8]] = [:]
    try transaction.forEach(meta, from: []) { name, value in
      let name = name.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      guard !Self.isRoom(name) else { return true }
      rows[name] = value.withUnsafeBytes { [UInt8]($0) }
      return true
    }
    return rows
  }

  /// The rows of a table with byte keys that begin with the prefix, in order.
  func rows(
    of table: Table, prefix: [UInt8] = [], in transaction: borrowing some Transaction & ~Copyable
  ) throws -> [(rowKey: [UInt8], row: [UInt8])] {
    var rows: [(rowKey: [UInt8], row: [UInt8])] = []
    try transaction.forEach(table, prefix: prefix) { key, value in
      rows.append(
        (key.withUnsafeBytes { [UInt8]($0) }, value.withUnsafeBytes { [UInt8]($0) }))
      return true
    }
    return rows
  }
}

extension KeyringDatabase {
  /// All rows; throws ``KeyError/keyringDamaged(what:)`` for one under no name of a row.
  func contents(in transaction: borrowing some Transaction & ~Copyable) throws -> KeyringContents {
    KeyringContents(
      meta: try metaRows(in: transaction), keys: try keyRows(in: transaction),
      wraps: try wrapRows(in: transaction), deviceWraps: try deviceRows(in: transaction))
  }

  /// Writes all rows over those that are there; only the wraps are afterwards just these.
  func put(_ contents: KeyringContents, in transaction: borrowing WriteTransaction) throws {
    for (name, row) in contents.meta { try transaction.put(meta, Array(name.utf8), row) }
    for key in contents.keys {
      try transaction.put(keys, KeyringStore.rowKey(key.subject, key.number), key.row)
    }
    let wrapKeys = try OptionalTable.wrapKeys.made(in: transaction, environment)
    try transaction.deleteAll(wraps)
    try transaction.deleteAll(wrapKeys)
    for row in contents.wraps {
      try transaction.put(wraps, UInt64(row.actor), row.wrap)
      if let receiving = row.receivingPublicKey {
        try transaction.put(wrapKeys, UInt64(row.actor), receiving)
      }
    }
    let deviceWraps = try OptionalTable.deviceWraps.made(in: transaction, environment)
    for device in contents.deviceWraps {
      try transaction.put(deviceWraps, device.name.rowKey, device.row)
    }
  }

  func keyRows(
    in transaction: borrowing some Transaction & ~Copyable
  ) throws -> [KeyringContents.KeyRow] {
    try rows(of: keys, in: transaction).map { rowKey, row in
      guard let subject = SubjectID(bytes: rowKey.prefix(16)),
        let number = UInt32(bigEndianBytes: rowKey.dropFirst(16))
      else {
        throw KeyError.keyringDamaged(what: "a data key's row is named by \(rowKey.count) bytes")
      }
      return KeyringContents.KeyRow(subject: subject, number: number, row: row)
    }
  }

  /// In order of their actors.
  func wrapRows(
    in transaction: borrowing some Transaction & ~Copyable
  ) throws -> [KeyringWrapRow] {
    var wraps: [(actor: UInt64, wrap: [UInt8])] = []
    try transaction.forEach(self.wraps) { actor, wrap in
      wraps.append((actor, wrap.withUnsafeBytes { [UInt8]($0) }))
      return true
    }
    let wrapKeys = try OptionalTable.wrapKeys.found(in: transaction, environment)
    return try wraps.map { actor, wrap in
      KeyringWrapRow(
        actor: UInt32(truncatingIfNeeded: actor), wrap: wrap,
        receivingPublicKey: try wrapKeys.flatMap { try transaction.value($0, actor) })
    }
  }

  /// Those that begin with the prefix, in order.
  func deviceRows(
    prefix: [UInt8] = [], in transaction: borrowing some Transaction & ~Copyable
  ) throws -> [KeyringContents.DeviceRow] {
    guard let table = try OptionalTable.deviceWraps.found(in: transaction, environment) else {
      return []
    }
    return try rows(of: table, prefix: prefix, in: transaction).map { rowKey, row in
      guard let name = DeviceWrap.Name(rowKey: rowKey) else {
        throw KeyError.keyringDamaged(what: "a device's row is named by \(rowKey.count) bytes")
      }
      return KeyringContents.DeviceRow(name: name, row: row)
    }
  }
}

/// Room for later keys, inside the file.
///
/// LMDB writes a changed page elsewhere, so even one row makes a file grow that has no free page.
/// A key that an emergency needs must find its place on a full disk too: so pages are written and
/// freed while the disk takes them. Every later change then uses some, and frees as many.
extension KeyringDatabase {
  /// Names in the table `meta` that are no settings; there for a moment.
  private static let room = (0..<16).map { "room \($0)" }

  /// Two such rows fill a page, and no row needs pages side by side: what is free already is used.
  private static let rowByteCount = 1_900

  static func isRoom(_ name: String) -> Bool { name.hasPrefix("room ") }

  /// Writes the pages, frees them, and lets one more change go by, after which LMDB uses them.
  /// What a killed process leaves of it is freed by the next.
  func makeRoom() throws(LMDBError) {
    for names in [Self.room, Array(Self.room.prefix(1))] {
      try change { transaction throws(LMDBError) in
        for name in names {
          let row = [UInt8](repeating: 0, count: Self.rowByteCount)
          try transaction.put(meta, Array(name.utf8), row)
        }
      }
      try change { transaction throws(LMDBError) in
        for name in names { _ = try transaction.delete(meta, Array(name.utf8)) }
      }
    }
  }

  private func change(
    _ body: (borrowing WriteTransaction) throws(LMDBError) -> Void
  ) throws(LMDBError) {
    let transaction = try environment.beginWrite()
    try body(transaction)
    try transaction.commit()
  }
}

/// The tables that the first keyrings were made without; each comes with the first row in it.
enum OptionalTable: String, CaseIterable {
  case wrapKeys = "wrap keys"
  case deviceWraps = "device wraps"

  var keys: KeyOrder {
    switch self {
    case .wrapKeys: .integer
    case .deviceWraps: .bytes
    }
  }

  /// The table to write to.
  func made(
    in transaction: borrowing WriteTransaction, _ environment: Environment
  ) throws(LMDBError) -> Table {
    try environment.table(named: rawValue, keys: keys, in: transaction)
  }

  /// The table to read; nil while nothing was ever written to it.
  func found(
    in transaction: borrowing some Transaction & ~Copyable, _ environment: Environment
  ) throws(LMDBError) -> Table? {
    try environment.existingTable(named: rawValue, keys: keys, in: transaction)
  }
}
