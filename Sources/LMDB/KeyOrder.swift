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
