import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What is recorded of refusals, by whom, and what is not.
struct RefusalRecordTests {
  private static func actor(_ handle: String, _ house: TestClinic) throws -> UInt32 {
    try house.clinic.staffMember(handle).actor
  }

  private static func last(_ house: TestClinic) throws -> (EntryHeader, ClinicalEvent) {
    let entry = try house.clinic.ledger.entry(at: house.size - 1)
    return (entry.header, try #require(try entry.fact(body: entry.body)).value)
  }

  @Test func `a refused sign-in is recorded by the program about the person`() throws {
    let house = try TestClinic()
    let nora = try Self.actor("nora", house)
    let size = house.size
    house.clinic.recordRefusedSignIn(as: nora, cause: .wrongPassphrase)
    #expect(house.size == size + 1)
    let (header, event) = try Self.last(house)
    #expect(header.stream.number == nora)
    #expect(header.actor == (try Self.actor("candor", house)))
    guard case .operations(.signInRefused(let refused)) = event else {
      Issue.record("it is \(event.kind.name)")
      return
    }
    #expect(refused.actor == nora)
    #expect(refused.cause == .wrongPassphrase)
    #expect(!refused.host.isEmpty)
    try house.checkEverything()
  }

  @Test func `three wrong passphrases keep this person waiting, and nobody else`() throws {
    let house = try TestClinic()
    let nora = try Self.actor("nora", house)
    let drew = try Self.actor("drew", house)
    for clock in ["07:00", "07:01"] {
      try house.move(to: clock)
      house.clinic.recordRefusedSignIn(as: nora, cause: .wrongPassphrase)
      house.clinic.recordRefusedSignIn(as: nora, cause: .wrongPin)
      house.clinic.recordRefusedSignIn(as: nora, cause: .notActive)
    }
    #expect(try house.clinic.passphraseWaitsUntil(actor: nora) == nil)
    try house.move(to: "07:02")
    house.clinic.recordRefusedSignIn(as: nora, cause: .wrongPassphrase)
    let until = try at("07:02:30").unixMicroseconds
    #expect(try house.clinic.passphraseWaitsUntil(actor: nora) == until)
    #expect(try house.clinic.passphraseWaitsUntil(actor: drew) == nil)
    try house.move(to: "07:02:30")
    #expect(try house.clinic.passphraseWaitsUntil(actor: nora) == nil)
    try house.checkEverything()
  }

  @Test func `a refused act names the command and the chart and nothing of its content`() throws {
    let house = try TestClinic()
    let visit = try MoodVisit(house)
    try house.actAs("fred")
    let size = house.size
    let refused = #expect(throws: RefusedAct.self) {
      try house.record(
        .chart(
          .candidacyDetermined(
            .with {
              $0.outcome = .candidate
              $0.indication = .depression
            })), on: visit.chart)
    }
    #expect(refused?.chart == visit.chart && house.size == size)
    refused?.record(as: "record candidacy-determined")
    #expect(house.size == size + 1)
    let (header, event) = try Self.last(house)
    guard case .operations(.actRefused(let refused)) = event else {
      Issue.record("it is \(event.kind.name)")
      return
    }
    #expect(header.stream.number == (try Self.actor("fred", house)))
    #expect(refused.act == "record candidacy-determined")
    #expect(refused.cause == .role)
    #expect([UInt8](refused.chart) == visit.chart.bytes)
    try house.checkEverything()
  }

