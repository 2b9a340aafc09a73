/// The one write transaction of all processes: sees its own changes, which `commit` makes durable
/// together. Its life ending without `commit` leaves nothing of them.
///
/// It stays on the thread that began it, never across an `await`. After an error that the disk or
/// the map has caused (`mapFull`, `diskFull`, `damaged`) it can only be ended.
public struct WriteTransaction: ~Copyable, Transaction {
  public let state: TransactionState

  init(_ state: TransactionState) { self.state = state }

  deinit { state.end() }

  /// Makes all changes durable: when it returns, they are on disk. The transaction is over either
  /// way. After a failure the environment takes no more writes (`Environment.hasFailedCommit`).
  public consuming func commit() throws(LMDBError) { try state.commit() }

  /// Ends it without keeping anything, as letting go of it does.
  public consuming func abort() {}

  /// Writes the value, in place of an older one.
  public func put(_ table: Table, _ key: UInt64, _ value: [UInt8]) throws(LMDBError) {
    try state.put(table, key, value.span.bytes, .put)
  }

  public func put(_ table: Table, _ key: [UInt8], _ value: [UInt8]) throws(LMDBError) {
    try state.put(table, key, value.span.bytes, .put)
  }

  /// Writes the value; throws `keyExists` when the key has one already, which stays.
  public func insert(_ table: Table, _ key: UInt64, _ value: [UInt8]) throws(LMDBError) {
    try state.put(table, key, value.span.bytes, .insert)
  }

  public func insert(_ table: Table, _ key: [UInt8], _ value: [UInt8]) throws(LMDBError) {
    try state.put(table, key, value.span.bytes, .insert)
  }

  /// Writes the value after all others; throws `keyOutOfOrder` unless the key is the greatest.
  public func append(_ table: Table, _ key: UInt64, _ value: RawSpan) throws(LMDBError) {
    try state.put(table, key, value, .append)
  }

  public func append(_ table: Table, _ key: UInt64, _ value: [UInt8]) throws(LMDBError) {
    try state.put(table, key, value.span.bytes, .append)
  }

  /// Deletes the key; false when there was none.
  @discardableResult
  public func delete(_ table: Table, _ key: UInt64) throws(LMDBError) -> Bool {
    try state.delete(table, key)
  }

  /// Deletes the key; false when there was none.
  @discardableResult
  public func delete(_ table: Table, _ key: [UInt8]) throws(LMDBError) -> Bool {
    try state.delete(table, key)
  }

  /// Deletes all keys; the table stays.
  public func deleteAll(_ table: Table) throws(LMDBError) { try state.deleteAll(table) }
}
