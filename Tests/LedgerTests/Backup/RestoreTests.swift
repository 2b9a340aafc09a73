import Crypto
import Foundation
import Testing
import TransparencyLog

@testable import Ledger

@Suite struct RestoreTests {
  /// A way in which a file comes back other than it went.
  enum Damage: CaseIterable {
    case flipped, cut, longer, removed
  }

  @Test(
    arguments: [
      "backup/checkpoint", "backup/log/data.mdb", "keys/keyring/data.mdb", "keys/program.identity",
    ], Damage.allCases)
  func `damage to each file of a backup is named`(file: String, damage: Damage) throws {
    let fixture = try BackupFixture()
    try fixture.backUp(keyring: "keys")
    let path = fixture.path(file)
    try apply(damage, to: path)
    #expect(
      try defect { _ = try fixture.restore(keyring: "keys") }
        == (damage == .removed ? .fileMissing(path: path) : .fileDamaged(path: path)))
    #expect(try fixture.places() == ["site", "backup", "keys"])
  }

  @Test(arguments: ["backup", "keys"])
  func `a part without its manifest is no backup, and a torn manifest is named`(part: String) throws
  {
    let fixture = try BackupFixture()
    try fixture.backUp(keyring: "keys")
    let path = fixture.path(part + "/manifest.json")
    try apply(.cut, to: path)
    #expect(
      try defect { _ = try fixture.restore(keyring: "keys") }
        == .manifestUnreadable(path: path, reason: "it is no manifest of this part"))
    try apply(.removed, to: path)
    #expect(
      try defect { _ = try fixture.restore(keyring: "keys") }
        == .noBackup(path: fixture.path(part)))
    #expect(try fixture.places() == ["site", "backup", "keys"])
  }

  @Test(arguments: ["backup", "keys"])
  func `a part of a newer format is not guessed at`(part: String) throws {
    let fixture = try BackupFixture()
    try fixture.backUp(keyring: "keys")
    try Data(#"{"format": 2, "whatever": []}"#.utf8)
      .write(to: URL(filePath: fixture.path(part + "/manifest.json")))
    #expect(
      try defect { _ = try fixture.restore(keyring: "keys") }
        == .newerFormat(path: fixture.path(part), found: 2))
  }

  @Test(arguments: [false, true])
  func `nothing that exists is restored over`(isEmpty: Bool) throws {
    let fixture = try BackupFixture()
    try fixture.backUp()
    try FileManager.default.createDirectory(
      atPath: fixture.path("restored"), withIntermediateDirectories: false)
    if !isEmpty { try Data().write(to: URL(filePath: fixture.path("restored/notes"))) }
    #expect(
      try defect { _ = try fixture.restore() } == .occupied(path: fixture.path("restored")))
    #expect(
      try defect { _ = try fixture.restore(to: "site") } == .occupied(path: fixture.path("site")))
    #expect(try fixture.names("restored") == (isEmpty ? [] : ["notes"]))
  }

  @Test func `manifest and checkpoint must be those of the log`() throws {
    let fixture = try BackupFixture()
    try fixture.backUp("first")
    try fixture.newChart()
    try fixture.backUp("second")
    // The checkpoint of another moment, with a manifest that lists it as it is.
    let checkpoint = try replace("checkpoint", of: "second", by: "first", fixture)
    #expect(
      try defect { _ = try fixture.restore("second") }
        == .contradicts(what: "the checkpoint is not the site's signature of the log"))
    try rewriteManifest(of: "first", fixture) { $0["size"] = 1 }
    #expect(
      try defect { _ = try fixture.restore("first") }
        == .contradicts(what: "the manifest is not that of the log"))
    #expect(checkpoint > 0)
    #expect(try fixture.places() == ["site", "first", "second"])
  }

  @Test func `a log that was exchanged is verified, not believed`() throws {
    let fixture = try BackupFixture()
    try fixture.backUp()
    let copy = try Ledger.open(at: fixture.path("backup"))
    try copy.rewriteEntry(5) { $0[100] ^= 1 }
    copy.close()
    try rewriteManifest(of: "backup", fixture) { manifest in
      manifest["files"] = try ["checkpoint", "log/data.mdb"].map { name in
        try self.line(of: name, in: fixture.path("backup"))
      }
    }
    let found = try defect { _ = try fixture.restore() }
    guard case .unsound? = found else {
      Issue.record("expected unsound, got \(String(describing: found))")
      return
    }
    #expect(try fixture.places() == ["site", "backup"])
  }

  @Test func `the keyring of another ledger is refused`() throws {
    let (fixture, other) = (try BackupFixture(), try BackupFixture())
    try fixture.backUp()
    try other.backUp(keyring: "keys")
    let plan = RestorePlan(
      backup: fixture.path("backup"), keyring: other.path("keys"), ledger: fixture.path("new"))
    #expect(
      try defect { _ = try Ledger.restore(plan) }
        == .contradicts(what: "the keyring is that of another ledger"))
    // The same with a manifest that claims otherwise: the keyring itself says whose it is.
    try rewriteManifest(of: "keys", other) { $0["ledger_id"] = fixture.ledger.id.description }
    #expect(
      throws: KeyError.keyringOfAnotherLedger(
        expected: fixture.ledger.id, found: other.ledger.id)
    ) { _ = try Ledger.restore(plan) }
    #expect(try fixture.places() == ["site", "backup"])
  }

  @Test func `an older keyring is restored, and what it does not hold is an alarm`() throws {
    let fixture = try BackupFixture()
    try fixture.backUp("early", keyring: "early-keys")
    let size = try fixture.ledger.head().size
    try fixture.newChart()
    try fixture.newChart()
    try fixture.backUp("late", keyring: "late-keys")
    let restored = try fixture.restore("late", keyring: "early-keys")
    #expect(restored.isKeyringOfSameBackup == false)
    #expect(restored.missingKeys.map(\.position) == [size + 1, size + 4])
    let newer = try fixture.restore("early", keyring: "late-keys", to: "newer")
    #expect(newer.isKeyringOfSameBackup == false && newer.missingKeys.isEmpty)
  }

  @Test func `whoever refuses a sound ledger before it has its place leaves nothing`() throws {
    struct Refusal: Error {}
    let fixture = try BackupFixture()
    try fixture.backUp()
    #expect(throws: Refusal.self) {
      _ = try Ledger.restore(
        RestorePlan(backup: fixture.path("backup"), ledger: fixture.path("new")),
        accepting: { ledger, restored in
          #expect(try ledger.head() == restored.manifest.head)
          throw Refusal()
        })
    }
    #expect(try fixture.places() == ["site", "backup"])
    _ = try fixture.restore(to: "new")
  }

  private func apply(_ damage: Damage, to path: String) throws {
    let url = URL(filePath: path)
    var bytes = try Data(contentsOf: url)
    switch damage {
    case .flipped: bytes[bytes.count / 2] ^= 1
    case .cut: bytes.removeLast(min(bytes.count, 100))
    case .longer: bytes.append(0)
    case .removed:
      try FileManager.default.removeItem(at: url)
      return
    }
    try bytes.write(to: url)
  }

  private func line(of name: String, in directory: String) throws -> [String: Any] {
    let bytes = try Data(contentsOf: URL(filePath: directory + "/" + name))
    return [
      "path": name, "bytes": bytes.count,
      "sha256": SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined(),
    ]
  }

  private func rewriteManifest(
    of part: String, _ fixture: BackupFixture, _ change: (inout [String: Any]) throws -> Void
  ) throws {
    let url = URL(filePath: fixture.path(part + "/manifest.json"))
    let json = try JSONSerialization.jsonObject(with: try Data(contentsOf: url))
    var manifest = try #require(json as? [String: Any])
    try change(&manifest)
    try JSONSerialization.data(withJSONObject: manifest).write(to: url)
  }

  /// - Returns: how many bytes the other one's file has.
  private func replace(
    _ name: String, of part: String, by other: String, _ fixture: BackupFixture
  ) throws -> Int {
    let bytes = try Data(contentsOf: URL(filePath: fixture.path(other + "/" + name)))
    try bytes.write(to: URL(filePath: fixture.path(part + "/" + name)))
    try rewriteManifest(of: part, fixture) { manifest in
      manifest["files"] = try ["checkpoint", "log/data.mdb"].map { name in
        try self.line(of: name, in: fixture.path(part))
      }
    }
    return bytes.count
  }
}
