internal import Bytes
internal import DurableFile
internal import LMDB
internal import Synchronization

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
/// takes them inside the write transaction, where no other process can come between. An erasure
/// puts another file in the place of the one that is open: see `KeyringStore+Access.swift`.
final class KeyringStore: Sendable {
  let path: String
  /// Beside the keyring and not in it: LMDB alone has files there.
  let turn: WritersTurn?
  let current: Mutex<KeyringDatabase>

  /// The database at `path`, made when it is missing. A keyring's rows are written only if there
  /// are none; without them, their absence is ``KeyError/keyringMissing(path:)``.
  ///
  /// - Parameter patience: how long a change waits for another writer; nil: as long as it takes.
  init(
    at path: String, creating contents: KeyringContents? = nil, patience: Patience? = nil
  ) throws(KeyError) {
    self.path = path
    let turn = patience.map { WritersTurn(path: path + ".writer", patience: $0) }
    self.turn = turn
    do {
      current = Mutex(
        try contents.map { try KeyringDatabase(at: path, holding: $0, turn: turn) }
          ?? KeyringDatabase(at: path, turn: turn))
    } catch {
      throw Self.keyError(error, "open", path)
    }
  }

  /// All of the table `meta`, and the actor's wrap, as of one moment.
  func opening(for actor: UInt32?) throws(KeyError) -> (meta: [String: [UInt8]], wrap: [UInt8]?) {
    try read("read its settings") { database, transaction in
      (
        try database.metaRows(in: transaction),
        try actor.flatMap { try transaction.value(database.wraps, UInt64($0)) }
      )
    }
  }

  func key(_ subject: SubjectID, _ number: UInt32) throws(KeyError) -> [UInt8]? {
    try read("read a data key") { database, transaction in
      try transaction.value(database.keys, Self.rowKey(subject, number))
    }
  }

  /// Whoever has a data key here, or of whom a device has one.
  func subjects() throws(KeyError) -> Set<SubjectID> {
    try read("list its data keys") { database, transaction in
      try database.contents(in: transaction).subjects
    }
  }

  /// The greatest number that the subject has a key of; nil when it has none.
  func newestNumber(of subject: SubjectID) throws(KeyError) -> UInt32? {
    try read("look for a data key") { database, transaction in
      try Self.newestNumber(of: subject, in: database, transaction)
    }
  }

  /// Adds the row that `make` gives for the subject's next number, and says the number.
  func addKey(
    for subject: SubjectID, generation: UInt32, make: (UInt32) throws(KeyError) -> [UInt8]
  ) throws(KeyError) -> UInt32 {
    try write("add a data key") { database, transaction in
      try Self.check(generation, in: database, transaction)
      let newest = try Self.newestNumber(of: subject, in: database, transaction) ?? 0
      guard newest < UInt32.max else {
        throw KeyError.malformed(what: "data-key number", expected: "less than 2³²")
      }
      try transaction.insert(database.keys, Self.rowKey(subject, newest + 1), make(newest + 1))
      return newest + 1
    }
  }

  private static func newestNumber(
    of subject: SubjectID, in database: KeyringDatabase,
    _ transaction: borrowing some Transaction & ~Copyable
  ) throws -> UInt32? {
    var newest: UInt32?
    try transaction.forEach(database.keys, prefix: subject.bytes) { key, _ in
      newest = key.withUnsafeBytes { UInt32(bigEndianBytes: $0.dropFirst(16)) }
      return true
    }
    return newest
  }

  /// Rows must not be sealed under a keyring key that has been replaced since it was unlocked.
  static func check(
    _ generation: UInt32, in database: KeyringDatabase, _ transaction: borrowing WriteTransaction
  ) throws {
    let name = Array(KeyringMeta.Row.generation.rawValue.utf8)
    guard let found = try transaction.value(database.meta, name),
      let found = UInt32(littleEndianBytes: found)
    else { throw KeyError.keyringDamaged(what: "its generation is missing") }
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
    case LMDBError.directoryMissing, LMDBError.databaseMissing, LMDBError.notADirectory:
      .keyringMissing(path: path)
    case let error as LMDBError where error.category == .damaged:
      .keyringDamaged(what: error.problem)
    case LMDBError.writerBusy: .keyringBusy(reason: (error as? LMDBError)?.problem ?? "")
    case LMDBError.exchangeRefused(let path, let failure):
      .cannotErase(path: path, reason: "\(failure)")
    default: .storage(action: action, reason: "\(error)")
    }
  }
}

/// Every reading and writing of a keyring, so that none of them misses that an erasure has put
/// another file in the place of the one that is open here.
extension KeyringStore {
  /// The database at the path, opened anew when it was replaced.
  ///
  /// The replaced one is closed when the last transaction on it ends: readers in other threads hold
  /// it until then. Where nothing is at the path any more, what is open can still be read.
  func database() throws(KeyError) -> KeyringDatabase {
    do {
      return try current.withLock { current in
        if try current.environment.isInPlace(at: path) == false {
          current = try Self.successor(of: current, at: path, turn)
        }
        return current
      }
    } catch {
      throw Self.keyError(error, "open", path)
    }
  }

  /// The same, opened anew where it was only inspected because nobody had opened it here.
  ///
  /// Throws ``KeyError/keyringReadOnly(path:)`` where it cannot be written.
  private func writableDatabase() throws -> KeyringDatabase {
    var database = try database()
    if database.environment.inspection == .untouched {
      database = try current.withLock { current in
        // Another thread may have done it meanwhile.
        guard current.environment.inspection == .untouched else { return current }
        current.environment.close()
        current = try KeyringDatabase(at: path, turn: turn, inspectsUntouched: false)
        return current
      }
    }
    guard database.environment.inspection == nil else { throw KeyError.keyringReadOnly(path: path) }
    return database
  }

