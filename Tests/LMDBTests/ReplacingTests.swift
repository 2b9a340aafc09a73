import Foundation
import LMDB
import TestSupport
import Testing

struct ReplacingTests {
  let directory: TemporaryDirectory
  let (old, new): (String, String)

  init() throws {
    directory = try TemporaryDirectory()
    (old, new) = (directory.path("db"), directory.path("db.next"))
  }

  private func make(_ path: String, _ value: UInt8) throws -> (Environment, Table) {
    let environment = try Environment(directory: path)
    let write = try environment.beginWrite()
    let table = try environment.table(named: "t", keys: .integer, in: write)
    try write.put(table, 0, [value])
    try write.commit()
    return (environment, table)
  }

  private func value(at path: String) throws -> [UInt8]? {
    let environment = try Environment(directory: path)
    guard let table = try environment.existingTable(named: "t", keys: .integer) else { return nil }
    return try environment.read { try $0.value(table, 0) }
  }

  @Test func `exchanged while open, both stay what they are and know that they moved`() throws {
    let (first, table) = try make(old, 1)
    let (second, other) = try make(new, 2)
    #expect(try first.isInPlace(at: old) == true)
    #expect(try second.isInPlace(at: new) == true)
    try Environment.exchange(old, with: new)
    try Environment.syncNames(beside: old)
    #expect(try first.isInPlace(at: old) == false)
    #expect(try first.isInPlace(at: new) == true)
    #expect(try second.isInPlace(at: old) == true)
    #expect(throws: LMDBError.alreadyOpen(path: old)) { try Environment(directory: old) }

    try Environment.remove(new)
    #expect(try first.isInPlace(at: new) == nil)
    #expect(try first.read { try $0.value(table, 0) } == [1])
    let write = try second.beginWrite()
    try write.put(other, 1, [3])
    try write.commit()
    first.close()
    second.close()
    #expect(try value(at: old) == [2])
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["db"])
  }

  @Test func `what is removed may be half gone or gone, and nothing else is`() throws {
    _ = try make(old, 1).0
    for _ in 0..<2 { try Environment.remove(old) }
    try FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: false)
    try Data("x".utf8).write(to: URL(filePath: new + "/mine"))
    #expect(throws: LMDBError.self) { try Environment.remove(new) }
    #expect(FileManager.default.fileExists(atPath: new + "/mine"))
  }

  @Test func `an exchange without a partner or with a mount is refused by name`() throws {
    _ = try make(old, 1).0
    try Environment.probeExchange(beside: old)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["db"])
    for refused in [
      { try Environment.exchange(old, with: new) },
      { try Environment.probeExchange(beside: "/proc") },
    ] {
      #expect {
        try refused()
      } throws: { error in
        guard case LMDBError.exchangeRefused = error else { return false }
        return "\(error)".contains("ext4")
      }
    }
    #expect(try value(at: old) == [1])
  }
}
