/// What reading and writing transactions can both do: see the database as of one moment.
///
/// Values are seen inside a closure, in place, where they lie in the map. Nothing of the same
/// transaction can be written until the closure has returned (`writeWhileViewing`). The bytes are
/// aligned to 2, no more.
///
/// All calls throw `tableNotOpen` for a table that this transaction does not know, and `wrongKeys`
/// when the key is not of the table's kind.
public protocol Transaction: ~Copyable {
  /// For this module's own use.
  var state: TransactionState { get }
}

extension Transaction where Self: ~Copyable {
  /// Shows the key's value to `body`; nil when there is none.
  @discardableResult
  public func withValue<R>(
    _ table: Table, _ key: UInt64, _ body: (RawSpan) -> R
  ) throws(LMDBError) -> R? {
    guard let value = try state.value(table, key) else { return nil }
    return state.view(value, body)
  }

  /// Shows the key's value to `body`; nil when there is none.
  @discardableResult
  public func withValue<R>(
    _ table: Table, _ key: [UInt8], _ body: (RawSpan) -> R
  ) throws(LMDBError) -> R? {
    guard let value = try state.value(table, key) else { return nil }
    return state.view(value, body)
  }

  /// A copy of the key's value; nil when there is none.
  public func value(_ table: Table, _ key: UInt64) throws(LMDBError) -> [UInt8]? {
    try state.value(table, key).map { [UInt8]($0) }
  }

  /// A copy of the key's value; nil when there is none.
  public func value(_ table: Table, _ key: [UInt8]) throws(LMDBError) -> [UInt8]? {
    try state.value(table, key).map { [UInt8]($0) }
  }

  /// What ``Environment/requireUnchanged()`` refuses, of the environment that this reads.
  public func requireUnchanged() throws(LMDBError) { try state.environment.requireUnchanged() }

  /// How many keys the table has; no walk is needed.
  public func count(_ table: Table) throws(LMDBError) -> Int { try state.count(table) }

  /// Which commit the transaction sees, of those of this database: a write sees the one before it.
  public var committedID: Int { state.committedID }

  /// The greatest key of a table with integer keys; nil when it is empty.
  public func lastKey(_ table: Table) throws(LMDBError) -> UInt64? {
    try state.lastKey(table)
  }
}

/// Reads through a transaction that another value owns, of either kind. After that one has ended,
/// every call throws `transactionEnded`.
public struct TransactionView: Transaction {
  public let state: TransactionState
}

extension Transaction where Self: ~Copyable {
  /// The same transaction for a reader that does not care which kind it is, and does not end it.
  public var view: TransactionView { TransactionView(state: state) }
}

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
}

/// The database as of the commit before it began, for as long as it lives; ends with its life.
///
/// It may end on another thread than it began on, but serves one thread at a time.
public struct ReadTransaction: ~Copyable, Transaction {
  public let state: TransactionState

  init(_ state: TransactionState) { self.state = state }

  deinit { state.end() }
}
