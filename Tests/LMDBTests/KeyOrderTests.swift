import LMDB
import TestSupport
import Testing

struct KeyOrderTests {
  let directory: TemporaryDirectory
  let environment: Environment

  init() throws {
    directory = try TemporaryDirectory()
    environment = try Environment(directory: directory.path("db"))
  }

  @Test func `integer keys sort as numbers, not as their bytes`() throws {
    let write = try environment.beginWrite()
    let table = try environment.table(named: "numbers", keys: .integer, in: write)
    for key: UInt64 in [1 << 40, 2, 256, 0, 255, .max, 65_536] {
      try write.put(table, key, [UInt8(truncatingIfNeeded: key)])
    }
    #expect(try integerKeys(table, write) == [0, 2, 255, 256, 65_536, 1 << 40, .max])
    #expect(try write.lastKey(table) == .max)
    #expect(try write.count(table) == 7)
  }

  @Test func `byte keys sort as unsigned bytes, a prefix first`() throws {
    let write = try environment.beginWrite()
    let table = try environment.table(named: "names", keys: .bytes, in: write)
    for key: [UInt8] in [[0xFF], [1, 2], [1], [1, 2, 0], [0x7F], [0x80]] {
      try write.put(table, key, [])
    }
    #expect(
      try byteKeys(table, write) == [[1], [1, 2], [1, 2, 0], [0x7F], [0x80], [0xFF]])
  }

  @Test func `an empty table has no last key`() throws {
    let write = try environment.beginWrite()
    let numbers = try environment.table(named: "numbers", keys: .integer, in: write)
    let names = try environment.table(named: "names", keys: .bytes, in: write)
    #expect(try write.lastKey(numbers) == nil)
    #expect(try write.count(names) == 0)
  }

  @Test func `a key of the other kind is refused`() throws {
    let write = try environment.beginWrite()
    let numbers = try environment.table(named: "numbers", keys: .integer, in: write)
    let names = try environment.table(named: "names", keys: .bytes, in: write)
    #expect(throws: LMDBError.wrongKeys(table: "numbers", keys: .integer)) {
      try write.put(numbers, [1], [1])
    }
    #expect(throws: LMDBError.wrongKeys(table: "names", keys: .bytes)) {
      try write.value(names, 1)
    }
    #expect(throws: LMDBError.wrongKeys(table: "names", keys: .bytes)) {
      try write.forEach(names) { _, _ in true }
    }
  }

  @Test(arguments: [0, 512])
  func `a byte key of no byte or of more than 511 is refused`(sizeBytes: Int) throws {
    let write = try environment.beginWrite()
    let names = try environment.table(named: "names", keys: .bytes, in: write)
    let key = [UInt8](repeating: 1, count: sizeBytes)
    #expect(throws: LMDBError.badKeySize(table: "names", sizeBytes: sizeBytes)) {
      try write.put(names, key, [1])
    }
  }

  @Test func `a byte key of 511 bytes is taken`() throws {
    let write = try environment.beginWrite()
    let names = try environment.table(named: "names", keys: .bytes, in: write)
    let key = [UInt8](repeating: 1, count: 511)
    try write.put(names, key, [9])
    #expect(try write.value(names, key) == [9])
  }
}

/// All keys of a table in their order.
func integerKeys(
  _ table: Table, from first: UInt64 = 0, _ transaction: borrowing some Transaction & ~Copyable
) throws -> [UInt64] {
  var keys: [UInt64] = []
  try transaction.forEach(table, from: first) { key, _ in
    keys.append(key)
    return true
  }
  return keys
}

/// All keys of a table in their order.
func byteKeys(
  _ table: Table, from first: [UInt8] = [],
  _ transaction: borrowing some Transaction & ~Copyable
) throws -> [[UInt8]] {
  var keys: [[UInt8]] = []
  try transaction.forEach(table, from: first) { key, _ in
    keys.append(key.withUnsafeBytes { [UInt8]($0) })
    return true
  }
  return keys
}