  @Test(arguments: ["missing", "exposed", "another"])
  func `without the program's identity a refusal is left out and told, and nothing fails`(
    how: String
  ) throws {
    let told = Told()
    let house = try TestClinic(observer: told.observer())
    let nora = try Self.actor("nora", house)
    let path = Clinic.programIdentityPath(in: house.folder + "/ledger")
    switch how {
    case "missing": try FileManager.default.removeItem(atPath: path)
    case "exposed": #expect(chmod(path, 0o644) == 0)
    default:
      try FileManager.default.removeItem(atPath: path)
      let stranger = try Identity.generate(
        ledger: house.clinic.ledger.id, actor: 2, handle: "candor", enrolment: 2)
      try IdentityFile.write(stranger, to: path, protection: .none)
    }
    let size = house.size
    house.clinic.recordRefusedSignIn(as: nora, cause: .wrongPassphrase)
    house.clinic.recordRefusedAct("timeline", of: nora, cause: .role, concerning: nil)
    #expect(house.size == size)
    #expect(try house.clinic.passphraseWaitsUntil(actor: nora) == nil)
    // Nobody takes it for quiet that nothing is counted.
    guard case .refusalNotRecorded(let cause)? = told.notices.first, told.notices.count == 1 else {
      Issue.record("told was \(told.notices)")
      return
    }
    #expect(!cause.isEmpty)
    try house.checkEverything()
  }

  @Test func `what others say was refused to somebody keeps nobody waiting`() throws {
    let house = try TestClinic()
    let nora = try Self.actor("nora", house)
    let drew = try Self.actor("drew", house)
    // In nora's stream: by a person, by the program about somebody else, and by the program.
    func refuse(_ actor: UInt32, by signer: Signer) throws {
      var refused = SignInRefused()
      refused.actor = actor
      refused.cause = .wrongPassphrase
      refused.host = "desk-1"
      let now = house.clinic.clock.now()
      _ = try house.clinic.write(WriteOrder(signers: [signer], now: now)) { _, _ in
        Decided([
          try .inTheClear(
            .operations(.signInRefused(refused)), number: nora, occurred: now.occurred)
        ])
      }
    }
    let program = try house.clinic.programSigner()
    for _ in 0..<3 { try refuse(nora, by: try house.acting.signer(.recorded)) }
    for _ in 0..<3 { try refuse(drew, by: program) }
    #expect(try house.clinic.passphraseWaitsUntil(actor: nora) == nil)
    for _ in 0..<3 { try refuse(nora, by: program) }
    #expect(try house.clinic.passphraseWaitsUntil(actor: nora) != nil)
  }

  @Test func `nothing is recorded about a stranger`() throws {
    let house = try TestClinic()
    let size = house.size
    house.clinic.recordRefusedSignIn(as: 4_000, cause: .wrongPassphrase)
    house.clinic.recordRefusedAct("timeline", of: 4_000, cause: .role, concerning: nil)
    #expect(house.size == size)
  }

  @Test func `only refusals to a person count as refused acts`() {
    let role = Rejection.notYourRole(event: DrugWasted.kind, role: .auditor, allowed: [.nurse])
    #expect(
      ActRefused.Cause(of: ClinicError.notPermitted(act: "", role: .auditor, allowed: ""))
        == .role)
    #expect(ActRefused.Cause(of: ClinicError.rejected(role)) == .role)
    #expect(ActRefused.Cause(of: ClinicError.batchRejected(index: 0, role)) == .role)
    #expect(ActRefused.Cause(of: role) == .role)
    #expect(ActRefused.Cause(of: ClinicError.ownEmergency(7)) == .role)
    #expect(ActRefused.Cause(of: ClinicError.deviceServesNone(handle: "")) == .role)
    #expect(
      ActRefused.Cause(of: ClinicError.notActive(handle: "", status: .suspended)) == .notActive)
    for error in [
      ClinicError.secondSignerNeeded(event: "", roles: []), .secondSignerIsActor(handle: ""),
      .secondSignerInactive(handle: "", status: .suspended),
      .secondSignerOfOtherRole(handle: "", role: .nurse, event: "", roles: []),
      .notAskedToSign(handle: "", asked: ""),
    ] {
      #expect(ActRefused.Cause(of: error) == .secondSigner)
    }
    #expect(ActRefused.Cause(of: ClinicError.nothingToRecord) == nil)
    #expect(ActRefused.Cause(of: ClinicError.notSignedIn(toDo: "")) == nil)
    #expect(ActRefused.Cause(of: KeyError.emptyPassphrase) == nil)
  }
}
