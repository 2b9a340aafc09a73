import LMDB
import TestSupport
import Testing

struct TransactionTests {
  let directory: TemporaryDirectory
  let environment: Environment
  let table: Table

  init() throws {
    directory = try TemporaryDirectory()
    environment = try Environment(directory: directory.path("db"))
    let write = try environment.beginWrite()
    table = try environment.table(named: "t", keys: .integer, in: write)
    try write.put(table, 1, [10])
    try write.commit()
  }

  @Test func `a view reads what its transaction sees, and nothing after its end`() throws {
    let write = try environment.beginWrite()
    try write.put(table, 1, [7])
    let view = write.view
    #expect(try view.value(table, 1) == [7])
    try write.commit()
    #expect(throws: LMDBError.transactionEnded) { try view.value(table, 1) }
    #expect(throws: LMDBError.transactionEnded) { try view.forEach(table) { _, _ in true } }
  }

  @Test func `what is committed is there after reopening`() throws {
    environment.close()
    let reopened = try Environment(directory: environment.path)
    let found = try reopened.existingTable(named: "t", keys: .integer)
    let same = try #require(found)
    #expect(try reopened.read { try $0.value(same, 1) } == [10])
    #expect(reopened.info().lastTransactionID == 1)
  }

  @Test func `a write that is let go of leaves nothing`() throws {
    try changeEverything(commits: false)
    #expect(try environment.read { try integerKeys(table, $0) } == [1])
    #expect(try environment.read { try $0.value(table, 1) } == [10])
    try changeEverything(commits: true)
    #expect(try environment.read { try integerKeys(table, $0) } == [2])
  }

  @Test func `an aborted write leaves nothing and gives way to the next`() throws {
    let write = try environment.beginWrite()
    try write.put(table, 2, [20])
    write.abort()
    let next = try environment.beginWrite()
    #expect(try next.value(table, 2) == nil)
  }

  @Test func `an error thrown between leaves nothing`() throws {
    #expect(throws: LMDBError.self) {
      let write = try environment.beginWrite()
      try write.put(table, 2, [20])
      try write.insert(table, 1, [11])
      try write.commit()
    }
    #expect(try environment.read { try integerKeys(table, $0) } == [1])
  }

  @Test func `a reader keeps what it saw first while a writer commits`() throws {
    let before = try environment.beginRead()
    try changeEverything(commits: true)
    let after = try environment.beginRead()
    #expect(try integerKeys(table, before) == [1])
    #expect(try before.value(table, 1) == [10])
    #expect(try integerKeys(table, after) == [2])
  }

  @Test func `one thread holds several readers, and info counts them`() throws {
    #expect(environment.info().readersInUse == 0)
    let first = try environment.beginRead()
    let second = try environment.beginRead()
    #expect(environment.info().readersInUse == 2)
    #expect(try first.count(table) == second.count(table))
    try environment.read { _ in #expect(environment.info().readersInUse == 3) }
    #expect(environment.info().readersInUse == 2)
  }

  @Test func `too many readers are refused with their number`() throws {
    let small = try Environment(
      directory: directory.path("small"), configuration: .init(maxReaders: 1))
    let first = try small.beginRead()
    #expect(
      throws: LMDBError.readersFull(
        maxReaders: 1, Failure(operation: "mdb_txn_begin", code: -30_790))
    ) { try small.read { _ in } }
    _ = consume first
    #expect(throws: Never.self) { try small.read { _ in } }
  }

  @Test func `a thread that writes cannot begin a second write or a copy`() throws {
    let write = try environment.beginWrite()
    #expect(throws: LMDBError.writerOnThisThread) { _ = try environment.beginWrite() }
    #expect(throws: LMDBError.writerOnThisThread) {
      try environment.copy(to: directory.path("copy"))
    }
    write.abort()
    let next = try environment.beginWrite()
    try next.commit()
    #expect(throws: Never.self) { _ = try environment.beginWrite() }
  }

  @Test func `writers of several threads follow one another and lose nothing`() async throws {
    let (environment, table) = (environment, table)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<25 {
            let write = try environment.beginWrite()
            let next = (try write.lastKey(table) ?? 0) + 1
            try write.append(table, next, [UInt8(next)])
            try write.commit()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try environment.read { try integerKeys(table, $0) } == Array(1...101))
  }

  @Test func `an environment opened for reading reads and does not write`() throws {
    environment.close()
    let reading = try Environment(
      directory: environment.path, configuration: .init(access: .reading))
    let found = try reading.existingTable(named: "t", keys: .integer)
    let same = try #require(found)
    #expect(try reading.read { try $0.value(same, 1) } == [10])
    #expect(throws: LMDBError.readOnly) { _ = try reading.beginWrite() }
  }

  private func changeEverything(commits: Bool) throws {
    let write = try environment.beginWrite()
    try write.put(table, 2, [20])
    try write.delete(table, 1)
    if commits { try write.commit() }
  }
}
