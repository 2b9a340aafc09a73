import Foundation
import TestSupport
import Testing

@testable import LMDB

/// What is found wrong with a data file before LMDB is let into it.
struct DataFileTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory("datafile")
    path = directory.path("db")
  }

  private var data: URL { URL(fileURLWithPath: path + "/data.mdb") }

  private static let pageSize = 4_096

  /// Two tables, one deep enough for branches, the other with values of several pages; free pages.
  @discardableResult
  private func fill(seed: UInt64 = 7, rounds: Int = 6) throws -> Data {
    var random = SeededRandom(seed: seed)
    let environment = try open()
    for _ in 0..<rounds {
      let transaction = try environment.beginWrite()
      let numbers = try environment.table(named: "numbers", keys: .integer, in: transaction)
      let words = try environment.table(named: "words", keys: .bytes, in: transaction)
      for _ in 0..<40 {
        let key = UInt64.random(in: 0..<400, using: &random)
        let size = Int.random(in: 1..<500, using: &random)
        try transaction.put(
          numbers, key, [UInt8](repeating: UInt8(truncatingIfNeeded: key), count: size))
        if Bool.random(using: &random) {
          try transaction.delete(numbers, UInt64.random(in: 0..<400, using: &random))
        }
      }
      for _ in 0..<4 {
        let key = Array("word \(Int.random(in: 0..<12, using: &random))".utf8)
        let size = Int.random(in: 1..<9_000, using: &random)
        try transaction.put(words, key, [UInt8](repeating: 7, count: size))
        if Bool.random(using: &random) { try transaction.delete(words, key) }
      }
      try transaction.commit()
    }
    environment.close()
    return try Data(contentsOf: data)
  }

  private func open(proves: Bool = true) throws -> Environment {
    try Environment(
      directory: path, configuration: .init(mapSizeBytes: 1 << 26, provesPages: proves))
  }

  /// Every row of every table.
  private func readAll(proves: Bool = true) throws {
    let environment = try open(proves: proves)
    defer { environment.close() }
    let numbers = try #require(try environment.existingTable(named: "numbers", keys: .integer))
    let words = try #require(try environment.existingTable(named: "words", keys: .bytes))
    try environment.read { transaction in
      try transaction.forEach(numbers) { _, value in value.byteCount >= 0 }
      try transaction.forEach(words, from: []) { _, value in
        value.withUnsafeBytes { $0.reduce(0) { $0 | Int($1) } } >= 0
      }
    }
  }

  @Test(arguments: 1...20) func `what LMDB wrote is never refused`(seed: Int) throws {
    for rounds in 1...4 {
      try fill(seed: UInt64(seed), rounds: rounds)
      #expect(throws: Never.self) { try readAll() }
    }
  }

  /// LMDB leaves this behind where the disk refuses the meta page of a commit that took a new page.
  @Test func `new tables in the meta page that does not count are no damage`()
    throws
  {
    let whole = try fill()
    func number(_ page: Int, _ offset: Int) -> UInt64 {
      let start = page * Self.pageSize + offset
      return whole[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    let newest = number(0, 144) > number(1, 144) ? 0 : 1
    for page in [0, 1] {
      var changed = whole
      let root = page * Self.pageSize + 80
      let beyond = number(page, 136) + 1
      for byte in 0..<8 { changed[root + byte] = UInt8(truncatingIfNeeded: beyond >> (8 * byte)) }
      try changed.write(to: data)
      if page == newest {
        #expect(throws: LMDBError.fileDamaged(path: path, .metaPage(page, .root))) { try readAll() }
      } else {
        #expect(throws: Never.self) { try readAll() }
      }
    }
  }

  @Test func `a file that is cut off anywhere is refused, or has lost free pages alone`() throws {
    let whole = try fill()
    var refused = 0
    for size in stride(from: 2_048, to: whole.count, by: 2_048) {
      try whole.prefix(size).write(to: data)
      do {
        try readAll()
      } catch let error as LMDBError {
        refused += 1
        guard size >= 2 * Self.pageSize else { continue }
        guard case .fileDamaged(path, .cutShort) = error else {
          Issue.record("cut to \(size) bytes: \(error)")
          continue
        }
      }
    }
    #expect(refused > whole.count / 2_048 / 2)
  }

  @Test func `an empty file is damage where nothing is to be made`() throws {
    try fill()
    try Data().write(to: data)
    #expect(throws: LMDBError.fileDamaged(path: path, .cutShort(sizeBytes: 0, neededBytes: 152))) {
      try Environment(directory: path, configuration: .init(creates: .nothing))
    }
    #expect(try Data(contentsOf: data).isEmpty)
  }

  /// The number of the last page, 8 bytes at offset 136 of each of the two first pages; a sum or a
  /// product with it must not overflow.
  @Test(arguments: 136..<144, 0..<8)
  func `each bit of the last page's number is held against the file`(byte: Int, bit: Int) throws {
    let whole = try fill(rounds: 2)
    var damaged = whole
    for page in 0...1 { damaged[page * Self.pageSize + byte] ^= 1 << bit }
    try damaged.write(to: data)
    // A few more pages at the end could be free ones that were never written; fewer are noticed by
    // what refers to them.
    do {
      try readAll()
      #expect(byte < 140)
    } catch let error as LMDBError {
      guard case .fileDamaged = error else { throw error }
    }
  }

  @Test func `no arithmetic with the last page's number overflows`() {
    #expect(EnvironmentInfo.bytes(lastPage: 9, pageSize: 4_096) == 40_960)
    for lastPage in [Int.max, Int.max - 1, Int.max / 4_096, -2, Int.min] {
      #expect(EnvironmentInfo.bytes(lastPage: lastPage, pageSize: 4_096) == .max)
    }
  }

  /// Flags, bounds, offsets, numbers and roots: what LMDB believes unseen.
  @Test(arguments: 1...12) func `a damaged page is refused, or reads all the same`(
    seed: Int
  ) throws {
    let whole = try fill(seed: 3)
    var random = SeededRandom(seed: UInt64(seed))
    var refused = 0
    for page in 0..<whole.count / Self.pageSize {
      var damaged = whole
      for _ in 0..<3 {
        let place = page * Self.pageSize + Int.random(in: 0..<64, using: &random)
        damaged[place] = UInt8.random(in: .min ... .max, using: &random)
      }
      try damaged.write(to: data)
      do { try readAll() } catch is LMDBError { refused += 1 }
    }
    #expect(refused > 0)
  }

  /// Each node of a leaf of numbers says how long its key is.
  @Test(arguments: [false, true]) func `a number of another length than 8 bytes is damage`(
    proves: Bool
  ) throws {
    var damaged = try fill(rounds: 2)
    let key = withUnsafeBytes(of: UInt64(0)) { Data($0.dropFirst(2)) }
    var count = 0
    for page in 2..<damaged.count / Self.pageSize {
      let place = page * Self.pageSize
      guard damaged[place + 10] == 2 else { continue }
      let lower = Int(damaged[place + 12]) | Int(damaged[place + 13]) << 8
      for pointer in stride(from: place + 16, to: place + lower, by: 2) {
        let node = place + (Int(damaged[pointer]) | Int(damaged[pointer + 1]) << 8)
        guard damaged[node + 6] == 8, damaged[node + 10..<node + 16] == key else { continue }
        damaged[node + 6] = 3
        count += 1
      }
    }
    try #require(count > 0)
    try damaged.write(to: data)
    let error = try #require(throws: LMDBError.self) { try readAll(proves: proves) }
    #expect(error.cause == .damage)
  }

  @Test func `pages that have changed places are refused`() throws {
    let whole = try fill()
    let count = whole.count / Self.pageSize
    for page in 2..<count - 1 {
      var damaged = whole
      let one = page * Self.pageSize..<(page + 1) * Self.pageSize
      let other = one.upperBound..<one.upperBound + Self.pageSize
      damaged.replaceSubrange(one, with: whole[other])
      damaged.replaceSubrange(other, with: whole[one])
      try damaged.write(to: data)
      do {
        try readAll()
      } catch LMDBError.fileDamaged {
        continue
      }
    }
  }
}
