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

  /// Whether the key has a value.
  public func contains(_ table: Table, _ key: UInt64) throws(LMDBError) -> Bool {
    try state.value(table, key) != nil
  }

  public func contains(_ table: Table, _ key: [UInt8]) throws(LMDBError) -> Bool {
    try state.value(table, key) != nil
  }

  /// How many keys the table has; no walk is needed.
  public func count(_ table: Table) throws(LMDBError) -> Int { try state.count(table) }

  /// The smallest key of a table with integer keys; nil when it is empty.
  public func firstKey(_ table: Table) throws(LMDBError) -> UInt64? {
    try state.integerKey(table, atEnd: false)
  }

  /// The greatest key of a table with integer keys; nil when it is empty.
  public func lastKey(_ table: Table) throws(LMDBError) -> UInt64? {
    try state.integerKey(table, atEnd: true)
  }

  /// The smallest key of a table with byte keys; nil when it is empty.
  public func firstBytesKey(_ table: Table) throws(LMDBError) -> [UInt8]? {
    try state.bytesKey(table, atEnd: false)
  }

  /// The greatest key of a table with byte keys; nil when it is empty.
  public func lastBytesKey(_ table: Table) throws(LMDBError) -> [UInt8]? {
    try state.bytesKey(table, atEnd: true)
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
