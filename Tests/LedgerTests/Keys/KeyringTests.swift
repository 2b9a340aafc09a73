import Crypto
import Foundation
import LMDB
import TestSupport
import Testing

@testable import Ledger

@Suite struct KeyringTests {
  private let scratch: TemporaryDirectory
  private let directory: String
  private let reader: Identity

  init() throws {
    scratch = try TemporaryDirectory()
    directory = scratch.path("site")
    reader = try KeySamples.identity()
  }

  private func create() throws -> Keyring {
    try Keyring.create(at: directory, ledger: reader.ledger, firstReader: reader)
  }

  private func open() throws -> Keyring {
    try Keyring.open(at: directory, ledger: reader.ledger)
  }

  private func other(_ actor: UInt32) throws -> Identity {
    try Identity.generate(
      ledger: reader.ledger, actor: actor, handle: "actor-\(actor)", enrolment: 9)
  }

  @Test func `a keyring is made before the ledger, for its owner only`() throws {
    let keyring = try create()
    #expect(TemporaryDirectory.mode(of: directory) == 0o700)
    #expect(TemporaryDirectory.mode(of: directory + "/keyring") == 0o700)
    #expect(TemporaryDirectory.mode(of: directory + "/keyring/data.mdb") == 0o600)
    #expect(TemporaryDirectory.mode(of: directory + "/keyring/lock.mdb") == 0o600)
    #expect(try keyring.readers() == [3])
    let unlocked = try keyring.unlock(with: reader)
    #expect(unlocked.sitePublicKey == keyring.sitePublicKey)
    #expect(unlocked.ledger == reader.ledger)
  }

  @Test func `data keys are numbered from 1 and outlive the process`() throws {
    let (chart, lot) = (SubjectID.random(), SubjectID.random())
    var made: [DataKey] = []
    do {
      let unlocked = try create().unlock(with: reader)
      #expect(try unlocked.newestDataKey(of: chart) == nil)
      made = try [chart, lot, chart, chart].map { try unlocked.makeDataKey(for: $0) }
    }
    #expect(made.map(\.number) == [1, 1, 2, 3])
    #expect(Set(made.map(\.key.bytes)).count == 4)

    let unlocked = try open().unlock(with: reader)
    for key in made {
      let read = try #require(try unlocked.dataKey(key.subject, key.number))
      #expect(read.key == key.key)
      #expect(read.subject == key.subject)
      #expect(read.number == key.number)
    }
    #expect(try unlocked.newestDataKey(of: chart)?.number == 3)
    #expect(try unlocked.newestDataKey(of: lot)?.key == made[1].key)
    #expect(try unlocked.dataKey(chart, 4) == nil)
    #expect(try unlocked.dataKey(.random(), 1) == nil)
  }

  @Test func `two readers who unlock it side by side see each other's keys`() throws {
    let keyring = try create()
    let second = try other(8)
    let mine = try keyring.unlock(with: reader)
    try mine.grant(to: 8, receivingPublicKey: second.receivingPublicKey)
    let theirs = try keyring.unlock(with: second)
    let chart = SubjectID.random()
    #expect(try mine.makeDataKey(for: chart).number == 1)
    #expect(try theirs.makeDataKey(for: chart).number == 2)
    #expect(try mine.newestDataKey(of: chart)?.key == theirs.dataKey(chart, 2)?.key)
    #expect(try keyring.readers() == [3, 8])
    #expect(theirs.sitePublicKey == mine.sitePublicKey)
  }

  @Test func `many at once get every number once`() async throws {
    let unlocked = try create().unlock(with: reader)
    let chart = SubjectID.random()
    let numbers = try await withThrowingTaskGroup(of: [UInt32].self) { group in
      for _ in 0..<4 {
        group.addTask { try (0..<25).map { _ in try unlocked.makeDataKey(for: chart).number } }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(numbers.sorted() == Array(1...100))
  }

  @Test func `an actor without a wrap is refused`() throws {
    let keyring = try create()
    let stranger = try other(9)
    #expect(throws: KeyError.notGranted(actor: 9)) { try keyring.unlock(with: stranger) }
  }

  @Test func `another key of the same actor is refused until it is granted`() throws {
    let keyring = try create()
    let replacement = try other(3)
    #expect(throws: KeyError.wrapRefused(actor: 3)) { try keyring.unlock(with: replacement) }
    try keyring.unlock(with: reader).grant(
      to: 3, receivingPublicKey: replacement.receivingPublicKey)
    _ = try keyring.unlock(with: replacement)
    #expect(throws: KeyError.wrapRefused(actor: 3)) { try keyring.unlock(with: reader) }
    #expect(try keyring.readers() == [3])
  }

  @Test func `an identity of another ledger is refused`() throws {
    let stranger = try Identity.generate(
      ledger: .random(), actor: 3, handle: "m.lane-2", enrolment: 17)
    let expected = KeyError.identityOfAnotherLedger(
      expected: reader.ledger, found: stranger.ledger)
    #expect(throws: expected) {
      try Keyring.create(at: directory, ledger: reader.ledger, firstReader: stranger)
    }
    let keyring = try create()
    #expect(throws: expected) { try keyring.unlock(with: stranger) }
  }

  @Test func `a keyring of another ledger is refused`() throws {
    do { _ = try create() }
    let asked = LedgerID.random()
    #expect(throws: KeyError.keyringOfAnotherLedger(expected: asked, found: reader.ledger)) {
      try Keyring.open(at: directory, ledger: asked)
    }
  }

