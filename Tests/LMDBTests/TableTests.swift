import LMDB
import TestSupport
import Testing

struct TableTests {
  let directory: TemporaryDirectory
  let environment: Environment

  init() throws {
    directory = try TemporaryDirectory()
    environment = try Environment(
      directory: directory.path("db"), configuration: .init(maxTables: 3))
  }

  @Test func `a missing table is nil to a reader and to a writer`() throws {
    #expect(try environment.existingTable(named: "t", keys: .bytes) == nil)
    let write = try environment.beginWrite()
    #expect(try environment.existingTable(named: "t", keys: .bytes, in: write) == nil)
    let table = try environment.table(named: "t", keys: .bytes, in: write)
    #expect(try environment.existingTable(named: "t", keys: .bytes, in: write) == table)
    write.abort()
    #expect(try environment.existingTable(named: "t", keys: .bytes) == nil)
  }

  @Test func `opening a table again gives the same one`() throws {
    let table = try create("t")
    #expect(try create("t") == table)
    #expect(try environment.existingTable(named: "t", keys: .integer) == table)
    let read = try environment.beginRead()
    #expect(try environment.existingTable(named: "t", keys: .integer, in: read) == table)
  }

  @Test func `a table opened by a reader serves the later ones`() throws {
    _ = try create("t")
    environment.close()
    let reopened = try Environment(directory: environment.path)
    let opened = try reopened.read { read in
      let found = try reopened.existingTable(named: "t", keys: .integer, in: read)
      let table = try #require(found)
      #expect(try read.value(table, 1) == [1])
      return table
    }
    #expect(try reopened.read { try $0.value(opened, 1) } == [1])
    let write = try reopened.beginWrite()
    #expect(try reopened.table(named: "t", keys: .integer, in: write) == opened)
  }

  @Test func `a table with other keys than asked for is refused, at once and after reopening`()
    throws
  {
    _ = try create("t")
    let error = LMDBError.tableHasOtherKeys(table: "t", keys: .integer, asked: .bytes)
    #expect(throws: error) { try environment.existingTable(named: "t", keys: .bytes) }
    environment.close()
    let reopened = try Environment(directory: environment.path)
    #expect(throws: error) { try reopened.existingTable(named: "t", keys: .bytes) }
    #expect(throws: error) {
      let write = try reopened.beginWrite()
      _ = try reopened.table(named: "t", keys: .bytes, in: write)
    }
    #expect(try reopened.existingTable(named: "t", keys: .integer) != nil)
  }

  @Test func `a table of an aborted write is not another table in its slot`() throws {
    let aborted = try createAndAbort("first")
    let other = try create("second")
    #expect(try environment.read { try $0.value(other, 1) } == [1])
    #expect(throws: LMDBError.tableNotOpen(table: "first")) {
      try environment.read { try $0.value(aborted, 1) }
    }
  }

  @Test func `a table of another environment is refused`() throws {
    let table = try create("t")
    let other = try Environment(directory: directory.path("other"))
    let write = try other.beginWrite()
    _ = try other.table(named: "t", keys: .integer, in: write)
    #expect(throws: LMDBError.tableNotOpen(table: "t")) { try write.put(table, 1, [1]) }
  }

  @Test func `a transaction does not see a table opened after it began`() throws {
    let before = try environment.beginRead()
    let table = try create("t")
    #expect(throws: LMDBError.tableNotOpen(table: "t")) { try before.value(table, 1) }
    #expect(throws: LMDBError.transactionPredatesTable(table: "t")) {
      try environment.existingTable(named: "t", keys: .integer, in: before)
    }
    #expect(throws: LMDBError.transactionPredatesTable(table: "u")) {
      try environment.existingTable(named: "u", keys: .integer, in: before)
    }
  }

  @Test func `tables are not opened in two transactions at a time`() throws {
    let write = try environment.beginWrite()
    _ = try environment.table(named: "t", keys: .integer, in: write)
    #expect(throws: LMDBError.tableOpenedElsewhere(table: "u")) {
      try environment.existingTable(named: "u", keys: .integer)
    }
    write.abort()
    #expect(try environment.existingTable(named: "u", keys: .integer) == nil)
  }

  @Test func `more tables than configured are refused with their number`() throws {
    let write = try environment.beginWrite()
    for name in ["a", "b", "c"] {
      _ = try environment.table(named: name, keys: .bytes, in: write)
    }
    #expect(
      throws: LMDBError.tablesFull(
        maxTables: 3, Failure(operation: "mdb_dbi_open", code: -30_791))
    ) { try environment.table(named: "d", keys: .bytes, in: write) }
  }

  private func create(_ name: String) throws -> Table {
    let write = try environment.beginWrite()
    let table = try environment.table(named: name, keys: .integer, in: write)
    try write.put(table, 1, [1])
    try write.commit()
    return table
  }

  private func createAndAbort(_ name: String) throws -> Table {
    let write = try environment.beginWrite()
    return try environment.table(named: name, keys: .integer, in: write)
  }
}
