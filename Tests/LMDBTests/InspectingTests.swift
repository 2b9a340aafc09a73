import Foundation
import TestSupport
import Testing

@testable import LMDB

/// Files that are read as they lie there: nothing is written beside them, and no lock is taken.
struct InspectingTests {
  let directory: TemporaryDirectory
  let path: String
  private var data: URL { URL(fileURLWithPath: path + "/data.mdb") }

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("db")
    try write([1, 2])
    // As an archive has it, or a backup.
    try FileManager.default.removeItem(atPath: path + "/lock.mdb")
  }

  private static let untouched = Environment.Configuration(
    creates: .nothing, inspectsUnwritable: true, inspectsUntouched: true)

  @Test func `what nobody has opened here is read, and nothing is written beside it`() throws {
    let before = try Data(contentsOf: data)
    let environment = try Environment(directory: path, configuration: Self.untouched)
    #expect(environment.inspection == .untouched)
    #expect(try values(environment) == [1, 2])
    #expect(throws: LMDBError.readOnly) { _ = try environment.beginWrite() }
    try environment.requireUnchanged()
    #expect(try environment.clearStaleReaders() == 0)
    #expect(environment.info().readersInUse == 0)
    environment.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["data.mdb"])
    #expect(try Data(contentsOf: data) == before)
  }

  @Test func `with a lock file it is opened for writing`() throws {
    try write([3])
    let environment = try Environment(directory: path, configuration: Self.untouched)
    #expect(environment.inspection == nil)
    try environment.beginWrite().commit()
  }

  @Test func `what this account may not write is inspected`() async throws {
    let isRoot = geteuid() == 0
    for (path, mode) in [(directory.path, 0o755), (path, 0o555), (data.path, 0o444)] {
      #expect(chmod(path, mode_t(mode)) == 0)
    }
    await #expect(processExitsWith: .success) { [path = path as String, isRoot = isRoot as Bool] in
      // Root may write everything.
      if isRoot { #expect(setuid(65_534) == 0) }
      #expect(throws: LMDBError.self) { try Environment(directory: path) }
      var configuration = Environment.Configuration(inspectsUnwritable: true)
      configuration.creates = .nothing
      let environment = try Environment(directory: path, configuration: configuration)
      #expect(environment.inspection == .notPermitted)
      #expect(throws: LMDBError.readOnly) { _ = try environment.beginWrite() }
      let table = try environment.existingTable(named: "t", keys: .integer)
      let value = try environment.read { transaction in
        try table.flatMap { try transaction.value($0, 1) }
      }
      #expect(value == [1])
    }
    chmod(path, 0o755)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["data.mdb"])
  }

  @Test func `what was written meanwhile is told, whatever was read or found wrong`() throws {
    let early = try Data(contentsOf: data)
    try write([3])
    let late = try Data(contentsOf: data)
    try FileManager.default.removeItem(atPath: path + "/lock.mdb")
    try early.write(to: data)

    let environment = try Environment(directory: path, configuration: .init(access: .inspecting))
    #expect(environment.inspection == .asked)
    let changed = LMDBError.changedMeanwhile(path: path)
    // As a writer elsewhere does it: in place, who reads is not asked.
    func overwrite() throws {
      let file = open(data.path, O_WRONLY)
      defer { close(file) }
      let count = late.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
      #expect(count == late.count)
    }
    #expect(throws: changed) { try environment.read { _ in try overwrite() } }
    #expect(throws: changed) { try environment.requireUnchanged() }
    #expect(throws: changed) { _ = try environment.beginRead() }
    #expect(throws: changed) { try environment.copy(to: directory.path("copy")) }
    #expect(!FileManager.default.fileExists(atPath: directory.path("copy/data.mdb")))
    environment.close()
    #expect(
      try values(Environment(directory: path, configuration: .init(access: .inspecting)))
        == [1, 2, 3])
  }

  @Test(arguments: ["data.mdb", "lock.mdb"], ["link", "pipe", "directory"])
  func `what is no file in a file's place is refused, and not waited for`(
    file: String, kind: String
  ) throws {
    let place = path + "/" + file
    let away = directory.path("away")
    try? FileManager.default.moveItem(atPath: place, toPath: away)
    switch kind {
    case "link": #expect(symlink(away, place) == 0)
    case "pipe": #expect(mkfifo(place, 0o600) == 0)
    default: #expect(mkdir(place, 0o700) == 0)
    }
    for access in [Environment.Access.writing, .reading, .inspecting] {
      #expect(throws: LMDBError.notAFile(path: place)) {
        try Environment(directory: path, configuration: .init(access: access))
      }
    }
  }

  @Test func `no database is made where none is to be created`() throws {
    try FileManager.default.removeItem(at: data)
    let error = #expect(throws: LMDBError.self) {
      try Environment(directory: path, configuration: .init(creates: .nothing))
    }
    guard case .databaseMissing? = error else { return #expect(Bool(false)) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
  }

  /// LMDB answers so after a meta page that could not be written: the file may be sound.
  @Test func `a commit that failed is not called damage`() {
    let panic = Failure(operation: "mdb_txn_begin", code: -30_795)
    #expect(panic.error() == .commitFailedEarlier)
  }

  private func write(_ values: [UInt64]) throws {
    let environment = try Environment(directory: path)
    for value in values {
      let transaction = try environment.beginWrite()
      let table = try environment.table(named: "t", keys: .integer, in: transaction)
      try transaction.put(table, value, [UInt8(value)])
      try transaction.commit()
    }
  }

  private func values(_ environment: Environment) throws -> [UInt8] {
    let table = try #require(try environment.existingTable(named: "t", keys: .integer))
    return try environment.read { transaction in
      var values: [UInt8] = []
      try transaction.forEach(table, from: 0) { _, value in
        values.append(value.unsafeLoad(as: UInt8.self))
        return true
      }
      return values
    }
  }
}
