internal import CLMDB
internal import Glibc

extension MDB_val {
  init(_ bytes: UnsafeRawBufferPointer) {
    self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: mv_data, count: mv_size) }

  /// The value as an integer key, which a damaged page may give another length; LMDB's keys are
  /// aligned to 2 only.
  var integer: UInt64? {
    mv_size == MemoryLayout<UInt64>.size ? bytes.loadUnaligned(as: UInt64.self) : nil
  }
}

extension TransactionState {
  /// Lets `body` see bytes of the map, and refuses writes meanwhile.
  func view<R>(_ bytes: UnsafeRawBufferPointer, _ body: (RawSpan) -> R) -> R {
    viewCount += 1
    defer { viewCount -= 1 }
    return body(bytes.bytes)
  }

  func value(_ table: Table, _ key: UInt64) throws(LMDBError) -> UnsafeRawBufferPointer? {
    try check(table, keys: .integer)
    var value = MDB_val()
    let code = withUnsafeBytes(of: key) { bytes in
      var key = MDB_val(bytes)
      return mdb_get(raw, table.slot, &key, &value)
    }
    return try found(code, value)
  }

  func value(_ table: Table, _ key: [UInt8]) throws(LMDBError) -> UnsafeRawBufferPointer? {
    try check(table, keys: .bytes)
    var value = MDB_val()
    let code = key.withUnsafeBytes { bytes in
      var key = MDB_val(bytes)
      return mdb_get(raw, table.slot, &key, &value)
    }
    guard code != MDB_BAD_VALSIZE else {
      throw .badKeySize(table: table.name, sizeBytes: key.count)
    }
    return try found(code, value)
  }

  private func found(
    _ code: Int32, _ value: MDB_val
  ) throws(LMDBError) -> UnsafeRawBufferPointer? {
    switch code {
    case MDB_SUCCESS: value.bytes
    case MDB_NOTFOUND: nil
    default: throw failure("mdb_get", code)
    }
  }

  var committedID: Int { Int(mdb_txn_id(raw)) - (isWriting ? 1 : 0) }

  func count(_ table: Table) throws(LMDBError) -> Int {
    try check(table)
    var stat = MDB_stat()
    let code = mdb_stat(raw, table.slot, &stat)
    guard code == MDB_SUCCESS else { throw failure("mdb_stat", code) }
    return stat.ms_entries
  }

  /// The greatest key of a table with integer keys.
  func lastKey(_ table: Table) throws(LMDBError) -> UInt64? {
    try check(table, keys: .integer)
    let cursor = try openCursor(table)
    defer { mdb_cursor_close(cursor) }
    var (key, value) = (MDB_val(), MDB_val())
    guard try moved(mdb_cursor_get(cursor, &key, &value, MDB_LAST)) else { return nil }
    return try number(of: key)
  }

  /// Throws `damaged` for a key that is no integer.
  private func number(of key: MDB_val) throws(LMDBError) -> UInt64 {
    guard let number = key.integer else { throw failure("mdb_cursor_get", MDB_CORRUPTED) }
    return number
  }

  func openCursor(_ table: Table) throws(LMDBError) -> OpaquePointer {
    var opened: OpaquePointer?
    let code = mdb_cursor_open(raw, table.slot, &opened)
    guard code == MDB_SUCCESS, let opened else { throw failure("mdb_cursor_open", code) }
    return opened
  }

  /// Whether a cursor has found something where it was sent.
  func moved(_ code: Int32) throws(LMDBError) -> Bool {
    switch code {
    case MDB_SUCCESS: true
    case MDB_NOTFOUND: false
    default: throw failure("mdb_cursor_get", code)
    }
  }
}

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
    while try moved(code), body(try number(of: key), value.bytes.bytes) {
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

/// How a value meets the keys that are there.
enum Placement {
  case put
  case insert
  case append

  var flags: UInt32 {
    switch self {
    case .put: 0
    case .insert: UInt32(MDB_NOOVERWRITE)
    case .append: UInt32(MDB_APPEND)
    }
  }
}
