import Foundation
import LMDB
import TestSupport
import Testing

@Suite(.enabled(if: LMDBTool.exists("mdb_load") && LMDBTool.exists("mdb_dump")))
struct TwoProcessesTests {
  let directory: TemporaryDirectory
  let environment: Environment
  let table: Table
  let load: String

  init() throws {
    directory = try TemporaryDirectory()
    environment = try Environment(
      directory: directory.path("db"), configuration: .init(mapSizeBytes: 1 << 18))
    let write = try environment.beginWrite()
    table = try environment.table(named: "t", keys: .integer, in: write)
    try write.put(table, 0, [7])
    try write.commit()
    load = directory.path("load")
  }

  @Test func `a map grown by another process is taken over by the next reader`() throws {
    try growElsewhere()
    #expect(try environment.read { try $0.value(table, 0) } == [7])
    #expect(environment.info().mapSizeBytes == 64 << 20)
    try checkBulk(count: 2_000)
  }

  @Test func `a map grown by another process is taken over by the next writer`() throws {
    try growElsewhere()
    let write = try environment.beginWrite()
    try write.put(table, 1, [8])
    try write.commit()
    #expect(environment.info().mapSizeBytes == 64 << 20)
    #expect(try environment.read { try integerKeys(table, $0) } == [0, 1])
  }

  @Test func `a map grown elsewhere is not taken over under a live reader`() throws {
    try readAcrossGrowth()
    #expect(try environment.read { try $0.value(table, 0) } == [7])
  }

  @Test func `a writer of another process waits its turn`() throws {
    try LMDBTool.dump(count: 20, mapSizeBytes: 1 << 18).write(to: URL(fileURLWithPath: load))
    let write = try environment.beginWrite()
    let tool = try LMDBTool("mdb_load", ["-f", load, environment.path])
    try write.put(table, 1, [8])
    try write.commit()
    #expect(tool.status() == 0)
    #expect(environment.info().lastTransactionID == 3)
    #expect(try environment.read { try integerKeys(table, $0) } == [0, 1])
    try checkBulk(count: 20)
  }

  @Test func `the reader slot of a killed process is cleared`() throws {
    try growElsewhere()
    #expect(try environment.read { try $0.count(table) } == 1)
    let tool = try LMDBTool("mdb_dump", ["-s", "bulk", environment.path])
    // Its output is far more than a pipe takes, so that after the first byte it is still reading.
    #expect(try tool.output.fileHandleForReading.read(upToCount: 1)?.count == 1)
    #expect(environment.info().readersInUse == 1)
    #expect(try environment.clearStaleReaders() == 0)
    kill(tool.process.processIdentifier, SIGKILL)
    _ = tool.status()
    #expect(environment.info().readersInUse == 1)
    #expect(try environment.clearStaleReaders() == 1)
    #expect(environment.info().readersInUse == 0)
  }

  private func growElsewhere() throws {
    try LMDBTool.dump(count: 2_000, mapSizeBytes: 64 << 20).write(to: URL(fileURLWithPath: load))
    #expect(try LMDBTool("mdb_load", ["-f", load, environment.path]).status() == 0)
  }

  private func readAcrossGrowth() throws {
    let before = try environment.beginRead()
    try growElsewhere()
    let failure = Failure(operation: "mdb_txn_begin", code: -30_785)
    #expect(throws: LMDBError.mapResized(liveTransactions: 1, failure)) {
      _ = try environment.beginRead()
    }
    #expect(throws: LMDBError.mapResized(liveTransactions: 1, failure)) {
      _ = try environment.beginWrite()
    }
    #expect(try before.value(table, 0) == [7])
  }

  private func checkBulk(count: Int) throws {
    let found = try environment.existingTable(named: "bulk", keys: .bytes)
    let bulk = try #require(found)
    #expect(try environment.read { try $0.count(bulk) } == count)
  }
}
