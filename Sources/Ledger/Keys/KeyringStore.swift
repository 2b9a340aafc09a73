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
  let current: Mutex<KeyringDatabase>

  /// The database at `path`, made when it is missing. A keyring's rows are written only if there
  /// are none; without them, their absence is ``KeyError/keyringMissing(path:)``.
  init(at path: String, creating contents: KeyringContents? = nil) throws(KeyError) {
    self.path = path
    do {
      current = Mutex(
        try contents.map { try KeyringDatabase(at: path, holding: $0) }
          ?? KeyringDatabase(at: path))
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
    case LMDBError.directoryMissing, LMDBError.notADirectory: .keyringMissing(path: path)
    case LMDBError.notAnLMDBFile, LMDBError.damaged, LMDBError.tableHasOtherKeys:
      .keyringDamaged(what: "\(error)")
    case LMDBError.exchangeRefused(let path, let failure):
      .cannotErase(path: path, reason: "\(failure)")
    default: .storage(action: action, reason: "\(error)")
    }
  }
}
