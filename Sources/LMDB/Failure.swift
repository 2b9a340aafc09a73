internal import CLMDB

/// Which call of LMDB or of the system failed, and the code that it gave.
public struct Failure: Error, Hashable, CustomStringConvertible {
  /// The C function, such as `mdb_put`.
  public let operation: String
  /// LMDB's code (negative, `lmdb.h`) or the system's `errno` (positive).
  public let code: Int32

  public init(operation: String, code: Int32) {
    self.operation = operation
    self.code = code
  }

  public var description: String {
    let text = mdb_strerror(code).map { String(cString: $0) } ?? "unknown"
    return "\(operation) gave \(code), \(text)"
  }
}
