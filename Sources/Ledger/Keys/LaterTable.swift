internal import LMDB

/// The tables that the first keyrings were made without; each comes with the first row in it.
enum LaterTable: String, CaseIterable {
  case wrapKeys = "wrap keys"
  case deviceWraps = "device wraps"

  var keys: KeyOrder {
    switch self {
    case .wrapKeys: .integer
    case .deviceWraps: .bytes
    }
  }

  /// The table to write to.
  func made(
    in transaction: borrowing WriteTransaction, _ environment: Environment
  ) throws(LMDBError) -> Table {
    try environment.table(named: rawValue, keys: keys, in: transaction)
  }

  /// The table to read; nil while nothing was ever written to it.
  func found(
    in transaction: borrowing some Transaction & ~Copyable, _ environment: Environment
  ) throws(LMDBError) -> Table? {
    try environment.existingTable(named: rawValue, keys: keys, in: transaction)
  }
}
