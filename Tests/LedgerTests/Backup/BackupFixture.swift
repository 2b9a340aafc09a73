import Foundation
import Glibc
import Testing
import TransparencyLog

@testable import Ledger

/// A training ledger with its real keyring, whose site key signs, and a program's identity file.
struct BackupFixture {
  let directory: LedgerDirectory
  let ledger: Ledger
  let keyring: UnlockedKeyring
  let administrator: Identity

  static let now = LedgerFixture.now

  init() throws {
    directory = try LedgerDirectory()
    let id = LedgerID.random()
    administrator = try Identity.generate(
      ledger: id, actor: 1, handle: "person1", enrolment: 1)
    let site = directory.path + "/site"
    let keyring = try Keyring.create(at: site, ledger: id, firstReader: administrator)
    self.keyring = try keyring.unlock(with: administrator)
    ledger = try Ledger.create(
      at: site,
      genesis: Genesis(
        origin: "training.test.example/clinic", isTraining: true,
        sitePublicKey: keyring.sitePublicKey, administrator: administrator,
        nowMicroseconds: Self.now))
    let program = try Identity.generate(ledger: id, actor: 2, handle: "candor", enrolment: 9)
    try IdentityFile.write(program, to: site + "/program.identity", protection: .none)
    for _ in 0..<3 { try newChart() }
  }

  /// A path in the test's own directory.
  func path(_ name: String) -> String { directory.path + "/" + name }

  /// A chart with its data key, an entry sealed with it and one in the clear.
  func newChart() throws {
    let key = try keyring.makeDataKey(for: .random())
    try append([
      .introduction(of: key, in: ledger.id, occurred: LedgerFixture.occurred),
      sealed(key), sealed(key),
    ])
  }

  func append(_ proposals: [Proposal]) throws {
    _ = try ledger.append(
      AppendRequest(id: .random(), signers: [Signer(administrator)], nowMicroseconds: Self.now),
      isSame: { _ in false }, decide: { _ in proposals })
  }

  func sealed(_ key: DataKey) -> Proposal {
    Proposal(
      stream: StreamKey(type: .chart, subject: key.subject, number: 0), kind: 14,
      occurred: LedgerFixture.occurred, body: message(14, Array("sealed".utf8)), dataKey: key)
  }

  @discardableResult
  func backUp(_ name: String = "backup", keyring keyringName: String? = nil) throws -> TakenBackup {
    try ledger.backUp(plan(name, keyring: keyringName), signedBy: keyring)
  }

  func plan(_ name: String, keyring keyringName: String? = nil) -> BackupPlan {
    BackupPlan(
      directory: path(name), keyringDirectory: keyringName.map(path),
      takenMicroseconds: Self.now + 1)
  }

  /// Restores into `restored`, or another place.
  func restore(
    _ name: String = "backup", keyring keyringName: String? = nil, to target: String = "restored"
  ) throws -> RestoredLedger {
    try Ledger.restore(
      RestorePlan(backup: path(name), keyring: keyringName.map(path), ledger: path(target)))
  }

  /// Everything below a directory, files and folders, without LMDB's lock files.
  func names(_ name: String) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: path(name)))
  }

  /// What lies beside the ledger: nothing half-made may.
  func places() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: directory.path))
  }
}

/// The defect that a backup or a restore was refused for; nil when it was not.
func defect(_ body: () throws -> Void) throws -> BackupDefect? {
  do {
    try body()
    return nil
  } catch LedgerError.backup(let defect) {
    return defect
  }
}
