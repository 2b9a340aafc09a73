internal import LMDB
internal import Synchronization

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
        if current.environment.isInPlace(at: path) == false {
          current = try Self.successor(of: current, at: path)
        }
        return current
      }
    } catch {
      throw Self.keyError(error, "open", path)
    }
  }

  /// What lies there now must be the same ledger's and the same site's.
  private static func successor(
    of database: KeyringDatabase, at path: String
  ) throws -> KeyringDatabase {
    let successor = try KeyringDatabase(at: path)
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
        let database = try database()
        let transaction = try database.environment.beginWrite()
        switch database.environment.isInPlace(at: path) {
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
