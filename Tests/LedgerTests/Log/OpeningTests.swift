import Crypto
import Foundation
import LMDB
import Testing

@testable import Ledger

@Suite struct LedgerOpeningTests {
  @Test func `what was appended is there when the ledger is opened again`() throws {
    let fixture = try LedgerFixture()
    let appended = try fixture.append([fixture.sealed(0)])
    fixture.ledger.close()
    let ledger = try Ledger.open(at: fixture.directory.path)
    #expect(try ledger.head() == appended.head)
    #expect(ledger.id == fixture.ledger.id && ledger.origin == fixture.ledger.origin)
    #expect(ledger.sitePublicKey == fixture.ledger.sitePublicKey)
    #expect(ledger.genesisLeafHash == fixture.ledger.genesisLeafHash)
    try checkLedger(ledger)
  }

  @Test func `a ledger is never created over another`() throws {
    let fixture = try LedgerFixture()
    let genesis = try genesis()
    #expect(throws: LedgerError.alreadyALedger(path: fixture.directory.path)) {
      try Ledger.create(at: fixture.directory.path, genesis: genesis)
    }
    fixture.ledger.close()
    #expect(throws: LedgerError.alreadyALedger(path: fixture.directory.path)) {
      try Ledger.create(at: fixture.directory.path, genesis: genesis)
    }
    try checkLedger(try Ledger.open(at: fixture.directory.path))
  }

  @Test func `a directory that is no ledger says so`() throws {
    let directory = try LedgerDirectory()
    let log = directory.path + "/log"
    #expect(throws: LedgerError.notALedger(path: log)) { try Ledger.open(at: directory.path) }
    try FileManager.default.createDirectory(atPath: log, withIntermediateDirectories: true)
    #expect(throws: LedgerError.notALedger(path: log)) { try Ledger.open(at: directory.path) }
    #expect(!FileManager.default.fileExists(atPath: directory.dataFile))
  }

  /// Whoever is told that there is none is told to create one: over what could be mended.
  @Test(arguments: ["", "something else", String(repeating: "\u{0}", count: 8_192)])
  func `a data file that is no database is a damaged log, and is left as it is`(
    text: String
  ) throws {
    let directory = try LedgerDirectory()
    let data = URL(fileURLWithPath: directory.dataFile)
    try FileManager.default.createDirectory(
      at: data.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: data)
    let error = try #require(throws: LedgerError.self) { try Ledger.open(at: directory.path) }
    guard case .logDamaged = error else { return #expect(Bool(false), "\(error)") }
    #expect(error.category == .damaged)
    #expect(!"\(error)".contains("init"))
    #expect(try Data(contentsOf: data) == Data(text.utf8))
  }

  @Test func `a database without a ledger's tables is a damaged log`() throws {
    let fixture = try LedgerFixture()
    fixture.ledger.close()
    let log = fixture.directory.path + "/log"
    for file in ["data.mdb", "lock.mdb"] {
      try FileManager.default.removeItem(atPath: log + "/" + file)
    }
    do {
      let environment = try Environment(directory: log)
      let transaction = try environment.beginWrite()
      _ = try environment.table(named: "entries", keys: .integer, in: transaction)
      try transaction.commit()
    }
    #expect(throws: LedgerError.logDamaged(path: log, what: "it lacks its tables")) {
      try Ledger.open(at: fixture.directory.path)
    }
  }

  @Test func `a ledger of a newer format is not opened`() throws {
    let fixture = try LedgerFixture()
    try fixture.ledger.rewrite { transaction, tables in
      try transaction.put(tables.meta, MetaKey.format, [2, 0, 0, 0])
    }
    fixture.ledger.close()
    #expect(throws: LedgerError.newerFormat(found: 2)) {
      try Ledger.open(at: fixture.directory.path)
    }
  }

  @Test func `a clinic's ledger and a training ledger are told apart by their origin`() throws {
    let directory = try LedgerDirectory()
    for (origin, isTraining) in [
      ("clinic.example", true), ("training.clinic", false), ("", false), ("two words", false),
      ("a+b", false),
    ] {
      var genesis = try genesis()
      genesis.origin = origin
      genesis.isTraining = isTraining
      #expect(throws: LedgerError.self) { try Ledger.create(at: directory.path, genesis: genesis) }
    }
    #expect(!FileManager.default.fileExists(atPath: directory.dataFile))
    let clinic = try LedgerFixture(isTraining: false)
    #expect(!clinic.ledger.isTraining)
    #expect(try !clinic.ledger.entry(at: 3).header.isTraining)
  }

  private func genesis() throws -> Genesis {
    Genesis(
      origin: "training.other", isTraining: true,
      sitePublicKey: [UInt8](Curve25519.Signing.PrivateKey().publicKey.rawRepresentation),
      administrator: try .generate(
        ledger: .random(), actor: 1, handle: "other", enrolment: 1),
      nowMicroseconds: LedgerFixture.now)
  }
}
