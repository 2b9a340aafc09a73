internal import LMDB

extension KeyringStore {
  func putDeviceWrap(_ row: [UInt8], _ name: DeviceWrap.Name) throws(KeyError) {
    do {
      let transaction = try environment.beginWrite()
      let table = try LaterTable.deviceWraps.made(in: transaction, environment)
      try transaction.put(table, name.rowKey, row)
      try transaction.commit()
    } catch {
      throw Self.keyError(error, "hand a device its key", path)
    }
  }

  /// The rows that begin with the prefix, in order.
  func deviceWraps(
    prefix: [UInt8] = []
  ) throws(KeyError) -> [(name: DeviceWrap.Name, row: [UInt8])] {
    do {
      let transaction = try environment.beginRead()
      guard let table = try LaterTable.deviceWraps.found(in: transaction, environment) else {
        return []
      }
      return try rows(of: table, prefix: prefix, in: transaction).map { rowKey, row in
        guard let name = DeviceWrap.Name(rowKey: rowKey) else {
          throw KeyError.keyringDamaged(what: "a device's row is named by \(rowKey.count) bytes")
        }
        return (name, row)
      }
    } catch {
      throw Self.keyError(error, "read the devices' keys", path)
    }
  }

  /// Deletes the rows that begin with the prefix; how many there were.
  func deleteDeviceWraps(prefix: [UInt8]) throws(KeyError) -> Int {
    guard try !deviceWraps(prefix: prefix).isEmpty else { return 0 }
    do {
      let transaction = try environment.beginWrite()
      let table = try LaterTable.deviceWraps.made(in: transaction, environment)
      let rows = try rows(of: table, prefix: prefix, in: transaction)
      for (rowKey, _) in rows { try transaction.delete(table, rowKey) }
      try transaction.commit()
      return rows.count
    } catch {
      throw Self.keyError(error, "take a device's key back", path)
    }
  }

  private func rows(
    of table: Table, prefix: [UInt8], in transaction: borrowing some Transaction & ~Copyable
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
