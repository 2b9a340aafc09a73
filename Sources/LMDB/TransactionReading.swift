internal import CLMDB

extension MDB_val {
  init(_ bytes: UnsafeRawBufferPointer) {
    self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: mv_data, count: mv_size) }

  /// The value as an integer key. LMDB's keys are aligned to 2 only.
  var integer: UInt64 { bytes.loadUnaligned(as: UInt64.self) }
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

  func count(_ table: Table) throws(LMDBError) -> Int {
    try check(table)
    var stat = MDB_stat()
    let code = mdb_stat(raw, table.slot, &stat)
    guard code == MDB_SUCCESS else { throw failure("mdb_stat", code) }
    return stat.ms_entries
  }

  func integerKey(_ table: Table, atEnd: Bool) throws(LMDBError) -> UInt64? {
    try check(table, keys: .integer)
    return try edge(table, atEnd: atEnd).map(\.integer)
  }

  func bytesKey(_ table: Table, atEnd: Bool) throws(LMDBError) -> [UInt8]? {
    try check(table, keys: .bytes)
    return try edge(table, atEnd: atEnd).map { [UInt8]($0.bytes) }
  }

  private func edge(_ table: Table, atEnd: Bool) throws(LMDBError) -> MDB_val? {
    let cursor = try openCursor(table)
    defer { mdb_cursor_close(cursor) }
    var (key, value) = (MDB_val(), MDB_val())
    let code = mdb_cursor_get(cursor, &key, &value, atEnd ? MDB_LAST : MDB_FIRST)
    return try moved(code) ? key : nil
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
