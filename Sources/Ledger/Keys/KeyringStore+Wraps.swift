internal import LMDB

extension KeyringStore {
  /// The wraps in order of their actors.
  func grants() throws(KeyError) -> [KeyringGrant] {
    do {
      let transaction = try environment.beginRead()
      var actors: [UInt32] = []
      try transaction.forEach(wraps) { actor, _ in
        actors.append(UInt32(truncatingIfNeeded: actor))
        return true
      }
      let wrapKeys = try LaterTable.wrapKeys.found(in: transaction, environment)
      return try actors.map { actor in
        KeyringGrant(
          actor: actor,
          receivingPublicKey: try wrapKeys.flatMap { try transaction.value($0, UInt64(actor)) })
      }
    } catch {
      throw Self.keyError(error, "list its wraps", path)
    }
  }

  func putWrap(_ row: KeyringWrapRow, generation: UInt32) throws(KeyError) {
    do {
      let transaction = try environment.beginWrite()
      try check(generation, in: transaction)
      let wrapKeys = try LaterTable.wrapKeys.made(in: transaction, environment)
      try transaction.put(wraps, UInt64(row.actor), row.wrap)
      try transaction.put(wrapKeys, UInt64(row.actor), row.receivingPublicKey)
      try transaction.commit()
    } catch {
      throw Self.keyError(error, "grant", path)
    }
  }

  /// What a renewal puts in the place of every row; closures, because rows are read only inside
  /// the write transaction.
  struct Renewal {
    /// The generation that is replaced.
    var generation: UInt32
    /// The rows of `meta` as they are to be, from the rows as they are.
    var meta: ([String: [UInt8]]) throws(KeyError) -> [String: [UInt8]]
    /// A row of `keys` as it is to be, from the row as it is.
    var key: (SubjectID, UInt32, [UInt8]) throws(KeyError) -> [UInt8]
    /// All the wraps that there are afterwards.
    var wraps: [KeyringWrapRow]
  }

  /// Replaces all rows in one transaction, and says what `meta` holds now.
  func renew(_ renewal: Renewal) throws(KeyError) -> [String: [UInt8]] {
    do {
      let transaction = try environment.beginWrite()
      try check(renewal.generation, in: transaction)
      let meta = try renewal.meta(metaRows(in: transaction))
      for (name, row) in meta { try transaction.put(self.meta, Array(name.utf8), row) }
      for (rowKey, row) in try allKeys(in: transaction) {
        guard let (subject, number) = Self.named(by: rowKey) else {
          throw KeyError.keyringDamaged(what: "a data key's row is named by \(rowKey.count) bytes")
        }
        try transaction.put(keys, rowKey, renewal.key(subject, number, row))
      }
      let wrapKeys = try LaterTable.wrapKeys.made(in: transaction, environment)
      try transaction.deleteAll(wraps)
      try transaction.deleteAll(wrapKeys)
      for row in renewal.wraps {
        try transaction.put(wraps, UInt64(row.actor), row.wrap)
        try transaction.put(wrapKeys, UInt64(row.actor), row.receivingPublicKey)
      }
      try transaction.commit()
      return meta
    } catch {
      throw Self.keyError(error, "renew its key", path)
    }
  }

  private func allKeys(
    in transaction: borrowing WriteTransaction
  ) throws -> [(rowKey: [UInt8], row: [UInt8])] {
    var rows: [(rowKey: [UInt8], row: [UInt8])] = []
    try transaction.forEach(keys, from: []) { key, value in
      rows.append(
        (key.withUnsafeBytes { [UInt8]($0) }, value.withUnsafeBytes { [UInt8]($0) }))
      return true
    }
    return rows
  }

  private static func named(by rowKey: [UInt8]) -> (SubjectID, UInt32)? {
    guard let subject = SubjectID(bytes: rowKey.prefix(16)),
      let number = UInt32(bigEndianBytes: rowKey.dropFirst(16))
    else { return nil }
    return (subject, number)
  }
}
