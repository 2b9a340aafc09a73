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
    let patients = try copy.patients(matching: nil).map(\.patient.recordNumber)
    #expect(patients == ["MH-1"])
    let mine = try copy.timeline(of: chart, visit: nil, asOf: nil)
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
    let error = #expect(throws: ClinicError.self) { _ = try house.backUp() }
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
    _ = try house.clinic.checkpoint()
    let known = house.size
    let error = #expect(throws: ClinicError.self) { _ = try house.restore() }
    guard case .losesEntries(reach, known, _)? = error else {
      Issue.record("expected losesEntries, got \(String(describing: error))")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/restored"))

    let answer = try house.restore(acceptsRollback: true)
    #expect(answer.lost == reach..<known)
    let aside = try #require(answer.setAside)
    #expect(FileManager.default.fileExists(atPath: aside))
    let copy = try house.open("restored")
    let said = try copy.ledger.read { try $0.newestOperation(LedgerRestored.kind) }
    guard case .ledgerRestored(let event)? = said?.event else {
      Issue.record("no ledger restored")
      return
    }
    #expect(event.isRollback)
    // The restored ledger is the one that this machine signs from now on.
    _ = try copy.checkpoint()
  }

  @Test func `an auditor's copy of an old backup leaves the published checkpoint alone`() throws {
    let house = try TestClinic()
    try house.backUp()
    _ = try house.intake()
    _ = try house.clinic.checkpoint()
    let answer = try house.restore(keyring: nil, acceptsRollback: true)
    #expect(answer.lost != nil && answer.setAside == nil)
    _ = try house.clinic.checkpoint()
  }

  @Test func `a checkpoint given by hand counts as well, and a pinned key must fit`() throws {
    let house = try TestClinic()
    try house.backUp()
    _ = try house.intake()
    let note = Array(try house.clinic.checkpoint().utf8)
    try FileManager.default.removeItem(atPath: house.folder + "/state")
    #expect(throws: ClinicError.self) {
      _ = try house.restore(since: (note, "monday.checkpoint"))
    }
    let other = try TestClinic()
    #expect(throws: ClinicError.self) {
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
    try fork.signIn(try IdentityFile.read(house.folder + "/drew.identity") { [] })
    _ = try house.intake(recordNumber: "MH-1")
    _ = try house.intake(recordNumber: "MH-2")
    try house.backUp()
    try FileManager.default.removeItem(atPath: house.folder + "/state")
    _ = try fork.attest(
      try fork.verify(signatures: false, since: nil) { _, _ in }, signatures: false)
    _ = try fork.checkpoint()
    for accepts in [false, true] {
      let error = #expect(throws: ClinicError.self) {
        _ = try house.restore(acceptsRollback: accepts)
      }
      guard case .inconsistent? = error else {
        Issue.record("expected inconsistent, got \(String(describing: error))")
        return
      }
    }
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/restored"))
    #expect(throws: ClinicError.self) { _ = try house.backUp("another") }
  }

  @Test func `a verification is recorded by an auditor, and by nobody at the bedside`() throws {
    let house = try TestClinic()
    let found = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    try house.actAs("nora")
    #expect(throws: ClinicError.self) { _ = try house.clinic.attest(found, signatures: true) }
    try house.actAs("audrey")
    let position = try house.clinic.attest(found, signatures: true, further: 2)
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
    let drew = house.clinic.session
    try house.actAs("ada")
    _ = try house.record(
      .staff(
        .staffSuspended(
          .with {
            $0.actor = drew?.label.actor ?? 0
            $0.cause = .other
          })))
    house.clinic.session = drew
    let size = house.size
    let found = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(throws: ClinicError.self) { _ = try house.clinic.attest(found, signatures: true) }
    let program = try #require(house.clinic.asProgram())
    let taken = OperationsEvent.OneOf_Event.backupTaken(
      .with { $0.root = Data(repeating: 1, count: 32) })
    #expect(throws: ClinicError.self) {
      _ = try house.clinic.recordOperation(taken, by: program)
    }
    #expect(house.size == size)
  }
}

extension TestClinic {
  @discardableResult
  func backUp(_ name: String = "backup", keyring: String? = "keys") throws -> BackupAnswer {
    try clinic.backUp(
      to: folder + "/" + name, keyring: keyring.map { folder + "/" + $0 }
    ) { _, _ in }
  }

  @discardableResult
  func restore(
    keyring: String? = "keys", since: (note: [UInt8], path: String)? = nil,
    verifierKey: String? = nil, acceptsRollback: Bool = false
  ) throws -> RestoreAnswer {
    try Clinic.restore(
      RestoreRequest(
        backup: folder + "/backup", keyring: keyring.map { folder + "/" + $0 },
        ledger: folder + "/restored", since: since, verifierKey: verifierKey,
        acceptsRollback: acceptsRollback),
      clock: clinic.clock, stateFolder: folder + "/state"
    ) { _, _ in }
  }

  /// Another ledger of the test's folder, with the doctor signed in.
  func open(_ name: String) throws -> Clinic {
    let clinic = try Clinic.open(directory: folder + "/" + name, clock: clinic.clock)
    clinic.stateFolder = folder + "/state"
    try clinic.signIn(try IdentityFile.read(folder + "/drew.identity") { [] })
    return clinic
  }
}
