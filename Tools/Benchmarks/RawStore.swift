internal import LMDB

/// One table of plain LMDB with integer keys, written and read with our thinnest calls.
final class RawStore {
  private let environment: Environment
  private let table: Table
  private var count: UInt64 = 0

  init(_ directory: String) throws {
    environment = try Environment(directory: directory, configuration: .init())
    let transaction = try environment.beginWrite()
    table = try environment.table(named: "values", keys: .integer, in: transaction)
    try transaction.commit()
  }

  /// One durable transaction, the keys in order.
  func append(_ values: [StreamedValue]) throws {
    let transaction = try environment.beginWrite()
    for value in values {
      try transaction.append(table, count, value.value)
      count += 1
    }
    try transaction.commit()
  }

  /// Every value, one byte of each looked at.
  func walk() throws -> (count: Int, sum: Int) {
    var count = 0
    var sum = 0
    let transaction = try environment.beginRead()
    try transaction.forEach(table) { _, value in
      count += 1
      sum &+= Int(value.unsafeLoad(fromByteOffset: 0, as: UInt8.self))
      return true
    }
    return (count, sum)
  }

  /// The last values, copied out one by one.
  func read(last wanted: UInt64) throws {
    let transaction = try environment.beginRead()
    for key in count - wanted..<count { _ = try transaction.value(table, key) }
  }
}
