internal import CLMDB

/// A position in a table that moves both ways, within the life of its transaction.
///
/// It is nowhere at first. Each move says whether it has found something there; after a false it is
/// not to be relied on until the next move to `first`, `last` or a key.
public struct Cursor: ~Copyable, ~Escapable {
  private let state: TransactionState
  private let table: Table
  private let raw: OpaquePointer

  @_lifetime(immortal)
  init(_ state: TransactionState, _ table: Table) throws(LMDBError) {
    try state.check(table)
    raw = try state.openCursor(table)
    self.state = state
    self.table = table
  }

  deinit { mdb_cursor_close(raw) }

  /// To the least key; false in an empty table.
  public func moveToFirst() throws(LMDBError) -> Bool { try move(MDB_FIRST) }

  /// To the greatest key; false in an empty table.
  public func moveToLast() throws(LMDBError) -> Bool { try move(MDB_LAST) }

  /// To the next key; from nowhere, to the first.
  public func moveToNext() throws(LMDBError) -> Bool { try move(MDB_NEXT) }

  /// To the key before; from nowhere, to the last.
  public func moveToPrevious() throws(LMDBError) -> Bool { try move(MDB_PREV) }

  /// To the first key that is not below `key`.
  public func move(to key: UInt64) throws(LMDBError) -> Bool {
    try state.check(table, keys: .integer)
    let code = withUnsafeBytes(of: key) { seek($0) }
    return try state.moved(code)
  }

  /// To the first key that is not below `key`.
  public func move(to key: [UInt8]) throws(LMDBError) -> Bool {
    try state.check(table, keys: .bytes)
    guard !key.isEmpty else { return try moveToFirst() }
    let code = key.withUnsafeBytes { seek($0) }
    return try state.moved(code)
  }

  /// The key here, of a table with integer keys; nil when nowhere.
  public func key() throws(LMDBError) -> UInt64? {
    try state.check(table, keys: .integer)
    return try current().map(\.key.integer)
  }

  /// The key here, of a table with byte keys; nil when nowhere.
  public func bytesKey() throws(LMDBError) -> [UInt8]? {
    try state.check(table, keys: .bytes)
    return try current().map { [UInt8]($0.key.bytes) }
  }

  /// Shows the value here; nil when nowhere.
  public func withValue<R>(_ body: (RawSpan) -> R) throws(LMDBError) -> R? {
    guard let current = try current() else { return nil }
    return state.view(current.value.bytes, body)
  }

  private func seek(_ key: UnsafeRawBufferPointer) -> Int32 {
    var (key, value) = (MDB_val(key), MDB_val())
    return mdb_cursor_get(raw, &key, &value, MDB_SET_RANGE)
  }

  private func move(_ operation: MDB_cursor_op) throws(LMDBError) -> Bool {
    var (key, value) = (MDB_val(), MDB_val())
    return try state.moved(mdb_cursor_get(raw, &key, &value, operation))
  }

  /// Asked of LMDB each time: a write since the last move may have moved the bytes.
  private func current() throws(LMDBError) -> (key: MDB_val, value: MDB_val)? {
    var (key, value) = (MDB_val(), MDB_val())
    let code = mdb_cursor_get(raw, &key, &value, MDB_GET_CURRENT)
    // LMDB calls a cursor that is nowhere an invalid argument.
    guard code != 22 else { return nil }
    return try state.moved(code) ? (key, value) : nil
  }
}
