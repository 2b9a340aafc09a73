import Foundation
import LMDB
import TestSupport
import Testing

@testable import Ledger

/// Data keys that are gone for good, while the keyring's other rows and readers stay.
@Suite struct KeyringErasureTests {
  private func erase(_ fixture: ErasureFixture, for readers: [KeyringReader]) throws {
    let keyring = try fixture.open()
    let unlocked = try keyring.unlock(with: KeySamples.identity())
    let seed = unlocked.siteSigningSeed
    let digest = unlocked.lookupDigest(of: "MRN-0042")
    let erased = try unlocked.erase(Set(fixture.doomed), for: readers)
    #expect(erased.generation == 2)
    #expect(erased.siteSigningSeed == seed)
    #expect(erased.lookupDigest(of: "MRN-0042") == digest)
    for key in fixture.keys {
      #expect(
        try erased.dataKey(key.subject, key.number)?.key
          == (fixture.kept.contains(key.subject) ? key.key : nil))
    }
  }

  @Test func `an erasure takes the subject's keys, leaves all others and admits just its readers`()
    throws
  {
    let fixture = try ErasureFixture(doomed: 2, kept: 3)
    let nurse = try ErasureFixture.nurse()
    try erase(fixture, for: [nurse])
    let keyring = try fixture.open()
    try fixture.expectKeys(of: fixture.kept, in: keyring)
    #expect(
      try keyring.grants()
        == [KeyringGrant(actor: 3, receivingPublicKey: nurse.receivingPublicKey)])
    #expect(throws: KeyError.notGranted(actor: 8)) { try keyring.unlock(with: fixture.doctor) }
    #expect(try keyring.generation() == 2)
    #expect(try fixture.names() == ["keyring"])
    #expect(TemporaryDirectory.mode(of: fixture.directory + "/keyring") == 0o700)
    #expect(TemporaryDirectory.mode(of: fixture.dataFile) == 0o600)
  }

  @Test func `not one byte of an erased key, nor one sealed before, is left in the file`() throws {
    let fixture = try ErasureFixture(doomed: 1, kept: 40)
    let old = try fixture.contents()
    let before = try fixture.fileBytes()
    try erase(fixture, for: [ErasureFixture.nurse(), ErasureFixture.reader(fixture.doctor)])
    let new = try fixture.contents()
    let bytes = try fixture.fileBytes()

    let secrets = KeyringSecret.allCases.map(\.rawValue)
    let doomed = Set(fixture.doomed)
    var gone = old.keys.map(\.row) + old.wraps.map(\.wrap) + secrets.compactMap { old.meta[$0] }
    // A part of a row is a remnant as well: nonce, ciphertext and tag are looked for apart.
    gone += gone.flatMap { [Array($0[4..<16]), Array($0[16..<32]), Array($0.suffix(16))] }
    for device in old.deviceWraps where doomed.contains(device.name.subject) {
      // After the device's public key, which its other rows have too.
      gone += [Array(device.row[32..<64]), Array(device.row[64...])]
    }
    gone += fixture.doomed.map(\.bytes)
    for row in gone {
      #expect(before.range(of: Data(row)) != nil)
      #expect(bytes.range(of: Data(row)) == nil)
    }
    for row in new.keys.map(\.row) + new.wraps.map(\.wrap) + new.deviceWraps.map(\.row) {
      #expect(bytes.range(of: Data(row)) != nil)
    }
  }

  @Test func `an erasure repeated, of nobody or of somebody unknown finishes like the first`()
    throws
  {
    let fixture = try ErasureFixture()
    let keyring = try fixture.open()
    var unlocked = try keyring.unlock(with: KeySamples.identity())
    for subjects in [fixture.doomed, fixture.doomed, [], [.random()]] {
      unlocked = try unlocked.erase(Set(subjects), for: [ErasureFixture.nurse()])
    }
    #expect(unlocked.generation == 5)
    try fixture.expectKeys(of: fixture.kept, in: keyring)
    #expect(try fixture.names() == ["keyring"])
  }

  @Test func `a keyring of before there were later tables is erased too`() throws {
    let scratch = try TemporaryDirectory()
    try KeyringFile(directory: scratch.path).writeGolden()
    let keyring = try ErasureFixture.open(scratch.path)
    let unlocked = try keyring.unlock(with: KeySamples.identity())
    let other = try unlocked.makeDataKey(for: .random())
    let erased = try unlocked.erase([KeySamples.subject()], for: [ErasureFixture.nurse()])
    #expect(try erased.dataKey(KeySamples.subject(), GoldenKeys.number) == nil)
    #expect(try erased.dataKey(other.subject, 1)?.key == other.key)
  }

  @Test func `an erasure that is refused changes nothing and leaves nothing`() throws {
    let fixture = try ErasureFixture()
    let keyring = try fixture.open()
    let unlocked = try keyring.unlock(with: KeySamples.identity())
    let nurse = try ErasureFixture.nurse()
    for readers in [[], [nurse, nurse]] {
      #expect(throws: KeyError.self) { try unlocked.erase(Set(fixture.doomed), for: readers) }
    }
    let renewed = try unlocked.renew(for: [nurse])
    #expect(throws: KeyError.keyringRenewed(unlocked: 1, found: 2)) {
      try unlocked.erase(Set(fixture.doomed), for: [nurse])
    }
    let database = try keyring.store.database()
    let transaction = try database.environment.beginWrite()
    let name = KeyringStore.rowKey(fixture.kept[0], 2)
    let row = try #require(try transaction.value(database.keys, name))
    try transaction.put(database.keys, name, flipped(row, 200))
    try transaction.commit()
    #expect(throws: KeyError.self) { try renewed.erase(Set(fixture.doomed), for: [nurse]) }
    #expect(try keyring.generation() == 2)
    #expect(try keyring.subjectsWithKeys() == Set(fixture.doomed + fixture.kept))
    #expect(try fixture.names() == ["keyring"])
    // An erased row need not open.
    _ = try renewed.erase([fixture.kept[0]], for: [nurse])
    #expect(try keyring.subjectsWithKeys() == Set(fixture.doomed + [fixture.kept[1]]))
  }

  @Test func `a keyring behind a symbolic link is erased where it lies`() throws {
    let fixture = try ErasureFixture()
    let (files, other) = (FileManager.default, try TemporaryDirectory())
    let old = try fixture.contents()
    try files.moveItem(atPath: fixture.directory + "/keyring", toPath: other.path("secrets"))
    try files.createSymbolicLink(
      atPath: fixture.directory + "/keyring", withDestinationPath: other.path("secrets"))
    try erase(fixture, for: [ErasureFixture.nurse()])
    #expect(try other.names() == ["secrets"])
    #expect(try fixture.names() == ["keyring"])
    try fixture.expectKeys(of: fixture.kept, in: fixture.open())
    let bytes = try Data(contentsOf: URL(filePath: other.path("secrets/data.mdb")))
    for key in old.keys { #expect(bytes.range(of: Data(key.row)) == nil) }
  }

  @Test func `whether a keyring can be erased is tried without a trace`() throws {
    let fixture = try ErasureFixture()
    try Keyring.checkErasable(at: fixture.directory)
    #expect(try fixture.names() == ["keyring"])

    let missing = fixture.scratch.path("nowhere")
    #expect(throws: KeyError.keyringMissing(path: missing + "/keyring")) {
      try Keyring.checkErasable(at: missing)
    }
    // A file system of its own cannot change places with a directory of another.
    let mounted = try TemporaryDirectory()
    try FileManager.default.createSymbolicLink(
      atPath: mounted.path("keyring"), withDestinationPath: "/proc")
    #expect(throws: KeyError.self) { try Keyring.checkErasable(at: mounted.path) }
    #expect {
      try Keyring.checkErasable(at: mounted.path)
    } throws: { error in
      guard case KeyError.cannotErase(path: "/proc", reason: _)? = error as? KeyError else {
        return false
      }
      return true
    }
  }

  @Test(arguments: [[], ["lock.mdb"], ["data.mdb"], ["data.mdb", "lock.mdb"]])
  func `what a killed erasure has left goes with the next, or alone`(files: [String]) throws {
    let fixture = try ErasureFixture()
    func leave() throws {
      try FileManager.default.createDirectory(
        atPath: fixture.scratch.path("keyring.next"), withIntermediateDirectories: false)
      for file in files { _ = try fixture.scratch.write("half", to: "keyring.next/\(file)") }
    }
    let keyring = try fixture.open()
    try leave()
    #expect(Keyring.hasLeftovers(at: fixture.directory))
    for _ in 0..<2 {
      try keyring.removeLeftovers()
      #expect(!Keyring.hasLeftovers(at: fixture.directory))
    }
    try leave()
    _ = try keyring.unlock(with: KeySamples.identity())
      .erase(Set(fixture.doomed), for: [ErasureFixture.nurse()])
    #expect(try fixture.names() == ["keyring"])
    try fixture.expectKeys(of: fixture.kept, in: keyring)
  }

  @Test func `keys are removed from a copy that nobody unlocks, and its readers stay`() throws {
    let fixture = try ErasureFixture(doomed: 2, kept: 2)
    let old = try fixture.contents()
    let stranger = SubjectID.random()
    let removed = try Keyring.removeKeys(
      of: Set(fixture.doomed + [stranger]), at: fixture.directory)
    #expect(removed == Set(fixture.doomed))
    #expect(try fixture.names() == ["keyring"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.directory + "/keyring")
        == ["data.mdb"])
    let bytes = try fixture.fileBytes()
    for key in old.keys {
      let isKept = fixture.kept.contains(key.subject)
      #expect((bytes.range(of: Data(key.row)) != nil) == isKept)
      #expect((bytes.range(of: Data(key.subject.bytes)) != nil) == isKept)
    }
    try fixture.expectKeys(of: fixture.kept, in: fixture.open())
    let keyring = try fixture.open()
    #expect(try keyring.generation() == 1)
    #expect(try keyring.unlock(with: fixture.doctor).generation == 1)
  }

  @Test func `where none of the keys is, a copy's file stays as it was`() throws {
    let fixture = try ErasureFixture()
    let before = try fixture.fileBytes()
    #expect(try Keyring.removeKeys(of: [.random()], at: fixture.directory).isEmpty)
    #expect(try fixture.fileBytes() == before)
  }
}
