import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

@Suite(.serialized) struct PublishingTests {
  @Test func `a checkpoint opens with the site's key and is continued by the ledger`() throws {
    let house = try TestClinic()
    let note = try house.acting.checkpoint()
    let key = try house.clinic.verifierKey

    let head = try house.clinic.openCheckpoint(Array(note.utf8), verifierKey: key)

    #expect(head.size == house.size)
    _ = try house.intake()
    #expect(try house.clinic.verify(signatures: false, since: head) { _, _ in }.isSound)
    _ = try house.acting.checkpoint()
  }

  @Test func `a ledger rolled back behind its published checkpoint is refused`() throws {
    let house = try TestClinic()
    let early = house.folder + "/early"
    try FileManager.default.copyItem(atPath: house.folder + "/ledger", toPath: early)
    _ = try house.intake()
    _ = try house.acting.checkpoint()

    var restored = try Clinic.open(directory: early, clock: house.clinic.clock)
    restored.stateFolder = house.clinic.stateFolder
    let ada = try restored.signIn(try house.identity("ada"))

    let error = expectError { _ = try ada.checkpoint() }
    guard case .rolledBack? = error else {
      Issue.record("expected rolledBack, got \(String(describing: error))")
      return
    }
    // What can wait is not recorded, and one person alone gives nothing up.
    let drew = try restored.signIn(try house.identity("drew"))
    let intake = ClinicalEvent.chart(
      .intakeReceived(
        .with {
          $0.familyName = "Rivers"
          $0.givenName = "Jo"
          $0.birthDate = "1984-02-29"
          $0.complaint = "low mood"
        }))
    func admit() throws -> Recorded {
      try drew.record(
        RecordRequest(statements: [Statement(chart: nil, event: intake)], reasons: .asked))
    }
    guard case .contradicted? = expectError("", { try admit() }) else {
      Issue.record("it was recorded")
      return
    }
    guard
      case .secondSignerNeeded? = expectError("", { try ada.checkpoint(acceptingRollback: true) })
    else {
      Issue.record("one person was enough")
      return
    }
    let signed = try drew.checkpoint(
      acceptingRollback: true, second: try house.identity("ada"))
    #expect(signed.setAside != nil)
    // From then on no command asks.
    _ = try admit()
    #expect(try restored.contradiction() == nil)
    _ = try drew.checkpoint()
    #expect(try restored.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }

  @Test func `what is never held up is recorded on a contradicted ledger, and says so`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    let early = house.folder + "/early"
    try FileManager.default.copyItem(atPath: house.folder + "/ledger", toPath: early)
    _ = try house.intake()
    let published = try house.clinic.openCheckpoint(
      Array(try house.acting.checkpoint().utf8), verifierKey: nil)
    var restored = try Clinic.open(directory: early, clock: house.clinic.clock)
    restored.stateFolder = house.clinic.stateFolder
    let drew = try restored.signIn(try house.identity("drew"))

    let oxygen = ClinicalEvent.visit(.oxygenGiven(.with { $0.flowLPerMin = 4 }))
    let request = RecordRequest(
      appendID: .random(), statements: [Statement(chart: visit.chart, event: oxygen)])
    let recorded = try drew.record(request)

    #expect(recorded.lines.map(\.event) == ["oxygen given"])
    #expect(recorded.positions.count == 2)
    let mark = try restored.ledger.entry(at: recorded.positions.upperBound - 1)
    guard
      case .operations(.checkpointContradicted(let said))? = try mark.fact(body: mark.body)?.value
    else {
      Issue.record("the append is not marked")
      return
    }
    #expect(said.size == published.size && [UInt8](said.root) == published.root.bytes)
    // Said again under the same id it is the same append; once it is given up, nothing is marked.
    #expect(try drew.record(request).positions == recorded.positions)
    #expect(try restored.verify(signatures: true, since: nil) { _, _ in }.isSound)
    _ = try drew.checkpoint(acceptingRollback: true, second: try house.identity("ada"))
    #expect(
      try drew.record(
        RecordRequest(statements: [Statement(chart: visit.chart, event: oxygen)])
      ).positions.count == 1)
  }

  @Test func `a directory that holds something is not made a clinic`() throws {
    let house = try TestClinic()
    let creation = ClinicCreation(
      directory: house.folder + "/ledger", siteName: "clinic.test", isTraining: true,
      administratorHandle: "eve", administratorDisplayName: "Eve", passphrase: nil,
      identityPath: house.folder + "/eve.identity",
      policyDocument: ShippedPolicies.omahaMoodAndPain)

    expectError {
      _ = try Clinic.create(creation, clock: house.clinic.clock)
    }
    #expect(!FileManager.default.fileExists(atPath: house.folder + "/eve.identity"))
    let left = try FileManager.default.contentsOfDirectory(atPath: house.folder)
    #expect(!left.contains { $0.contains("being-made") })
  }

  @Test func `a clock can be set in a training ledger only`() throws {
    let house = try TestClinic()
    let creation = ClinicCreation(
      directory: house.folder + "/real", siteName: "clinic.test", isTraining: false,
      administratorHandle: "eve", administratorDisplayName: "Eve", passphrase: Array("x".utf8),
      identityPath: house.folder + "/eve.identity",
      policyDocument: ShippedPolicies.omahaMoodAndPain)
    expectError {
      _ = try Clinic.create(creation, clock: house.clinic.clock)
    }
    _ = try Clinic.create(creation, clock: SystemClock())
    expectError {
      _ = try Clinic.open(directory: house.folder + "/real", clock: house.clinic.clock)
    }
  }
}
