import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

@Suite(.serialized) struct ClinicBackupTests {
  @Test func `a restored clinic answers as the one that was backed up`() throws {
    let house = try TestClinic()
    let chart = try house.intake(recordNumber: "MH-1")
    let before = house.size
    let answer = try house.backUp()
    #expect(answer.taken.manifest.size == before && answer.recordedPosition == before)
    #expect(house.size == before + 1)
    let newest = try house.clinic.ledger.read { try $0.newestOperation(BackupTaken.kind) }
    guard case .backupTaken(let event)? = newest?.event else {
      Issue.record("no backup taken: \(String(describing: newest))")
      return
    }
    #expect(event.size == before && event.holdsKeyring)
    try house.checkEverything()

    let restored = try house.restore()
    #expect(restored.recordedPosition == before && restored.lost == nil)

    let copy = try house.open("restored")
    let drew = try copy.signIn(try house.identity("drew"))
    let patients = try drew.patients(matching: nil).map(\.patient.recordNumber)
    #expect(patients == ["MH-1"])
    let mine = try drew.timeline(of: chart, visit: nil, asOf: nil)
    #expect(mine.patient.recordNumber == "MH-1")
    #expect(try copy.verify(signatures: true, since: nil, progress: { _, _ in }).isSound)
    let said = try copy.ledger.read { try $0.newestOperation(LedgerRestored.kind) }
    guard case .ledgerRestored(let event)? = said?.event else {
      Issue.record("no ledger restored: \(String(describing: said))")
      return
    }
    #expect(event.size == before && !event.isRollback)
  }

  @Test(arguments: ["nora", "fred", "audrey"])
  func `who may not back up is told who may, and nothing is made`(handle: String) throws {
    let house = try TestClinic()
    try house.actAs(handle)
    let size = house.size
    let error = expectError { _ = try house.backUp() }
    guard case .notPermitted(_, _, let allowed)? = error else {
      Issue.record("expected notPermitted, got \(String(describing: error))")
      return
    }
    #expect(allowed.contains("administrator"))
    #expect(house.size == size)
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/backup"))
  }

  @Test func `without the keyring's part only headers can be read, and nothing is recorded`() throws
  {
    let house = try TestClinic()
    _ = try house.intake()
    let size = house.size
    try house.backUp(keyring: nil)
    let answer = try house.restore(keyring: nil)
    #expect(answer.recordedPosition == nil && answer.restored.keyring == nil)
    let copy = try Clinic.open(directory: house.folder + "/restored", clock: house.clinic.clock)
    #expect(try copy.ledger.head().size == size)
    #expect(try copy.staff().count == house.clinic.staff().count)
    #expect(try copy.history(HistoryFilter()).count == Int(size))
  }

