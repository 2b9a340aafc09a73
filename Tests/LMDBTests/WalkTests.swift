import LMDB
import TestSupport
import Testing

struct WalkTests {
  let directory: TemporaryDirectory
  let environment: Environment
  let numbers: Table
  let names: Table

  /// Numbers 10, 20 … 50, each with its tens as value; names as below, each with its size.
  init() throws {
    directory = try TemporaryDirectory()
    environment = try Environment(directory: directory.path("db"))
    let write = try environment.beginWrite()
    numbers = try environment.table(named: "numbers", keys: .integer, in: write)
    names = try environment.table(named: "names", keys: .bytes, in: write)
    for key: UInt64 in [30, 10, 50, 20, 40] { try write.put(numbers, key, [UInt8(key / 10)]) }
    for key: [UInt8] in [[1], [1, 0], [1, 255], [1, 255, 9], [2], [2, 5], [255], [255, 255]] {
      try write.put(names, key, [UInt8(key.count)])
    }
    try write.commit()
  }

  @Test(
    arguments: [
      (0, [10, 20, 30, 40, 50]), (20, [20, 30, 40, 50]), (21, [30, 40, 50]), (50, [50]), (51, []),
      (.max, []),
    ] as [(UInt64, [UInt64])])
  func `a walk begins with the first key not below the bound`(from: UInt64, keys: [UInt64]) throws {
    #expect(try environment.read { try integerKeys(numbers, from: from, $0) } == keys)
  }

  @Test(
    arguments: [
      ([], 8), ([1], 8), ([1, 1], 6), ([2], 4), ([2, 6], 2), ([255, 255], 1), ([255, 255, 0], 0),
    ] as [([UInt8], Int)])
  func `a walk over byte keys begins there too`(from: [UInt8], count: Int) throws {
    #expect(try environment.read { try byteKeys(names, from: from, $0).count } == count)
  }

  @Test(
    arguments: [
      ([1], [[1], [1, 0], [1, 255], [1, 255, 9]]), ([1, 255], [[1, 255], [1, 255, 9]]),
      ([2], [[2], [2, 5]]), ([255], [[255], [255, 255]]), ([3], []), ([2, 5, 0], []),
      ([], [[1], [1, 0], [1, 255], [1, 255, 9], [2], [2, 5], [255], [255, 255]]),
    ] as [([UInt8], [[UInt8]])])
  func `a prefix walk shows those that begin with it`(prefix: [UInt8], keys: [[UInt8]]) throws {
    var seen: [[UInt8]] = []
    var values: [UInt8] = []
    try environment.read { read in
      try read.forEach(names, prefix: prefix) { key, value in
        seen.append(key.withUnsafeBytes { [UInt8]($0) })
        values.append(value.unsafeLoad(as: UInt8.self))
        return true
      }
    }
    #expect(seen == keys)
    #expect(values == keys.map { UInt8($0.count) })
  }

  @Test func `a walk stops when it is told to`() throws {
    var seen: [UInt64] = []
    try environment.read { read in
      try read.forEach(numbers) { key, value in
        seen.append(key + UInt64(value.unsafeLoad(as: UInt8.self)))
        return key < 30
      }
    }
    #expect(seen == [11, 22, 33])
  }

  @Test func `a bound may be longer than any key`() throws {
    let long = [1] + [UInt8](repeating: 255, count: 600)
    #expect(try environment.read { try byteKeys(names, from: long, $0) }.first == [2])
  }
}
