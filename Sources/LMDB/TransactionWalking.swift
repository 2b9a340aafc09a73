internal import CLMDB
internal import Glibc

extension TransactionState {
  func walk(
    _ table: Table, from first: UInt64, body: (UInt64, RawSpan) -> Bool
  ) throws(LMDBError) {
    try check(table, keys: .integer)
    let cursor = try openCursor(table)
    defer { mdb_cursor_close(cursor) }
    var value = MDB_val()
    viewCount += 1
    defer { viewCount -= 1 }
    var key = MDB_val()
    var code = withUnsafeBytes(of: first) { bytes in
      key = MDB_val(bytes)
      return mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE)
    }
    while try moved(code), body(key.integer, value.bytes.bytes) {
      code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
    }
  }

  func walk(
    _ table: Table, from first: [UInt8], prefix: [UInt8], body: (RawSpan, RawSpan) -> Bool
  ) throws(LMDBError) {
    try check(table, keys: .bytes)
    let cursor = try openCursor(table)
    defer { mdb_cursor_close(cursor) }
    var (key, value) = (MDB_val(), MDB_val())
    viewCount += 1
    defer { viewCount -= 1 }
    // LMDB refuses an empty key even as the lower bound.
    var code = first.withUnsafeBytes { bytes in
      key = MDB_val(bytes)
      return mdb_cursor_get(
        cursor, &key, &value, bytes.isEmpty ? MDB_FIRST : MDB_SET_RANGE)
    }
    while try moved(code), key.begins(with: prefix), body(key.bytes.bytes, value.bytes.bytes) {
      code = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
    }
  }
}

extension MDB_val {
  fileprivate func begins(with prefix: [UInt8]) -> Bool {
    guard mv_size >= prefix.count else { return false }
    return prefix.withUnsafeBytes { wanted in
      guard let data = mv_data, let start = wanted.baseAddress else { return wanted.isEmpty }
      return memcmp(data, start, wanted.count) == 0
    }
  }
}
