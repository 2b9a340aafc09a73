internal import CLMDB

/// How a value meets the keys that are there.
enum Placement {
  case put
  case insert
  case append

  var flags: UInt32 {
    switch self {
    case .put: 0
    case .insert: UInt32(MDB_NOOVERWRITE)
    case .append: UInt32(MDB_APPEND)
    }
  }
}
