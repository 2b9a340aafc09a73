/// A named table of one environment, opened by `Environment.table` or `existingTable`.
///
/// A table opened inside a transaction serves that one at once, and every transaction begun after
/// that one has ended (a write transaction: has been committed).
public struct Table: Sendable, Hashable {
  public let name: String
  public let keys: KeyOrder
  /// LMDB's number for the open table. It is reused after an abort, so it proves nothing alone.
  let slot: UInt32
  /// Unique in the process: tells this opening from every other that ever had the same slot.
  let serial: UInt64
}

/// How a table's keys look and sort; fixed when the table is created.
public enum KeyOrder: Sendable, Hashable, CaseIterable {
  /// `UInt64` in the machine's byte order, sorted as numbers (MDB_INTEGERKEY).
  case integer
  /// 1 to 511 bytes, sorted as unsigned bytes, a prefix before what it begins.
  case bytes
}

extension KeyOrder: CustomStringConvertible {
  public var description: String {
    switch self {
    case .integer: "integers"
    case .bytes: "bytes"
    }
  }
}
