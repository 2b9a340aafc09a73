internal import LMDB

extension KeyringStore {
  /// Puts the row, unless the data key in it is not (any more) in the keyring: an erased key must
  /// not come back as a device's.
  func putDeviceWrap(_ row: [UInt8], _ name: DeviceWrap.Name) throws(KeyError) {
    try write("hand a device its key") { database, transaction in
      let rowKey = Self.rowKey(name.subject, name.number)
      guard try transaction.value(database.keys, rowKey) != nil else {
        throw KeyError.noDataKey(subject: name.subject, number: name.number)
      }
      let table = try LaterTable.deviceWraps.made(in: transaction, database.environment)
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
      let table = try LaterTable.deviceWraps.made(in: transaction, database.environment)
      let rows = try database.rows(of: table, prefix: prefix, in: transaction)
      for (rowKey, _) in rows { try transaction.delete(table, rowKey) }
      return rows.count
    }
  }
}
