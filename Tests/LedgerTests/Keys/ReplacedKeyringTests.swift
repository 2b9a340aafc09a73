import Foundation
import Testing

@testable import Ledger

/// A keyring that another process erases from, while it is open here.
@Suite struct ReplacedKeyringTests {
  @Test func `whoever has the old file open writes to the new one and is told to unlock again`()
    async throws
  {
    let fixture = try ErasureFixture()
    let (doomed, kept) = (fixture.doomed[0], fixture.kept[0])
    let keyring = try fixture.open()
    let unlocked = try keyring.unlock(with: KeySamples.identity())
    let seen = try #require(try unlocked.dataKey(doomed, 1))
    await fixture.eraseElsewhere(fixture.doomed)

    let told = KeyError.keyringRenewed(unlocked: 1, found: 2)
    #expect(throws: told) { try unlocked.makeDataKey(for: kept) }
    #expect(throws: told) { try unlocked.dataKey(kept, 1) }
    #expect(throws: told) {
      try unlocked.grant(to: 8, receivingPublicKey: fixture.doctor.receivingPublicKey)
    }
    #expect(throws: told) { try unlocked.renew(for: [ErasureFixture.nurse()]) }
    #expect(throws: KeyError.noDataKey(subject: doomed, number: 1)) {
      try unlocked.grantDevice(seen, to: 20, receivingPublicKey: fixture.monitor.receivingPublicKey)
    }
    #expect(try unlocked.dataKey(doomed, 2) == nil)
    #expect(try keyring.readers() == [3])
    #expect(try keyring.revokeDevice(20, subject: fixture.kept[1]) == 1)

    let again = try keyring.unlock(with: KeySamples.identity())
    #expect(try again.dataKey(kept, 1)?.key == fixture.keys[2].key)
    #expect(try again.makeDataKey(for: kept).number == 3)
    #expect(try keyring.deviceKeys(of: fixture.monitor).map(\.subject) == [kept])
    #expect(try filesThatAreGone(below: fixture.directory).isEmpty)
  }

  @Test(arguments: ["makeDataKey", "grant", "renew", "erase", "revokeDevice", "grantDevice"])
  func `the first act after an erasure elsewhere never lands in the old file`(act: String)
    async throws
  {
    let fixture = try ErasureFixture()
    let keyring = try fixture.open()
    let unlocked = try keyring.unlock(with: KeySamples.identity())
    await fixture.eraseElsewhere(fixture.doomed)
    let nurse = try ErasureFixture.nurse()
    let told = KeyError.keyringRenewed(unlocked: 1, found: 2)
    switch act {
    case "makeDataKey":
      #expect(throws: told) { try unlocked.makeDataKey(for: fixture.doomed[0]) }
    case "grant":
      #expect(throws: told) {
        try unlocked.grant(to: 8, receivingPublicKey: fixture.doctor.receivingPublicKey)
      }
    case "renew": #expect(throws: told) { try unlocked.renew(for: [nurse]) }
    case "erase": #expect(throws: told) { try unlocked.erase([], for: [nurse]) }
    case "revokeDevice": #expect(try keyring.revokeDevice(20) == 2)
    default:
      try unlocked.grantDevice(
        fixture.keys[2], to: 21, receivingPublicKey: fixture.monitor.receivingPublicKey)
    }
    let found = try keyring.deviceGrants().map(\.actor)
    #expect(
      found == (act == "revokeDevice" ? [] : act == "grantDevice" ? [20, 20, 21] : [20, 20]))
    #expect(try keyring.subjectsWithKeys() == Set(fixture.kept))
    #expect(try keyring.generation() == 2)
  }

  @Test func `readers in other threads never notice an erasure`() throws {
    let fixture = try ErasureFixture()
    let keyring = try fixture.open()
    let store = keyring.store
    let kept = fixture.kept[0]
    let reading = AppendingThread {
      for _ in 0..<20 {
        guard try store.key(kept, 1) != nil, try store.grants().count > 0 else {
          throw KeyError.noDataKey(subject: kept, number: 1)
        }
      }
    }
    var unlocked = try keyring.unlock(with: KeySamples.identity())
    var reads = 0
    for _ in 0..<10 {
      unlocked = try unlocked.erase(Set(fixture.doomed), for: [ErasureFixture.nurse()])
      reads = reading.appends
    }
    reading.stop()
    // The thread ends at its first failure, and then counts no further.
    let still = try store.key(kept, 1)
    #expect(still != nil && reading.appends >= reads && reads > 0)
    #expect(!reading.hasFailed)
    #expect(try filesThatAreGone(below: fixture.directory).isEmpty)
  }

  @Test func `a keyring of another site in its place is refused`() throws {
    let fixture = try ErasureFixture()
    let other = try ErasureFixture()
    let keyring = try fixture.open()
    let files = FileManager.default
    try files.moveItem(
      atPath: fixture.directory + "/keyring", toPath: fixture.directory + "/away")
    #expect(throws: KeyError.keyringMissing(path: fixture.directory + "/keyring")) {
      try keyring.revokeDevice(20)
    }
    #expect(try keyring.readers() == [3, 8])
    try files.moveItem(
      atPath: other.directory + "/keyring", toPath: fixture.directory + "/keyring")
    #expect(
      throws: KeyError.keyringDamaged(what: "its site public key is another than at its opening")
    ) { try keyring.readers() }
  }

  @Test func `rows of another site in the same file are refused`() throws {
    let fixture = try ErasureFixture()
    let theirs = try ErasureFixture().contents()
    let keyring = try fixture.open()
    // Somebody who can write the file, and knows whom its keys are wrapped to.
    _ = try keyring.store.rewrite(generation: 1) { _ in theirs }
    #expect(
      throws: KeyError.keyringDamaged(what: "its site public key is another than at its opening")
    ) { try keyring.unlock(with: KeySamples.identity()) }
  }

  /// Files that this process has open although their name is gone.
  private func filesThatAreGone(below directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
      .compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      }
      .filter { $0.contains(directory) && $0.hasSuffix("(deleted)") }
  }
}
