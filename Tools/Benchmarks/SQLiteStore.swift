internal import CSQLite
internal import Rehearsal

/// An event store as one would write it on SQLite: the entries in order, and an index by stream.
///
/// Write-ahead log and `synchronous=FULL`, so that a committed transaction is on disk, as it is
/// with the ledger. Statements are prepared once.
final class SQLiteStore {
  private let database: OpaquePointer
  private let statements: [Statement: OpaquePointer]
  private var count: Int64 = 0

  private enum Statement: String, CaseIterable {
    case begin = "BEGIN IMMEDIATE"
    case commit = "COMMIT"
    case insert = "INSERT INTO entries (position, stream, revision, value) VALUES (?, ?, ?, ?)"
    case walk = "SELECT position, value FROM entries ORDER BY position"
    case read = "SELECT value FROM entries WHERE stream = ? ORDER BY revision"
  }

  private static let schema = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE entries (
      position INTEGER PRIMARY KEY, stream BLOB NOT NULL, revision INTEGER NOT NULL,
      value BLOB NOT NULL);
    CREATE UNIQUE INDEX by_stream ON entries (stream, revision);
    """

  init(_ file: String) throws {
    var opened: OpaquePointer?
    guard sqlite3_open(file, &opened) == SQLITE_OK, let opened else {
      throw RehearsalError.unexpected("SQLite does not open its file")
    }
    database = opened
    guard sqlite3_exec(opened, Self.schema, nil, nil, nil) == SQLITE_OK else {
      throw Self.failure(opened)
    }
    var statements: [Statement: OpaquePointer] = [:]
    for statement in Statement.allCases {
      var prepared: OpaquePointer?
      guard sqlite3_prepare_v2(opened, statement.rawValue, -1, &prepared, nil) == SQLITE_OK,
        let prepared
      else { throw Self.failure(opened) }
      statements[statement] = prepared
    }
    self.statements = statements
  }

  deinit {
    for statement in statements.values { sqlite3_finalize(statement) }
    sqlite3_close(database)
  }

  /// One durable transaction.
  ///
  /// - Parameter entries: each with the 22 bytes of its stream and its revision in it.
  func append(_ entries: [StreamedValue]) throws {
    try step(.begin)
    for entry in entries {
      try with(.insert) { insert in
        sqlite3_bind_int64(insert, 1, count)
        entry.stream.withUnsafeBytes { bind($0, insert, 2) }
        sqlite3_bind_int64(insert, 3, Int64(entry.revision))
        entry.value.withUnsafeBytes { bind($0, insert, 4) }
        guard sqlite3_step(insert) == SQLITE_DONE else { throw Self.failure(database) }
      }
      count += 1
    }
    try step(.commit)
  }

  /// Every value, one byte of each looked at.
  func walk() throws -> (count: Int, sum: Int) {
    var count = 0
    var sum = 0
    try forEachRow(of: .walk, bytesIn: 1) { value in
      count += 1
      sum &+= Int(value.first ?? 0)
    }
    return (count, sum)
  }

  /// Every value of a stream, copied out one by one; how many there were.
  func read(_ stream: [UInt8]) throws -> Int {
    var values: [[UInt8]] = []
    try stream.withUnsafeBytes { stream in
      try forEachRow(of: .read, bytesIn: 0, binding: { bind(stream, $0, 1) }) {
        values.append([UInt8]($0))
      }
    }
    return values.count
  }

  private func forEachRow(
    of statement: Statement, bytesIn column: Int32, binding: (OpaquePointer) -> Void = { _ in },
    _ body: (UnsafeRawBufferPointer) -> Void
  ) throws {
    try with(statement) { statement in
      binding(statement)
      var code = sqlite3_step(statement)
      while code == SQLITE_ROW {
        body(
          UnsafeRawBufferPointer(
            start: sqlite3_column_blob(statement, column),
            count: Int(sqlite3_column_bytes(statement, column))))
        code = sqlite3_step(statement)
      }
      guard code == SQLITE_DONE else { throw Self.failure(database) }
    }
  }

  private func step(_ statement: Statement) throws {
    try with(statement) {
      guard sqlite3_step($0) == SQLITE_DONE else { throw Self.failure(database) }
    }
  }

  private func with(_ name: Statement, _ body: (OpaquePointer) throws -> Void) throws {
    guard let statement = statements[name] else { return }
    defer { sqlite3_reset(statement) }
    try body(statement)
  }

  /// The bytes stay where they are until the statement has been stepped.
  private func bind(_ bytes: UnsafeRawBufferPointer, _ statement: OpaquePointer, _ index: Int32) {
    sqlite3_bind_blob(statement, index, bytes.baseAddress, Int32(bytes.count), nil)
  }

  private static func failure(_ database: OpaquePointer) -> RehearsalError {
    .unexpected("SQLite failed: \(String(cString: sqlite3_errmsg(database)))")
  }
}
