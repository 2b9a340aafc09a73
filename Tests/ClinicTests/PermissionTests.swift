import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

@Suite struct PermissionTests {
  @Test func `an auditor verifies and reads headers, and opens no chart`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try house.actAs("audrey")

    #expect(try house.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
    #expect(try house.clinic.history(HistoryFilter()).count == Int(house.size))
    let detail = try house.acting.show(house.size - 1)
    #expect(detail.sentence == nil && detail.sealedFor != nil)
    expectError {
      _ = try house.acting.timeline(of: visit.chart, visit: nil, asOf: nil)
    }
    expectError {
      try house.record(
        .chart(.historyFormReceived(.with { $0.formVersion = "2" })), on: visit.chart)
    }
  }

  @Test func `a role that may not record is refused and nothing is appended`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try house.actAs("fred")
    let size = house.size

    expectError {
      try house.record(
        .chart(
          .candidacyDetermined(
            .with {
              $0.outcome = .candidate
              $0.indication = .depression
            })), on: visit.chart)
    }
    #expect(house.size == size)
  }

  @Test func `only an administrator enrols`() throws {
    let house = try TestClinic()
    try house.actAs("nora")
    let size = house.size

    expectError { try house.enroll("newt", .nurse) }

    #expect(house.size == size)
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/newt.identity"))
  }

  @Test func `a sign-in name is taken once`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    let error = expectError {
      _ = try house.acting.enroll(
        Enrolment(
          handle: "nora", displayName: "", role: .nurse, passphrase: nil,
          identityPath: house.folder + "/other.identity"))
    }
    guard case .handleTaken? = error else {
      Issue.record("expected handleTaken, got \(String(describing: error))")
      return
    }
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/other.identity"))
  }

  @Test func `the identity of another ledger does not sign in`() throws {
    let house = try TestClinic()
    let other = try TestClinic()
    let foreign = try IdentityFile.read(other.folder + "/nora.identity") { [] }

    expectError { try house.clinic.signIn(foreign) }
  }

  @Test func `an enrolment that was interrupted before its wrap is finished by repeating it`()
    throws
  {
    let house = try TestClinic()
    try house.actAs("ada")
    let files = FileManager.default
    let (ledger, copy) = (house.folder + "/ledger", house.folder + "/interrupted")
    try files.copyItem(atPath: ledger + "/keyring", toPath: house.folder + "/keyring-before")
    try house.enroll("wren", .nurse)
    try files.copyItem(atPath: ledger, toPath: copy)
    try files.removeItem(atPath: copy + "/keyring")
    try files.moveItem(atPath: house.folder + "/keyring-before", toPath: copy + "/keyring")
    let clinic = try Clinic.open(directory: copy, clock: house.clinic.clock)
    let ada = try clinic.signIn(try IdentityFile.read(house.folder + "/ada.identity") { [] })
    let size = try clinic.ledger.head().size

    let listing = try ada.enroll(
      Enrolment(
        handle: "wren", displayName: "Wren", role: .nurse, passphrase: nil,
        identityPath: house.folder + "/wren.identity"))

    #expect(listing.holdsKeys == true)
    #expect(try clinic.ledger.head().size == size)
    let wren = try clinic.signIn(try IdentityFile.read(house.folder + "/wren.identity") { [] })
    #expect(try wren.patients(matching: nil).isEmpty)
  }

  @Test func `the identity file of an enrolment that never came to be is replaced`() throws {
    let house = try TestClinic()
    try house.actAs("ada")
    let path = house.folder + "/newt.identity"
    let orphan = try Identity.generate(
      ledger: house.clinic.ledger.id, actor: 77, handle: "newt", enrolment: 999)
    try IdentityFile.write(orphan, to: path, protection: .none)

    try house.enroll("newt", .nurse)

    #expect(try IdentityFile.peek(path).actor != 77)
    #expect(throws: (any Error).self) { try house.enroll("newt", .nurse) }
    #expect(FileManager.default.fileExists(atPath: path))
  }
}
