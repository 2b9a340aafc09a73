internal import LMDB

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
      let wrapKeys = try LaterTable.wrapKeys.made(in: transaction, database.environment)
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