  /// What lies there now must be the same ledger's and the same site's.
  private static func successor(
    of database: KeyringDatabase, at path: String, _ turn: WritersTurn?
  ) throws -> KeyringDatabase {
    let successor = try KeyringDatabase(at: path, turn: turn)
    let old = try KeyringMeta(database.environment.read { try database.metaRows(in: $0) })
    let new = try KeyringMeta(successor.environment.read { try successor.metaRows(in: $0) })
    guard new.ledger == old.ledger else {
      throw KeyError.keyringOfAnotherLedger(expected: old.ledger, found: new.ledger)
    }
    guard new.sitePublicKey == old.sitePublicKey else {
      throw KeyError.keyringDamaged(what: "its site public key is another than at its opening")
    }
    return successor
  }

  func read<Value>(
    _ action: String, _ body: (KeyringDatabase, borrowing ReadTransaction) throws -> Value
  ) throws(KeyError) -> Value {
    let database = try database()
    do {
      return try database.environment.read { try body(database, $0) }
    } catch {
      throw Self.keyError(error, action, path)
    }
  }

  /// Makes what `body` has written durable.
  func write<Value>(
    _ action: String, _ body: (KeyringDatabase, borrowing WriteTransaction) throws -> Value
  ) throws(KeyError) -> Value {
    try hold(action) { database, transaction in
      let value = try body(database, transaction)
      try transaction.commit()
      return value
    }
  }

  /// Lends the write transaction of the database that is at the path while it lasts.
  ///
  /// An erasure holds the old database's until after the exchange. So whoever gets one and finds
  /// its file in place can be sure that it stays there; else it asks again of the new file.
  func hold<Value>(
    _ action: String, _ body: (KeyringDatabase, consuming WriteTransaction) throws -> Value
  ) throws(KeyError) -> Value {
    do {
      while true {
        let database = try writableDatabase()
        let transaction = try database.environment.beginWrite()
        switch try database.environment.isInPlace(at: path) {
        case true?: return try body(database, transaction)
        case false?: transaction.abort()
        case nil: throw KeyError.keyringMissing(path: path)
        }
      }
    } catch {
      throw Self.keyError(error, action, path)
    }
  }

  /// Closes the database, now or when the last transaction on it ends.
  func close() { current.withLock { $0.environment.close() } }
}

extension KeyringStore {
  /// The wraps in order of their actors.
  func grants() throws(KeyError) -> [KeyringGrant] {
    try read("list its wraps") { database, transaction in
      try database.wrapRows(in: transaction).map {
        KeyringGrant(actor: $0.actor, receivingPublicKey: $0.receivingPublicKey)
      }
    }
  }

  func putWrap(_ row: KeyringWrapRow, generation: UInt32) throws(KeyError) {
    try write("grant") { database, transaction in
      try Self.check(generation, in: database, transaction)
      let wrapKeys = try OptionalTable.wrapKeys.made(in: transaction, database.environment)
      try transaction.put(database.wraps, UInt64(row.actor), row.wrap)
      if let receiving = row.receivingPublicKey {
        try transaction.put(wrapKeys, UInt64(row.actor), receiving)
      }
    }
  }

  /// Replaces all rows in one transaction, in the file as it is; says what there is now. Room is
  /// made for the data keys that follow a renewal, if the disk has it.
  ///
  /// - Parameter generation: of the keyring key that the rows are sealed under.
  func rewrite(
    generation: UInt32, _ rewritten: (KeyringContents) throws(KeyError) -> KeyringContents
  ) throws(KeyError) -> KeyringContents {
    let contents = try write("renew its key") { database, transaction in
      try Self.check(generation, in: database, transaction)
      let contents = try rewritten(database.contents(in: transaction))
      try database.put(contents, in: transaction)
      return contents
    }
    try? database().makeRoom()
    return contents
  }
}

extension KeyringStore {
  /// Puts the row, unless the data key in it is not (any more) in the keyring: an erased key must
  /// not come back as a device's.
  func putDeviceWrap(_ row: [UInt8], _ name: DeviceWrap.Name) throws(KeyError) {
    try write("hand a device its key") { database, transaction in
      let rowKey = Self.rowKey(name.subject, name.number)
      guard try transaction.value(database.keys, rowKey) != nil else {
        throw KeyError.noDataKey(subject: name.subject, number: name.number)
      }
      let table = try OptionalTable.deviceWraps.made(in: transaction, database.environment)
      try transaction.put(table, name.rowKey, row)
    }
  }

  /// The rows that begin with the prefix, in order.
  func deviceWraps(prefix: [UInt8] = []) throws(KeyError) -> [KeyringContents.DeviceRow] {
    try read("read the devices' keys") { database, transaction in
      try database.deviceRows(prefix: prefix, in: transaction)
    }
  }

  /// Deletes the rows that begin with the prefix; how many there were.
  func deleteDeviceWraps(prefix: [UInt8]) throws(KeyError) -> Int {
    guard try !deviceWraps(prefix: prefix).isEmpty else { return 0 }
    return try write("take a device's key back") { database, transaction in
      let table = try OptionalTable.deviceWraps.made(in: transaction, database.environment)
      let rows = try database.rows(of: table, prefix: prefix, in: transaction)
      for (rowKey, _) in rows { try transaction.delete(table, rowKey) }
      return rows.count
    }
  }
}
