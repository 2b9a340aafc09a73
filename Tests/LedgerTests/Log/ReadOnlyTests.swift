import Foundation
import Glibc
import LMDB
import Testing
import TransparencyLog

@testable import Ledger

/// A ledger that is only read: what nobody has opened where it lies, and what may not be written.
struct ReadOnlyLedgerTests {
  private let fixture: LedgerFixture
  private let copy: LedgerDirectory

  init() throws {
    fixture = try LedgerFixture()
    try fixture.append([fixture.sealed(0)])
    copy = try fixture.directory.copy()
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: copy.path + "/log").sorted()
  }

  @Test func `an unpacked ledger is read without a trace, until something is recorded in it`()
    throws
  {
    let before = try Data(contentsOf: URL(fileURLWithPath: copy.dataFile))
    let ledger = try Ledger.open(at: copy.path)
    #expect(ledger.readOnlyCause == nil)
    #expect(try ledger.head() == fixture.ledger.head())
    #expect(try ledger.verify(VerifyOptions(signatures: true)).isSound)
    #expect(try names() == ["data.mdb"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: copy.dataFile)) == before)

    let outcome = try ledger.append(
      fixture.request(), isSame: { _ in false }, decide: { _ in [fixture.sealed(1)] })
    let size = try fixture.ledger.head().size
    #expect(outcome.appended.head.size == size + 1)
    #expect(try names() == ["data.mdb", "lock.mdb"])
    try checkLedger(ledger)
  }

  @Test func `what may not be written says so, before anything is decided`() async throws {
    let isRoot = geteuid() == 0
    for (path, mode) in [(copy.path, 0o755), (copy.path + "/log", 0o555), (copy.dataFile, 0o444)] {
      #expect(chmod(path, mode_t(mode)) == 0)
    }
    await #expect(processExitsWith: .success) {
      [path = copy.path as String, isRoot = isRoot as Bool] in
      if isRoot { #expect(setuid(65_534) == 0) }
      let ledger = try Ledger.open(at: path)
      let refusal = LedgerError.readOnly(path: path + "/log", .account)
      // The first opening was for want of a lock file, and the right is missed when it is needed.
      #expect(throws: refusal) { try ledger.requireWritable() }
      #expect(ledger.readOnlyCause == .account)
      #expect(throws: refusal) { try ledger.requireWritable() }
      let found = try ledger.verify()
      #expect(found.isSound)
      #expect(refusal.category == .notPermitted)
    }
    chmod(copy.path + "/log", 0o755)
    #expect(try names() == ["data.mdb"])
  }

  @Test func `what was written meanwhile is no damage and no answer`() throws {
    let ledger = try Ledger.open(at: copy.path)
    try fixture.append([fixture.sealed(2)])
    let late = try Data(contentsOf: URL(fileURLWithPath: fixture.directory.dataFile))
    func overwrite() throws {
      let file = open(copy.dataFile, O_WRONLY)
      defer { close(file) }
      #expect(late.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) } == late.count)
    }
    let changed = LedgerError.storage(.changedMeanwhile(path: copy.path + "/log"))
    #expect(throws: changed) {
      try ledger.read { snapshot in
        try overwrite()
        throw LedgerError.damaged(position: 3)
      }
    }
    #expect(throws: changed) { try ledger.head() }
    #expect(throws: changed) { try ledger.verify() }
    #expect(changed.category == .unavailable)
    #expect("\(changed)".contains("take a backup"))
  }

  @Test func `a ledger in use is opened to be written`() throws {
    fixture.ledger.close()
    let ledger = try Ledger.open(at: fixture.directory.path)
    #expect(try ledger.store().environment.inspection == nil)
    try ledger.requireWritable()
  }
}

/// What the machine does not give says nothing about the ledger.
struct ErrorCategoryTests {
  private static let failure = Failure(operation: "mdb_env_open", code: EIO)

  @Test(
    arguments: [
      .failed(failure), .diskFull(failure), .permissionDenied(path: "x", failure),
      .readOnlyFileSystem(path: "x"), .addressSpaceRefused(path: "x", mapSizeBytes: 1, failure),
      .readersFull(maxReaders: 1, failure), .commitFailedEarlier, .changedMeanwhile(path: "x"),
    ] as [LMDBError])
  func `no failure of the system is called damage, of the log or of the keyring`(
    error: LMDBError
  ) {
    #expect([.io, .unavailable, .notPermitted].contains(LedgerError.storage(error).category))
    let keyring = KeyringStore.keyError(error, "open", "x")
    #expect([.io, .unavailable, .notPermitted].contains(keyring.category))
    #expect(!"\(keyring)".contains("backup") || error == .changedMeanwhile(path: "x"))
  }

  @Test func `what was read and is not what was written is`() {
    let failure = Failure(operation: "mdb_get", code: -30_796)
    #expect(LedgerError.storage(.damaged(failure)).category == .damaged)
    #expect(LedgerError.storage(.notAnLMDBFile(path: "x", failure)).category == .damaged)
    #expect(LedgerError.damaged(position: 3).category == .damaged)
    #expect(LedgerError.inconsistent(what: "x").category == .damaged)
    #expect(KeyError.keyringDamaged(what: "x").category == .damaged)
    #expect(LedgerError.noRandomBytes.category == .unavailable)
  }
}
