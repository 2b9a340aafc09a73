import Foundation
import Testing

@testable import Ledger

/// Backups and what was erased before or after them.
@Suite struct ErasureRestoreTests {
  private func subjects(_ fixture: BackupFixture) throws -> [SubjectID] {
    try Keyring.examining(fixture.path("keys"), of: fixture.ledger) {
      try $0.subjectsWithKeys().sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    }
  }

  private func restore(
    _ fixture: BackupFixture, keyring: String? = "keys",
    erased: @escaping (Ledger) throws -> Set<SubjectID>
  ) throws -> RestoredLedger {
    try Ledger.restore(
      RestorePlan(
        backup: fixture.path("backup"), keyring: keyring.map(fixture.path),
        ledger: fixture.path("restored")), erased: erased)
  }

  @Test func `keys erased since the backup do not come back with it`() throws {
    let fixture = try BackupFixture()
    try fixture.backUp(keyring: "keys")
    let charts = try subjects(fixture)
    let restored = try restore(fixture) { ledger in
      #expect(ledger.id == fixture.ledger.id)
      return [charts[0], .random()]
    }
    #expect(restored.erased == [charts[0]])
    #expect(restored.missingKeys.isEmpty)
    #expect(
      try fixture.names("restored") == [
        "checkpoint", "keyring", "keyring/data.mdb", "log", "log/data.mdb", "program.identity",
      ])
    let keyring = try Keyring.open(
      at: fixture.path("restored"), ledger: fixture.ledger.id,
      sitePublicKey: fixture.ledger.sitePublicKey)
    #expect(try keyring.subjectsWithKeys() == Set(charts.dropFirst()))
    let unlocked = try keyring.unlock(with: fixture.administrator)
    for chart in charts.dropFirst() {
      #expect(try unlocked.dataKey(chart, 1)?.key == fixture.keyring.dataKey(chart, 1)?.key)
    }
    #expect(try fixture.places() == ["site", "backup", "keys", "restored"])
  }

  @Test func `an auditor's copy has no keys to erase, and is not asked`() throws {
    let fixture = try BackupFixture()
    try fixture.backUp()
    let restored = try restore(fixture, keyring: nil) { _ in
      Issue.record("asked without a keyring")
      return []
    }
    #expect(restored.erased.isEmpty)
  }

  @Test func `missing keys alarm, but those of erased subjects do not`() throws {
    let fixture = try BackupFixture()
    try fixture.backUp("first", keyring: "keys")
    let charts = try subjects(fixture)
    let administrator = fixture.administrator
    _ = try fixture.keyring.erase(
      [charts[0], charts[1]],
      for: [
        KeyringReader(
          actor: administrator.actor, receivingPublicKey: administrator.receivingPublicKey)
      ])
    let alarming = try fixture.backUp("second", keyring: "second-keys")
    #expect(Set(alarming.missingKeys.map(\.subject)) == [charts[0], charts[1]])
    let taken = try fixture.ledger.backUp(
      fixture.plan("third", keyring: "third-keys"), signedBy: fixture.keyring,
      erased: { _ in [charts[0]] })
    #expect(taken.missingKeys.map(\.subject) == [charts[1]])

    // The file that was replaced is not what is copied.
    let found = try Keyring.examining(fixture.path("third-keys"), of: fixture.ledger) {
      try $0.subjectsWithKeys()
    }
    #expect(found == [charts[2]])
  }
}
