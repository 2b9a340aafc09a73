import LMDB
import TestSupport
import Testing

struct WritingTests {
  let directory: TemporaryDirectory
  let environment: Environment

  init() throws {
    directory = try TemporaryDirectory()
    environment = try Environment(directory: directory.path("db"))
  }

  @Test func `put replaces, for both kinds of keys`() throws {
    let write = try environment.beginWrite()
    let (numbers, names) = try tables(write)
    let bytes: [UInt8] = [1, 2, 3]
    try write.put(numbers, 1, [0])
    try write.put(numbers, 1, bytes)
    try write.put(names, [7], [0])
    try write.put(names, [7], bytes)
    #expect(try write.value(numbers, 1) == bytes)
    #expect(try write.value(names, [7]) == bytes)
    #expect(try write.withValue(numbers, 1) { $0.byteCount } == 3)
    #expect(try write.withValue(names, [7]) { $0.byteCount } == 3)
    #expect(try write.withValue(numbers, 2) { $0.byteCount } == nil)
  }

  @Test func `insert takes a new key and refuses one that is there, leaving its value`() throws {
    let write = try environment.beginWrite()
    let (numbers, names) = try tables(write)
    try write.insert(numbers, 1, [1])
    try write.insert(names, [7], [1])
    let failure = Failure(operation: "mdb_put", code: -30_799)
    #expect(throws: LMDBError.keyExists(table: "numbers", failure)) {
      try write.insert(numbers, 1, [2])
    }
    #expect(throws: LMDBError.keyExists(table: "names", failure)) {
      try write.insert(names, [7], [2])
    }
    #expect(try write.value(numbers, 1) == [1])
    #expect(try write.value(names, [7]) == [1])
  }

  @Test(arguments: [5, 4, 0] as [UInt64])
  func `append refuses a key that is not the greatest`(key: UInt64) throws {
    let write = try environment.beginWrite()
    let (numbers, _) = try tables(write)
    try write.append(numbers, 3, [3])
    try write.append(numbers, 5, [5])
    #expect(
      throws: LMDBError.keyOutOfOrder(
        table: "numbers", Failure(operation: "mdb_put", code: -30_799))
    ) { try write.append(numbers, key, [9]) }
    #expect(try integerKeys(numbers, write) == [3, 5])
    #expect(try write.value(numbers, 5) == [5])
  }

  @Test func `ten thousand appends are there in order after reopening`() throws {
    let write = try environment.beginWrite()
    let (numbers, _) = try tables(write)
    for key: UInt64 in 0..<10_000 {
      try write.append(numbers, key, [UInt8](repeating: UInt8(key % 251), count: Int(key % 300)))
    }
    try write.commit()
    environment.close()
    let reopened = try Environment(directory: environment.path)
    let found = try reopened.existingTable(named: "numbers", keys: .integer)
    let table = try #require(found)
    var expected: UInt64 = 0
    try reopened.read { read in
      try read.forEach(table) { key, value in
        let wanted = [UInt8](repeating: UInt8(key % 251), count: Int(key % 300))
        guard key == expected, value.withUnsafeBytes({ $0.elementsEqual(wanted) }) else {
          return false
        }
        expected += 1
        return true
      }
    }
    #expect(expected == 10_000)
  }

  @Test func `delete says whether there was something`() throws {
    let write = try environment.beginWrite()
    let (numbers, names) = try tables(write)
    try write.put(numbers, 1, [1])
    try write.put(names, [7], [1])
    #expect(try write.delete(numbers, 1))
    #expect(try !write.delete(numbers, 1))
    #expect(try write.delete(names, [7]))
    #expect(try !write.delete(names, [7]))
  }

  @Test func `deleting all keys keeps the table and the other tables`() throws {
    let write = try environment.beginWrite()
    let (numbers, names) = try tables(write)
    for key: UInt64 in 0..<1_000 { try write.put(numbers, key, [1]) }
    try write.put(names, [7], [1])
    try write.deleteAll(numbers)
    #expect(try write.count(numbers) == 0)
    #expect(try write.count(names) == 1)
    try write.put(numbers, 4, [4])
    try write.commit()
    #expect(try environment.read { try integerKeys(numbers, $0) } == [4])
  }

  @Test func `nothing is written while a value of the transaction is viewed`() throws {
    let write = try environment.beginWrite()
    let (numbers, names) = try tables(write)
    try write.put(numbers, 1, [1])
    try write.put(names, [7], [1])
    try write.withValue(numbers, 1) { _ in
      #expect(throws: LMDBError.writeWhileViewing(table: "numbers")) {
        try write.put(numbers, 2, [2])
      }
    }
    try write.forEach(names, prefix: []) { _, _ in
      #expect(throws: LMDBError.writeWhileViewing(table: "numbers")) {
        try write.delete(numbers, 1)
      }
      return true
    }
    try write.forEach(numbers) { _, _ in
      #expect(throws: LMDBError.writeWhileViewing(table: "names")) { try write.deleteAll(names) }
      return true
    }
    try write.put(numbers, 2, [2])
    #expect(try integerKeys(numbers, write) == [1, 2])
  }

  private func tables(_ write: borrowing WriteTransaction) throws -> (Table, Table) {
    (
      try environment.table(named: "numbers", keys: .integer, in: write),
      try environment.table(named: "names", keys: .bytes, in: write)
    )
  }
}
