import Foundation
import LMDB
import TestSupport
import Testing

@testable import Ledger

/// A keyring with the keys of some charts and of devices, closed, so that another process may be
/// the first to open it. Its first reader is the golden identity, which every process can make.
struct ErasureFixture {
  let scratch: TemporaryDirectory
  let doctor: Identity
  let monitor: Identity
  /// Of whom keys are erased; two keys each, the first one a device's too.
  let doomed: [SubjectID]
  /// Of whom they stay; the same.
  let kept: [SubjectID]
  let keys: [DataKey]

  var directory: String { scratch.path }
  var dataFile: String { directory + "/keyring/data.mdb" }

  init(doomed doomedCount: Int = 1, kept keptCount: Int = 2) throws {
    scratch = try TemporaryDirectory()
    let nurse = try KeySamples.identity()
    doctor = try Identity.generate(ledger: nurse.ledger, actor: 8, handle: "actor-8", enrolment: 9)
    monitor = try Identity.generate(
      ledger: nurse.ledger, actor: 20, handle: "monitor-1", enrolment: 10)
    doomed = (0..<doomedCount).map { _ in .random() }
    kept = (0..<keptCount).map { _ in .random() }
    let keyring = try Keyring.create(at: scratch.path, ledger: nurse.ledger, firstReader: nurse)
    let unlocked = try keyring.unlock(with: nurse)
    try unlocked.grant(to: doctor.actor, receivingPublicKey: doctor.receivingPublicKey)
    var keys: [DataKey] = []
    for subject in doomed + kept {
      let made = try (1...2).map { _ in try unlocked.makeDataKey(for: subject) }
      try unlocked.grantDevice(
        made[0], to: monitor.actor, receivingPublicKey: monitor.receivingPublicKey)
      keys += made
    }
    self.keys = keys
  }

  func open() throws -> Keyring { try Self.open(directory) }

  static func open(_ directory: String) throws -> Keyring {
    try Keyring.open(at: directory, ledger: KeySamples.ledger())
  }

  /// The golden identity, as a reader to be.
  static func nurse() throws -> KeyringReader { reader(try KeySamples.identity()) }

  static func reader(_ identity: Identity) -> KeyringReader {
    KeyringReader(actor: identity.actor, receivingPublicKey: identity.receivingPublicKey)
  }

  /// Every row of the keyring's file, sealed.
  func contents() throws -> KeyringContents {
    let database = try open().store.database()
    return try database.environment.read { try database.contents(in: $0) }
  }

  /// The file, which nobody in this process may have open now.
  func fileBytes() throws -> Data { try Data(contentsOf: URL(filePath: dataFile)) }

  /// What lies in the ledger's directory.
  func names() throws -> [String] { try scratch.names().sorted() }

  /// The keyring opens, holds these subjects' keys as they were made, and no others.
  func expectKeys(of subjects: [SubjectID], in keyring: Keyring) throws {
    let unlocked = try keyring.unlock(with: KeySamples.identity())
    for key in keys {
      let found = try unlocked.dataKey(key.subject, key.number)
      #expect(found?.key == (subjects.contains(key.subject) ? key.key : nil))
    }
    #expect(try keyring.subjectsWithKeys() == Set(subjects))
    let held = try keyring.deviceKeys(of: monitor)
    #expect(Set(held.map(\.subject)) == Set(subjects))
    for key in held { #expect(try unlocked.dataKey(key.subject, key.number)?.key == key.key) }
  }

  /// Erases in a process of its own.
  func eraseElsewhere(_ subjects: [SubjectID]) async {
    await #expect(processExitsWith: .success) {
      [directory = directory as String, subjects = subjects.map(\.bytes) as [[UInt8]]] in
      let keyring = try ErasureFixture.open(directory)
      _ = try keyring.unlock(with: KeySamples.identity())
        .erase(Set(subjects.compactMap { SubjectID(bytes: $0) }), for: [ErasureFixture.nurse()])
    }
  }
}