  @Test func `a keyring put in place of the ledger's own is refused`() throws {
    let named: [UInt8]
    do { named = try create().sitePublicKey }
    _ = try Keyring.open(at: directory, ledger: reader.ledger, sitePublicKey: named)
    try FileManager.default.removeItem(atPath: directory)
    do { _ = try create() }
    let swapped = KeyError.keyringDamaged(
      what: "its site key is not the one that the ledger names")
    #expect(throws: swapped) {
      try Keyring.open(at: directory, ledger: reader.ledger, sitePublicKey: named)
    }
  }

  @Test func `a keyring is never made twice`() throws {
    let chart = SubjectID.random()
    do { _ = try create().unlock(with: reader).makeDataKey(for: chart) }
    #expect(throws: KeyError.keyringExists(path: directory + "/keyring")) { try create() }
    let unlocked = try open().unlock(with: reader)
    #expect(try unlocked.newestDataKey(of: chart)?.number == 1)
  }

  @Test func `no directory and an empty directory are no keyring, and one can be made`() throws {
    let missing = KeyError.keyringMissing(path: directory + "/keyring")
    #expect(throws: missing) { try open() }
    #expect(TemporaryDirectory.mode(of: directory) == nil)
    try FileManager.default.createDirectory(
      atPath: directory + "/keyring", withIntermediateDirectories: true)
    #expect(throws: missing) { try open() }
    _ = try create().unlock(with: reader)
  }

  @Test func `a keyring that nobody has opened here is read without a trace, until it is written`()
    throws
  {
    do { _ = try create() }
    let lock = directory + "/keyring/lock.mdb"
    try FileManager.default.removeItem(atPath: lock)
    let keyring = try open()
    let unlocked = try keyring.unlock(with: reader)
    #expect(try keyring.readers() == [3])
    #expect(!FileManager.default.fileExists(atPath: lock))
    let chart = SubjectID.random()
    _ = try unlocked.makeDataKey(for: chart)
    #expect(FileManager.default.fileExists(atPath: lock))
    #expect(try unlocked.newestDataKey(of: chart)?.number == 1)
  }

  @Test func `a keyring whose tables are gone is damaged, and one without a file is missing`()
    throws
  {
    do { _ = try create() }
    let path = directory + "/keyring"
    for file in ["data.mdb", "lock.mdb"] {
      try FileManager.default.removeItem(atPath: path + "/" + file)
    }
    #expect(throws: KeyError.keyringMissing(path: path)) { try open() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    do {
      let environment = try Environment(directory: path)
      let transaction = try environment.beginWrite()
      _ = try environment.table(named: "meta", keys: .bytes, in: transaction)
      try transaction.commit()
    }
    #expect(throws: KeyError.keyringDamaged(what: "it lacks its tables")) { try open() }
  }

  @Test(arguments: [0, 31, 33])
  func `a receiving key of another length is refused`(count: Int) throws {
    let unlocked = try create().unlock(with: reader)
    #expect(throws: KeyError.self) {
      try unlocked.grant(to: 4, receivingPublicKey: [UInt8](repeating: 9, count: count))
    }
  }

  /// Points of order 1, 4, 2 and 8 (RFC 7748 §6.1: the shared secret must not be zero).
  @Test(arguments: [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  ])
  func `a receiving key of low order is refused`(point: String) throws {
    let keyring = try create()
    let unlocked = try keyring.unlock(with: reader)
    #expect(throws: KeyError.self) {
      try unlocked.grant(to: 4, receivingPublicKey: KeySamples.bytes(point))
    }
    #expect(try keyring.readers() == [3])
  }

  @Test func `the site's keys last, and are each keyring's own`() throws {
    let digest: [UInt8]
    let site: SymmetricKey
    let seed: [UInt8]
    do {
      let unlocked = try create().unlock(with: reader)
      digest = unlocked.lookupDigest(of: "MRN-0042")
      site = unlocked.siteProjectionKey(purpose: "roster")
      seed = unlocked.siteSigningSeed
      #expect(digest != unlocked.lookupDigest(of: "MRN-0043"))
      #expect(site != unlocked.siteProjectionKey(purpose: "visits"))
    }
    let unlocked = try open().unlock(with: reader)
    #expect(unlocked.lookupDigest(of: "MRN-0042") == digest)
    #expect(unlocked.siteProjectionKey(purpose: "roster") == site)
    #expect(unlocked.siteSigningSeed == seed)

    let elsewhere = try Keyring.create(
      at: scratch.path("other"), ledger: reader.ledger, firstReader: reader
    ).unlock(with: reader)
    #expect(elsewhere.lookupDigest(of: "MRN-0042") != digest)
    #expect(elsewhere.siteProjectionKey(purpose: "roster") != site)
    #expect(elsewhere.siteSigningSeed != seed)
  }
}
