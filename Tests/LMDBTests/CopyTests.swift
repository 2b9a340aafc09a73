import Foundation
import LMDB
import TestSupport
import Testing

struct CopyTests {
  let directory: TemporaryDirectory
  let environment: Environment
  let table: Table

  init() throws {
    directory = try TemporaryDirectory()
    environment = try Environment(directory: directory.path("db"))
    let write = try environment.beginWrite()
    table = try environment.table(named: "t", keys: .integer, in: write)
    for key: UInt64 in 0..<500 { try write.append(table, key, [1, 2, 3]) }
    try write.commit()
  }

  @Test func `a copy holds what was committed, and only the owner may read it`() throws {
    let target = directory.path("backups/today")
    try environment.copy(to: target)
    let write = try environment.beginWrite()
    try write.deleteAll(table)
    try write.commit()
    let copy = try Environment(directory: target)
    let found = try copy.existingTable(named: "t", keys: .integer)
    let copied = try #require(found)
    #expect(try copy.read { try integerKeys(copied, $0) } == Array(0..<500))
    let attributes = try FileManager.default.attributesOfItem(atPath: target + "/data.mdb")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a copy is never written over another database, nor over itself`() throws {
    let target = directory.path("copy")
    try environment.copy(to: target)
    #expect(throws: LMDBError.copyTargetExists(path: target)) {
      try environment.copy(to: target)
    }
    #expect(throws: LMDBError.copyTargetExists(path: environment.path)) {
      try environment.copy(to: environment.path)
    }
    #expect(try environment.read { try $0.count(table) } == 500)
  }
}
