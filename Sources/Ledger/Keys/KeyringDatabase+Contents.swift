internal import LMDB

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
    let wrapKeys = try LaterTable.wrapKeys.made(in: transaction, environment)
    try transaction.deleteAll(wraps)
    try transaction.deleteAll(wrapKeys)
    for row in contents.wraps {
      try transaction.put(wraps, UInt64(row.actor), row.wrap)
      if let receiving = row.receivingPublicKey {
        try transaction.put(wrapKeys, UInt64(row.actor), receiving)
      }
    }
    let deviceWraps = try LaterTable.deviceWraps.made(in: transaction, environment)
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
    let wrapKeys = try LaterTable.wrapKeys.found(in: transaction, environment)
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
    guard let table = try LaterTable.deviceWraps.found(in: transaction, environment) else {
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
