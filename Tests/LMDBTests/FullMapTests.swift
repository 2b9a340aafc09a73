import Foundation
import LMDB
import TestSupport
import Testing

struct FullMapTests {
  let directory: TemporaryDirectory
  let environment: Environment
  let table: Table

  init() throws {
    directory = try TemporaryDirectory()
    environment = try Environment(
      directory: directory.path("db"), configuration: .init(mapSizeBytes: 1 << 18))
    let write = try environment.beginWrite()
    table = try environment.table(named: "t", keys: .integer, in: write)
    try write.put(table, 0, [7])
    try write.commit()
  }

  @Test func `a full map says so, and after growing the work goes on`() throws {
    let full = LMDBError.mapFull(
      mapSizeBytes: 1 << 18, Failure(operation: "mdb_put", code: -30_792))
    #expect(throws: full) { try appendMegabyte() }
    #expect(try environment.read { try $0.count(table) } == 1)
    #expect(!environment.hasFailedCommit)
    try environment.grow(toBytes: 4 << 20)
    #expect(environment.info().mapSizeBytes == 4 << 20)
    try appendMegabyte()
    #expect(try environment.read { try $0.count(table) } == 1_025)
    #expect(environment.info().usedBytes > 1 << 20)
  }

  @Test func `growing waits for the transactions of this process to end`() throws {
    let read = try environment.beginRead()
    let live = LMDBError.transactionsLive(count: 1, operation: "grow(toBytes:)")
    #expect(throws: live) { try environment.grow(toBytes: 4 << 20) }
    #expect(try read.value(table, 0) == [7])
  }

  @Test(arguments: [0, -1, 1 << 17, 1 << 18])
  func `a map does not shrink`(sizeBytes: Int) throws {
    #expect(
      throws: LMDBError.mapSizeNotGreater(mapSizeBytes: 1 << 18, askedBytes: sizeBytes)
    ) { try environment.grow(toBytes: sizeBytes) }
  }

  @Test func `a map that the system refuses leaves the environment as it is`() throws {
    let error = try #require(throws: LMDBError.self) {
      try environment.grow(toBytes: 1 << 60)
    }
    guard case .addressSpaceRefused = error else { return #expect(Bool(false), "\(error)") }
    #expect(try environment.read { try $0.value(table, 0) } == [7])
    #expect(environment.info().mapSizeBytes == 1 << 18)
  }

  @Test func `after a failed commit nothing is written until it is opened again`() throws {
    #expect(
      throws: LMDBError.transactionSpoiled(Failure(operation: "mdb_txn_commit", code: -30_782))
    ) { try commitInSpiteOfAFullMap() }
    #expect(environment.hasFailedCommit)
    #expect(throws: LMDBError.commitFailedEarlier) { _ = try environment.beginWrite() }
    #expect(try environment.read { try $0.count(table) } == 1)
    environment.close()
    let reopened = try Environment(directory: environment.path)
    #expect(!reopened.hasFailedCommit)
    let write = try reopened.beginWrite()
    let same = try reopened.table(named: "t", keys: .integer, in: write)
    #expect(try integerKeys(same, write) == [0])
    try write.put(same, 1, [8])
    try write.commit()
    #expect(try reopened.read { try integerKeys(same, $0) } == [0, 1])
  }

  private func appendMegabyte() throws {
    let write = try environment.beginWrite()
    for key: UInt64 in 1...1_024 {
      try write.append(table, key, [UInt8](repeating: 1, count: 1_000))
    }
    try write.commit()
  }

  private func commitInSpiteOfAFullMap() throws {
    let write = try environment.beginWrite()
    #expect(throws: LMDBError.self) {
      for key: UInt64 in 1...1_024 {
        try write.append(table, key, [UInt8](repeating: 1, count: 1_000))
      }
    }
    try write.commit()
  }
}
