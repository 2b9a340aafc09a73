extension Transaction where Self: ~Copyable {
  /// Shows keys and values in order of the keys, beginning with the first that is not below
  /// `first`, until `body` returns false. Nothing is copied or allocated per value.
  public func forEach(
    _ table: Table, from first: UInt64 = 0, body: (UInt64, RawSpan) -> Bool
  ) throws(LMDBError) {
    try state.walk(table, from: first, body: body)
  }

  /// Shows keys and values in order of the keys, beginning with the first that is not below
  /// `first` (empty: with the first of all), until `body` returns false.
  public func forEach(
    _ table: Table, from first: [UInt8], body: (RawSpan, RawSpan) -> Bool
  ) throws(LMDBError) {
    try state.walk(table, from: first, prefix: [], body: body)
  }

  /// Shows the keys that begin with `prefix` (the whole key is shown) and their values in order,
  /// until `body` returns false.
  public func forEach(
    _ table: Table, prefix: [UInt8], body: (RawSpan, RawSpan) -> Bool
  ) throws(LMDBError) {
    try state.walk(table, from: prefix, prefix: prefix, body: body)
  }

  /// A position in the table that moves both ways. It cannot outlive the transaction: the compiler
  /// refuses it, and with it a `commit()` in the same function; there, use `withCursor`.
  @_lifetime(borrow self)
  public func cursor(_ table: Table) throws(LMDBError) -> Cursor {
    try Cursor(state, table)
  }

  /// Lends `body` a position in the table that moves both ways.
  public func withCursor<R>(
    _ table: Table, _ body: (borrowing Cursor) throws(LMDBError) -> R
  ) throws(LMDBError) -> R {
    let cursor = try Cursor(state, table)
    return try body(cursor)
  }
}
