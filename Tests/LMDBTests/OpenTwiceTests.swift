import Foundation
import LMDB
import TestSupport
import Testing

struct OpenTwiceTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("db")
  }

  @Test func `the same directory is not opened twice`() throws {
    let first = try Environment(directory: path)
    #expect(throws: LMDBError.alreadyOpen(path: path)) { try Environment(directory: path) }
    first.close()
    #expect(throws: Never.self) { try Environment(directory: path) }
  }

  @Test func `another spelling and a symbolic link are the same directory`() throws {
    let first = try Environment(directory: path)
    let link = directory.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    for other in [path + "/", directory.path("./db"), path + "/../db", link] {
      #expect(throws: LMDBError.alreadyOpen(path: other)) { try Environment(directory: other) }
    }
    first.close()
    #expect(throws: Never.self) { try Environment(directory: link) }
  }

  @Test func `a data file linked into another directory is the same environment`() throws {
    let first = try Environment(directory: path)
    let other = directory.path("other")
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
    try FileManager.default.linkItem(atPath: path + "/data.mdb", toPath: other + "/data.mdb")
    #expect(throws: LMDBError.alreadyOpen(path: other)) { try Environment(directory: other) }
    first.close()
  }

  /// Without it, a directory removed while open could give its inode to a new one, which would then
  /// be refused as open already.
  @Test func `the directory is held while open, and let go by closing or failing`() throws {
    let environment = try Environment(directory: path)
    #expect(try descriptors(of: path) == 1)
    #expect(throws: LMDBError.self) { try Environment(directory: path) }
    #expect(try descriptors(of: path) == 1)
    environment.close()
    #expect(try descriptors(of: path) == 0)
    try Data(repeating: 1, count: 8_192).write(to: URL(fileURLWithPath: path + "/data.mdb"))
    #expect(throws: LMDBError.self) { try Environment(directory: path) }
    #expect(try descriptors(of: path) == 0)
    #expect(try descriptors(of: path + "/data.mdb") == 0)
  }

  @Test func `letting go of an environment closes it`() throws {
    do { _ = try Environment(directory: path) }
    #expect(throws: Never.self) { try Environment(directory: path) }
  }

  @Test func `closing twice does no harm, and a closed environment says so`() throws {
    let first = try Environment(directory: path)
    first.close()
    let second = try Environment(directory: path)
    first.close()
    #expect(throws: LMDBError.alreadyOpen(path: path)) { try Environment(directory: path) }
    #expect(throws: LMDBError.closed) { _ = try first.beginRead() }
    #expect(throws: LMDBError.closed) { _ = try first.beginWrite() }
    #expect(throws: LMDBError.closed) { try first.clearStaleReaders() }
    #expect(throws: LMDBError.closed) { try first.grow(toBytes: 1 << 40) }
    #expect(throws: LMDBError.closed) { try first.copy(to: directory.path("copy")) }
    #expect(first.info().path == path)
    second.close()
  }

  @Test func `closing waits for the live transaction, which goes on seeing its data`() throws {
    let environment = try Environment(directory: path)
    let table = try filled(environment)
    try readWhileClosing(environment, table)
    #expect(throws: Never.self) { try Environment(directory: path) }
  }

  private func descriptors(of path: String) throws -> Int {
    let canonical = try #require(realpath(path, nil))
    defer { free(canonical) }
    let wanted = String(cString: canonical)
    let files = FileManager.default
    return try files.contentsOfDirectory(atPath: "/proc/self/fd").count { number in
      (try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + number)) == wanted
    }
  }

  private func filled(_ environment: Environment) throws -> Table {
    let write = try environment.beginWrite()
    let table = try environment.table(named: "t", keys: .integer, in: write)
    try write.put(table, 1, [1])
    try write.commit()
    return table
  }

  private func readWhileClosing(_ environment: Environment, _ table: Table) throws {
    let read = try environment.beginRead()
    environment.close()
    #expect(throws: LMDBError.closed) { _ = try environment.beginRead() }
    #expect(throws: LMDBError.alreadyOpen(path: path)) { try Environment(directory: path) }
    #expect(try read.value(table, 1) == [1])
  }
}