  @Test func `a backup before a known checkpoint is a rollback, named and refused`() throws {
    let house = try TestClinic()
    try house.backUp()
    let reach = house.size - 1
    _ = try house.intake()
    _ = try house.acting.checkpoint()
    let known = house.size
    let error = expectError { _ = try house.restore() }
    guard case .losesEntries(reach, known, _)? = error else {
      Issue.record("expected losesEntries, got \(String(describing: error))")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/restored"))

    let answer = try house.restore(acceptsRollback: true)
    #expect(answer.lost == reach..<known)
    let copy = try house.open("restored")
    let said = try copy.ledger.read { try $0.newestOperation(LedgerRestored.kind) }
    guard case .ledgerRestored(let event)? = said?.event else {
      Issue.record("no ledger restored")
      return
    }
    #expect(event.isRollback)
  }

  @Test func `a restore drill leaves the live ledger its checkpoint, and signs nothing`() throws {
    let (house, copy, reach, known) = try drill()
    let place = Clinic.publishedPath(of: house.clinic.ledger.id, in: house.folder + "/state")
    let published = FileManager.default.contents(atPath: place)
    func refused(_ act: () throws -> Void) {
      let error = expectError { try act() }
      guard case .restoredBefore(reach, known, _)? = error else {
        Issue.record("expected restoredBefore, got \(String(describing: error))")
        return
      }
    }
    let drew = try copy.signIn(try house.identity("drew"))
    refused { _ = try drew.checkpoint() }
    refused {
      _ = try drew.backUp(to: house.folder + "/of-copy", keyring: nil) { _, _ in }
    }
    // Longer than what was published, it is the same copy still.
    while try copy.ledger.head().size <= known + 1 { try drew.attestNow() }
    refused { _ = try drew.checkpoint() }
    #expect(FileManager.default.contents(atPath: place) == published)
    _ = try house.acting.checkpoint()
  }

  @Test func `a copy that takes the ledger's place is signed, and the old checkpoint kept`() throws
  {
    let (house, copy, _, known) = try drill()
    let place = Clinic.publishedPath(of: house.clinic.ledger.id, in: house.folder + "/state")
    let published = FileManager.default.contents(atPath: place)
    let nora = try copy.signIn(try house.identity("nora"))
    expectError { _ = try nora.checkpoint(acceptingRollback: true) }
    let drew = try copy.signIn(try house.identity("drew"))
    // As a process leaves it that is killed between its two steps.
    let left = try copy.keepAside(place, size: known)
    #expect(FileManager.default.contents(atPath: place) == published)
    expectError { _ = try drew.checkpoint() }

    let ada = try house.identity("ada")
    expectError { _ = try drew.checkpoint(acceptingRollback: true) }
    let signed = try drew.checkpoint(acceptingRollback: true, second: ada)
    #expect(signed.setAside == left && left.hasSuffix(".before-rollback-\(known)"))
    #expect(FileManager.default.contents(atPath: left) == published)
    #expect(FileManager.default.contents(atPath: place) == Data(signed.note.utf8))
    #expect(try drew.checkpoint(acceptingRollback: true).setAside == nil)
    _ = try drew.backUp(to: house.folder + "/of-copy", keyring: nil) { _, _ in }
    // What was set aside once is never written over.
    try Data("another".utf8).write(to: URL(filePath: left))
    #expect(try copy.keepAside(place, size: known) == left + "-2")
  }

  /// A clinic with a published checkpoint, and a copy restored from before it.
  private func drill() throws -> (
    house: TestClinic, copy: Clinic, restoredSize: UInt64, publishedSize: UInt64
  ) {
    let house = try TestClinic()
    try house.backUp()
    let reach = house.size - 1
    _ = try house.intake()
    _ = try house.acting.checkpoint()
    try house.restore(acceptsRollback: true)
    return (house, try house.open("restored"), reach, house.size)
  }

  @Test func `an auditor's copy of an old backup leaves the published checkpoint alone`() throws {
    let house = try TestClinic()
    try house.backUp()
    _ = try house.intake()
    _ = try house.acting.checkpoint()
    let answer = try house.restore(keyring: nil, acceptsRollback: true)
    #expect(answer.lost != nil)
    _ = try house.acting.checkpoint()
  }

  @Test func `a checkpoint given by hand counts as well, and a pinned key must fit`() throws {
    let house = try TestClinic()
    try house.backUp()
    _ = try house.intake()
    let note = Array(try house.acting.checkpoint().utf8)
    try FileManager.default.removeItem(atPath: house.folder + "/state")
    expectError {
      _ = try house.restore(since: (note, "monday.checkpoint"))
    }
    let other = try TestClinic()
    expectError {
      _ = try house.restore(verifierKey: try other.clinic.verifierKey)
    }
    _ = try house.restore(verifierKey: try house.clinic.verifierKey)
  }

  @Test func `a backup that does not continue the published checkpoint is never restored`() throws {
    let house = try TestClinic()
    // Two copies of one ledger go different ways, and the second one's checkpoint is published.
    try FileManager.default.copyItem(
      atPath: house.folder + "/ledger", toPath: house.folder + "/fork")
    let fork = try house.open("fork")
    let drew = try fork.signIn(try house.identity("drew"))
    _ = try house.intake(recordNumber: "MH-1")
    _ = try house.intake(recordNumber: "MH-2")
    try house.backUp()
    try FileManager.default.removeItem(atPath: house.folder + "/state")
    _ = try drew.attest(
      try fork.verify(signatures: false, since: nil) { _, _ in }, signatures: false)
    _ = try drew.checkpoint()
    for accepts in [false, true] {
      let error = expectError {
        _ = try house.restore(acceptsRollback: accepts)
      }
      guard case .inconsistent? = error else {
        Issue.record("expected inconsistent, got \(String(describing: error))")
        return
      }
    }
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/restored"))
    expectError { _ = try house.backUp("another") }
    let error = expectError {
      _ = try house.acting.checkpoint(acceptingRollback: true)
    }
    guard case .inconsistent? = error else {
      Issue.record("expected inconsistent, got \(String(describing: error))")
      return
    }
  }

  @Test func `a verification is recorded by an auditor, and by nobody at the bedside`() throws {
    let house = try TestClinic()
    let found = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    try house.actAs("nora")
    expectError { _ = try house.acting.attest(found, signatures: true) }
    try house.actAs("audrey")
    let position = try house.acting.attest(found, signatures: true, further: 2)
    #expect(position == found.head.size)
    let said = try house.clinic.ledger.read { try $0.newestOperation(LedgerVerified.kind) }
    guard case .ledgerVerified(let event)? = said?.event else {
      Issue.record("no ledger verified")
      return
    }
    #expect(event.size == found.head.size && [UInt8](event.root) == found.head.root.bytes)
    #expect(event.problemCount == 2 && event.signaturesChecked)
    try house.actAs("drew")
    try house.checkEverything()
  }

  @Test func `inside the write, whoever is suspended or of another role records nothing`() throws {
    let house = try TestClinic()
    let drew = house.acting
    try house.actAs("ada")
    _ = try house.record(
      .staff(
        .staffSuspended(
          .with {
            $0.actor = drew.actor
            $0.cause = .other
          })))
    house.acting = drew
    let size = house.size
    let found = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    expectError { _ = try house.acting.attest(found, signatures: true) }
    let program = try #require(house.clinic.asProgram())
    let taken = OperationsEvent.OneOf_Event.backupTaken(
      .with { $0.root = Data(repeating: 1, count: 32) })
    expectError {
      _ = try house.clinic.recordOperation(taken, by: program)
    }
    #expect(house.size == size)
  }
}

extension SignedIn {
  /// Makes the ledger one entry longer.
  fileprivate func attestNow() throws {
    _ = try attest(try clinic.verify(signatures: false, since: nil) { _, _ in }, signatures: false)
  }
}

extension TestClinic {
  @discardableResult
  func backUp(_ name: String = "backup", keyring: String? = "keys") throws -> BackupAnswer {
    try acting.backUp(
      to: folder + "/" + name, keyring: keyring.map { folder + "/" + $0 }
    ) { _, _ in }
  }

  @discardableResult
  func restore(
    _ name: String = "backup", to target: String = "restored",
    keyring: String? = "keys", since: (note: [UInt8], path: String)? = nil,
    verifierKey: String? = nil, acceptsRollback: Bool = false
  ) throws -> RestoreAnswer {
    try Clinic.restore(
      RestoreRequest(
        backup: folder + "/" + name, keyring: keyring.map { folder + "/" + $0 },
        ledger: folder + "/" + target, since: since, verifierKey: verifierKey,
        acceptsRollback: acceptsRollback),
      clock: clinic.clock, stateFolder: folder + "/state"
    ) { _, _ in }
  }

  /// Another ledger of the test's folder.
  func open(_ name: String) throws -> Clinic {
    var clinic = try Clinic.open(directory: folder + "/" + name, clock: clinic.clock)
    clinic.stateFolder = folder + "/state"
    return clinic
  }
}
