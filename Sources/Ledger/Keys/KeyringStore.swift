internal import LMDB

/// The tables of a keyring: bytes in, bytes out; what they mean is for others.
///
/// | table | key | value |
/// |---|---|---|
/// | meta | name in UTF-8 | see ``KeyringMeta`` and ``KeyringSecret`` |
/// | wraps | actor, as an integer | see ``KeyringWrap`` |
/// | wrap keys | actor, as an integer | receiving public key 32, that the wrap was made for |
/// | keys | subject id 16 ‖ number u32 big-endian | see ``KeyringKey`` |
/// | device wraps | actor u32 ‖ subject id 16 ‖ number u32, both big-endian | see ``DeviceWrap`` |
///
/// A keyring that was made before there were `wrap keys` and `device wraps` has neither until
/// something is written there.
///
/// Each change is one durable transaction. A method of two steps, such as a number chosen and used,
/// takes them inside the write transaction, where no other process can come between.
final class KeyringStore: Sendable {
  let path: String
  let environment: Environment
  let meta: Table
  let wraps: Table
  let keys: Table

  /// The database at `path`, made when it is missing. A keyring's rows are written only if there
  /// are none; without `rows`, their absence is ``KeyError/keyringMissing(path:)``.
  init(at path: String, creating rows: Rows?) throws(KeyError) {
    self.path = path
    do {
      environment = try Environment(
        directory: path, configuration: .init(mapSizeBytes: 4 << 30, createsDirectory: rows != nil))
      if let rows {
        (meta, wraps, keys) = try Self.write(rows, in: environment, path)
      } else {
        guard let meta = try environment.existingTable(named: "meta", keys: .bytes),
          let wraps = try environment.existingTable(named: "wraps", keys: .integer),
          let keys = try environment.existingTable(named: "keys", keys: .bytes)
        else { throw KeyError.keyringMissing(path: path) }
        (self.meta, self.wraps, self.keys) = (meta, wraps, keys)
        for table in LaterTable.allCases {
          _ = try environment.existingTable(named: table.rawValue, keys: table.keys)
        }
      }
    } catch {
      throw Self.keyError(error, "open", path)
    }
  }

  /// What a new keyring begins with.
  struct Rows {
    var meta: [String: [UInt8]]
    var wrap: KeyringWrapRow
  }

  private static func write(
    _ rows: Rows, in environment: Environment, _ path: String
  ) throws -> (Table, Table, Table) {
    let transaction = try environment.beginWrite()
    let meta = try environment.table(named: "meta", keys: .bytes, in: transaction)
    let wraps = try environment.table(named: "wraps", keys: .integer, in: transaction)
    let keys = try environment.table(named: "keys", keys: .bytes, in: transaction)
    guard try transaction.count(meta) == 0 else { throw KeyError.keyringExists(path: path) }
    for (name, value) in rows.meta { try transaction.insert(meta, Array(name.utf8), value) }
    try transaction.insert(wraps, UInt64(rows.wrap.actor), rows.wrap.wrap)
    let wrapKeys = try LaterTable.wrapKeys.made(in: transaction, environment)
    try transaction.insert(wrapKeys, UInt64(rows.wrap.actor), rows.wrap.receivingPublicKey)
    _ = try LaterTable.deviceWraps.made(in: transaction, environment)
    try transaction.commit()
    return (meta, wraps, keys)
  }

  /// All of the table `meta`, and the actor's wrap, as of one moment.
  func opening(for actor: UInt32?) throws(KeyError) -> (meta: [String: [UInt8]], wrap: [UInt8]?) {
    do {
      let transaction = try environment.beginRead()
      return (
        try metaRows(in: transaction),
        try actor.flatMap { try transaction.value(wraps, UInt64($0)) }
      )
    } catch {
      throw Self.keyError(error, "read its settings", path)
    }
  }

  func metaRows(
    in transaction: borrowing some Transaction & ~Copyable
  ) throws -> [String: [UInt8]] {
    var rows: [String: [UInt8]] = [:]
    try transaction.forEach(meta, from: []) { name, value in
      let name = name.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      rows[name] = value.withUnsafeBytes { [UInt8]($0) }
      return true
    }
    return rows
  }

  func key(_ subject: SubjectID, _ number: UInt32) throws(KeyError) -> [UInt8]? {
    do {
      return try environment.beginRead().value(keys, Self.rowKey(subject, number))
    } catch {
      throw Self.keyError(error, "read a data key", path)
    }
  }

  /// The greatest number that the subject has a key of; nil when it has none.
  func newestNumber(of subject: SubjectID) throws(KeyError) -> UInt32? {
    do {
      return try newestNumber(of: subject, in: environment.beginRead())
    } catch {
      throw Self.keyError(error, "look for a data key", path)
    }
  }

  /// Adds the row that `make` gives for the subject's next number, and says the number.
  func addKey(
    for subject: SubjectID, generation: UInt32, make: (UInt32) throws(KeyError) -> [UInt8]
  ) throws(KeyError) -> UInt32 {
    do {
      let transaction = try environment.beginWrite()
      try check(generation, in: transaction)
      let newest = try newestNumber(of: subject, in: transaction) ?? 0
      guard newest < UInt32.max else {
        throw KeyError.malformed(what: "data-key number", expected: "less than 2³²")
      }
      try transaction.insert(keys, Self.rowKey(subject, newest + 1), make(newest + 1))
      try transaction.commit()
      return newest + 1
    } catch {
      throw Self.keyError(error, "add a data key", path)
    }
  }

  private func newestNumber(
    of subject: SubjectID, in transaction: borrowing some Transaction & ~Copyable
  ) throws -> UInt32? {
    var newest: UInt32?
    try transaction.forEach(keys, prefix: subject.bytes) { key, _ in
      newest = key.withUnsafeBytes { UInt32(bigEndianBytes: $0.dropFirst(16)) }
      return true
    }
    return newest
  }

  /// Rows must not be sealed under a keyring key that has been replaced since it was unlocked.
  func check(
    _ generation: UInt32, in transaction: borrowing WriteTransaction
  ) throws {
    let found = try transaction.value(meta, Array(KeyringMeta.Row.generation.rawValue.utf8))
    guard let found, let found = UInt32(littleEndianBytes: found) else {
      throw KeyError.keyringDamaged(what: "its generation is missing")
    }
    guard found == generation else {
      throw KeyError.keyringRenewed(unlocked: generation, found: found)
    }
  }

  static func rowKey(_ subject: SubjectID, _ number: UInt32) -> [UInt8] {
    var key = subject.bytes
    key.appendBigEndian(number)
    return key
  }

  static func keyError(_ error: any Error, _ action: String, _ path: String) -> KeyError {
    switch error {
    case let error as KeyError: error
    case LMDBError.directoryMissing, LMDBError.notADirectory: .keyringMissing(path: path)
    case LMDBError.notAnLMDBFile, LMDBError.damaged, LMDBError.tableHasOtherKeys:
      .keyringDamaged(what: "\(error)")
    default: .storage(action: action, reason: "\(error)")
    }
  }
}
