import Foundation
import TestSupport
import Testing
import TransparencyLog

@testable import Ledger

@Suite struct BackupTests {
  @Test func `a backup restored is the same ledger, entry by entry`() throws {
    let fixture = try BackupFixture()
    let head = try fixture.ledger.head()
    let taken = try fixture.backUp()
    #expect(taken.manifest.head == head && taken.verification.isSound)
    #expect(taken.verification.signatureCount == taken.verification.appendCount)
    #expect(taken.manifest.lastRecordedMicroseconds == BackupFixture.now)

    let restored = try fixture.restore()

    let copy = try Ledger.open(at: fixture.path("restored"))
    #expect(try copy.head() == head && restored.verification.head == head)
    #expect(copy.id == fixture.ledger.id)
    #expect(copy.genesisLeafHash == fixture.ledger.genesisLeafHash)
    try fixture.ledger.forEachEntry { entry in
      let same = try copy.entry(at: entry.position)
      #expect(same.bytes == entry.bytes)
      return true
    }
    try checkLedger(copy)
  }

  @Test func `log and keyring lie apart, for their owner alone, with no lock file`() throws {
    let fixture = try BackupFixture()
    let taken = try fixture.backUp(keyring: "keys")
    #expect(
      try fixture.names("backup") == ["checkpoint", "log", "log/data.mdb", "manifest.json"])
    #expect(
      try fixture.names("keys")
        == ["keyring", "keyring/data.mdb", "manifest.json", "program.identity"])
    #expect(taken.keyring?.holdsProgramIdentity == true && taken.missingKeys.isEmpty)
    for part in ["backup", "keys"] {
      #expect(TemporaryDirectory.mode(of: fixture.path(part)) == 0o700)
      for name in try fixture.names(part) {
        let isFolder = name == "log" || name == "keyring"
        #expect(
          TemporaryDirectory.mode(of: fixture.path(part) + "/" + name)
            == (isFolder ? 0o700 : 0o600),
          "\(part)/\(name)")
      }
    }
    #expect(try fixture.places() == ["site", "backup", "keys"])
  }

  @Test func `a restored keyring opens what was sealed`() throws {
    let fixture = try BackupFixture()
    try fixture.backUp(keyring: "keys")
    let restored = try fixture.restore(keyring: "keys")
    #expect(restored.isKeyringOfSameBackup == true && restored.missingKeys.isEmpty)
    #expect(restored.keyring?.holdsProgramIdentity == true)

    let copy = try Ledger.open(at: fixture.path("restored"))
    let keyring = try Keyring.open(
      at: fixture.path("restored"), ledger: copy.id, sitePublicKey: copy.sitePublicKey
    ).unlock(with: fixture.administrator)
    var opened = 0
    try copy.forEachEntry { entry in
      guard entry.header.isSealed else { return true }
      let key = try keyring.dataKey(entry.header.stream.subject, entry.header.dataKeyNumber)
      let body = try entry.open(with: try #require(key), in: copy.id)
      #expect(body == message(14, Array("sealed".utf8)))
      opened += 1
      return true
    }
    #expect(opened == 6)
    #expect(try fixture.names("restored").contains("program.identity"))
  }

  @Test func `without the keyring's part an auditor's copy is made`() throws {
    let fixture = try BackupFixture()
    #expect(try fixture.backUp().manifest.keyringPart == nil)
    let restored = try fixture.restore()
    #expect(restored.keyring == nil && restored.isKeyringOfSameBackup == nil)
    #expect(try fixture.names("restored") == ["checkpoint", "log", "log/data.mdb"])
  }

  @Test func `backups made while others append are each a whole beginning of the ledger`() throws {
    let fixture = try BackupFixture()
    let hand = AppendingThread { try fixture.newChart() }
    var sizes: [UInt64] = []
    for index in 0..<5 {
      let before = hand.appends
      let taken = try fixture.backUp("backup-\(index)", keyring: "keys-\(index)")
      #expect(hand.appends > before)
      #expect(taken.missingKeys.isEmpty)
      sizes.append(taken.manifest.size)
    }
    hand.stop()
    #expect(sizes == sizes.sorted() && Set(sizes).count > 1)
    try checkLedger(fixture.ledger)
    for index in 0..<5 {
      let restored = try fixture.restore(
        "backup-\(index)", keyring: "keys-\(index)", to: "restored-\(index)")
      #expect(restored.missingKeys.isEmpty)
      let head = restored.verification.head
      #expect(try fixture.ledger.treeHead(at: head.size) == head)
      try checkLedger(try Ledger.open(at: fixture.path("restored-\(index)")))
    }
  }

  @Test func `what killed makers left beside the place is swept, what others make is not`() throws {
    let fixture = try BackupFixture()
    // No process has the greatest number that the kernel can be told to give.
    let left = fixture.path("backup.being-made-4194305-0a0b0c0d")
    let others = fixture.path("backup.being-made-\(getpid())-0a0b0c0d")
    let keys = fixture.path("keys.being-made-4194305-0a0b0c0d")
    for path in [left, others, keys] {
      try FileManager.default.createDirectory(
        atPath: path + "/log", withIntermediateDirectories: true)
    }
    try fixture.backUp(keyring: "keys")
    #expect(
      try fixture.places() == [
        "site", "backup", "keys", URL(filePath: others).lastPathComponent,
      ])
  }

  @Test func `a backup killed between its two names is made anew in the same places`() throws {
    let fixture = try BackupFixture()
    try fixture.backUp(keyring: "keys")
    #expect(try !fixture.names("keys").contains("unfinished"))
    // As the kill leaves it: the keyring's part has its name and its mark, the log's part has none.
    func leave(_ place: String) throws {
      let resolved = "/" + fixture.path(place).split(separator: "/").joined(separator: "/")
      try Data((resolved + "\n").utf8)
        .write(to: URL(filePath: fixture.path("keys/unfinished")))
    }
    try FileManager.default.removeItem(atPath: fixture.path("backup"))
    try leave("backup")
    try Data("old".utf8).write(to: URL(filePath: fixture.path("keys/mark")))
    try fixture.backUp(keyring: "keys")
    #expect(try fixture.places() == ["site", "backup", "keys"])
    #expect(try Set(fixture.names("keys")).isDisjoint(with: ["mark", "unfinished"]))
    let restored = try fixture.restore("backup", keyring: "keys", to: "restored")
    #expect(restored.missingKeys.isEmpty)
    // The keyring's part of another backup makes no room.
    try leave("elsewhere")
    #expect(
      try defect { try fixture.backUp("another", keyring: "keys") }
        == .occupied(path: fixture.path("keys")))
  }

  @Test func `an empty directory is filled, one that holds something is refused`() throws {
    let fixture = try BackupFixture()
    for name in ["empty", "full"] {
      try FileManager.default.createDirectory(
        atPath: fixture.path(name), withIntermediateDirectories: false)
    }
    try Data().write(to: URL(filePath: fixture.path("full/notes")))
    try fixture.backUp("empty")
    for (log, keyring) in [("full", nil), ("a", "full"), ("empty", nil)] as [(String, String?)] {
      let occupied = log == "a" ? "full" : log
      #expect(
        try defect { try fixture.backUp(log, keyring: keyring) }
          == .occupied(path: fixture.path(occupied)))
    }
    #expect(try fixture.names("full") == ["notes"])
    #expect(try fixture.places() == ["site", "empty", "full"])
  }

  @Test(arguments: [
    ("backup", "backup"), ("backup", "backup/keys"), ("keys/backup", "keys"),
    ("backup", "./backup/"), ("link/backup", "real/backup/keys"),
  ])
  func `keyring and log are never put into each other`(log: String, keyring: String) throws {
    let fixture = try BackupFixture()
    try FileManager.default.createDirectory(
      atPath: fixture.path("real"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: fixture.path("link"), withDestinationPath: fixture.path("real"))
    #expect(
      try defect { try fixture.backUp(log, keyring: keyring) }
        == .notApart(keyring: fixture.path(keyring), backup: fixture.path(log)))
  }

  @Test(arguments: ["site/backup", "site", "site/log/../x", "link/x"])
  func `a backup in the ledger's own directory is refused`(name: String) throws {
    let fixture = try BackupFixture()
    try FileManager.default.createSymbolicLink(
      atPath: fixture.path("link"), withDestinationPath: fixture.path("site"))
    let path = fixture.path(name)
    #expect(try defect { try fixture.backUp(name) } == .insideTheLedger(path: path))
    #expect(
      try defect { try fixture.backUp("away", keyring: name) } == .insideTheLedger(path: path))
  }

  @Test func `a ledger that does not hold up is not backed up`() throws {
    let fixture = try BackupFixture()
    try fixture.ledger.rewriteEntry(4) { $0[100] ^= 1 }
    let found = try defect { try fixture.backUp(keyring: "keys") }
    guard case .unsound(let problems, _)? = found else {
      Issue.record("expected unsound, got \(String(describing: found))")
      return
    }
    #expect(problems > 0)
    #expect(try fixture.places() == ["site"])
  }

  @Test func `a checkpoint is the site's own, and the keyring must hold its key`() throws {
    let fixture = try BackupFixture()
    let other = try BackupFixture()
    let taken = try fixture.backUp()
    let note = try Data(contentsOf: URL(filePath: fixture.path("backup/checkpoint")))
    let verifier = try NoteVerifier(
      name: fixture.ledger.origin, publicKey: fixture.ledger.sitePublicKey)
    #expect(try Checkpoint.open(Array(note), verifier: verifier).treeHead == taken.manifest.head)
    #expect(
      try defect { _ = try fixture.ledger.backUp(fixture.plan("b"), signedBy: other.keyring) }
        == .contradicts(what: "the keyring's site key is not the one the ledger names"))
    #expect(try fixture.places() == ["site", "backup"])
  }
}
