internal import LMDB

/// A keyring's database with its tables open: one file, which an erasure replaces by another.
struct KeyringDatabase: Sendable {
  let environment: Environment
  let meta: Table
  let wraps: Table
  let keys: Table

  /// Opens what is at `path`; throws ``KeyError/keyringMissing(path:)`` where no keyring is.
  init(at path: String) throws {
    environment = try Self.environment(at: path)
    guard let meta = try environment.existingTable(named: "meta", keys: .bytes),
      let wraps = try environment.existingTable(named: "wraps", keys: .integer),
      let keys = try environment.existingTable(named: "keys", keys: .bytes)
    else { throw KeyError.keyringMissing(path: path) }
    (self.meta, self.wraps, self.keys) = (meta, wraps, keys)
    for table in LaterTable.allCases {
      _ = try environment.existingTable(named: table.rawValue, keys: table.keys)
    }
  }

  /// Makes one at `path`, on disk when this returns; throws ``KeyError/keyringExists(path:)``.
  init(at path: String, holding contents: KeyringContents) throws {
    environment = try Environment(
      directory: path, configuration: Self.configuration(creating: true))
    let transaction = try environment.beginWrite()
    meta = try environment.table(named: "meta", keys: .bytes, in: transaction)
    wraps = try environment.table(named: "wraps", keys: .integer, in: transaction)
    keys = try environment.table(named: "keys", keys: .bytes, in: transaction)
    guard try transaction.count(meta) == 0 else { throw KeyError.keyringExists(path: path) }
    try put(contents, in: transaction)
    try transaction.commit()
    try makeRoom()
  }

  private static func environment(at path: String) throws(LMDBError) -> Environment {
    while true {
      do throws(LMDBError) {
        return try Environment(directory: path, configuration: configuration(creating: false))
      } catch .replacedMeanwhile {
        // An erasure came between; the one that it has put there is opened now.
        continue
      }
    }
  }

  private static func configuration(creating: Bool) -> Environment.Configuration {
    .init(mapSizeBytes: 4 << 30, createsDirectory: creating)
  }

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
