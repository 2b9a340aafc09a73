internal import CLMDB

extension TransactionState {
  func put(
    _ table: Table, _ key: UInt64, _ value: RawSpan, _ placement: Placement
  ) throws(LMDBError) {
    try checkWritable(table, keys: .integer)
    let code = withUnsafeBytes(of: key) { put(table, $0, value, placement) }
    try written(code, "mdb_put", table, keySizeBytes: 8, placement)
  }

  func put(
    _ table: Table, _ key: [UInt8], _ value: RawSpan, _ placement: Placement
  ) throws(LMDBError) {
    try checkWritable(table, keys: .bytes)
    let code = key.withUnsafeBytes { put(table, $0, value, placement) }
    try written(code, "mdb_put", table, keySizeBytes: key.count, placement)
  }

  private func put(
    _ table: Table, _ key: UnsafeRawBufferPointer, _ value: RawSpan, _ placement: Placement
  ) -> Int32 {
    value.withUnsafeBytes { bytes in
      var (key, value) = (MDB_val(key), MDB_val(bytes))
      return mdb_put(raw, table.slot, &key, &value, placement.flags)
    }
  }

  func reserve(
    _ table: Table, _ key: UInt64, sizeBytes: Int, _ placement: Placement,
    _ fill: (UnsafeMutableRawBufferPointer) -> Void
  ) throws(LMDBError) {
    try checkWritable(table, keys: .integer)
    var value = MDB_val(mv_size: sizeBytes, mv_data: nil)
    let code = withUnsafeBytes(of: key) { bytes in
      var key = MDB_val(bytes)
      return mdb_put(raw, table.slot, &key, &value, placement.flags | UInt32(MDB_RESERVE))
    }
    try written(code, "mdb_put", table, keySizeBytes: 8, placement)
    viewCount += 1
    defer { viewCount -= 1 }
    fill(UnsafeMutableRawBufferPointer(start: value.mv_data, count: sizeBytes))
  }

  func delete(_ table: Table, _ key: UInt64) throws(LMDBError) -> Bool {
    try checkWritable(table, keys: .integer)
    let code = withUnsafeBytes(of: key) { delete(table, $0) }
    return try deleted(code, table, keySizeBytes: 8)
  }

  func delete(_ table: Table, _ key: [UInt8]) throws(LMDBError) -> Bool {
    try checkWritable(table, keys: .bytes)
    let code = key.withUnsafeBytes { delete(table, $0) }
    return try deleted(code, table, keySizeBytes: key.count)
  }

  private func delete(_ table: Table, _ key: UnsafeRawBufferPointer) -> Int32 {
    var key = MDB_val(key)
    return mdb_del(raw, table.slot, &key, nil)
  }

  private func deleted(
    _ code: Int32, _ table: Table, keySizeBytes: Int
  ) throws(LMDBError) -> Bool {
    guard code != MDB_NOTFOUND else { return false }
    try written(code, "mdb_del", table, keySizeBytes: keySizeBytes, .put)
    return true
  }

  func deleteAll(_ table: Table) throws(LMDBError) {
    try checkWritable(table)
    let code = mdb_drop(raw, table.slot, 0)
    guard code == MDB_SUCCESS else { throw failure("mdb_drop", code) }
  }

  private func checkWritable(_ table: Table, keys: KeyOrder? = nil) throws(LMDBError) {
    try check(table, keys: keys)
    guard viewCount == 0 else { throw .writeWhileViewing(table: table.name) }
  }

  private func written(
    _ code: Int32, _ operation: String, _ table: Table, keySizeBytes: Int, _ placement: Placement
  ) throws(LMDBError) {
    switch code {
    case MDB_SUCCESS: return
    case MDB_KEYEXIST:
      let failure = Failure(operation: operation, code: code)
      switch placement {
      case .append: throw .keyOutOfOrder(table: table.name, failure)
      case .put, .insert: throw .keyExists(table: table.name, failure)
      }
    case MDB_BAD_VALSIZE where keySizeBytes < 1 || keySizeBytes > 511:
      throw .badKeySize(table: table.name, sizeBytes: keySizeBytes)
    default: throw failure(operation, code)
    }
  }
}
