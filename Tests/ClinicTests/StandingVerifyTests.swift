import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What a program writes that ignores standings, renewals, devices and who replaces keys: the
/// ledger takes it, the verification names it.
@Suite struct StandingVerifyTests {
  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
  }

  private func oldKey() throws -> DataKey {
    let charts = try #require(house.acting.charts)
    return try #require(
      try house.clinic.ledger.read { try charts.newestKey(of: chart, in: $0) })
  }

  private func write(
    _ proposals: [Proposal], signedBy handles: [String]
  ) throws {
    let clinic = house.clinic
    let signers = try handles.enumerated().map { index, handle in
      let identity = try house.identity(handle)
      let enrolment = try #require(
        try clinic.ledger.read { try $0.enrolment(of: identity.actor)?.position })
      return Signer(
        actor: identity.actor, enrolment: enrolment, privateKey: identity.signing,
        meaning: index == 0 ? .recorded : .secondSigner)
    }
    _ = try clinic.ledger.append(
      AppendRequest(
        id: .random(), signers: signers, nowMicroseconds: clinic.clock.nowMicroseconds()),
      isSame: { _ in false }, decide: { _ in proposals })
  }

  private func vitals(visit: UInt32 = 1, key: DataKey) throws -> Proposal {
    let event = ClinicalEvent.visit(
      .vitalsSampled(
        .with {
          $0.source = .monitor
          $0.sample = .with { $0.heartRateBpm = 70 }
        }))
    return Proposal(
      stream: StreamKey(type: .visit, subject: chart, number: visit), kind: event.kind.number,
      occurred: house.clinic.clock.now().occurred, body: try event.serialized(), dataKey: key)
  }

  private func staff(_ event: StaffEvent.OneOf_Event) throws -> Proposal {
    try .inTheClear(
      .staff(event), number: event.subjectActor, occurred: house.clinic.clock.now().occurred)
  }

  /// Exactly the last entry is named, for this.
  private func expectNamed(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let verification = try house.clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(
      verification.problems.map(\.position) == [house.size - 1], sourceLocation: sourceLocation)
    let found = verification.problems.first?.text ?? ""
    #expect(found.contains(text), "\(found)", sourceLocation: sourceLocation)
  }

  @Test(arguments: [false, true])
  func `an entry by somebody suspended or departed is named`(isDeparted: Bool) throws {
    try house.actAs("ada")
    if isDeparted {
      try house.acting.depart("nora")
    } else {
      try house.acting.suspend("nora", cause: .leave)
    }
    try house.actAs("drew")
    try house.record(.visit(.weighed(.with { $0.weightKg = 70 })), on: chart)
    try write([try vitals(key: try oldKey())], signedBy: ["nora"])
    try expectNamed("was \(isDeparted ? "departed" : "suspended") and may not record")
  }

  @Test func `what is sealed after a renewal under an older key is named`() throws {
    let key = try oldKey()
    try house.actAs("ada")
    try house.acting.suspend("fred", cause: .leave)
    try write([try vitals(key: key)], signedBy: ["nora"])
    try expectNamed("before the keys were renewed")
  }

  @Test func `what is sealed after a device's release under the device's key is named`() throws {
    _ = try house.acting.assignDevice("monitor", to: chart, visit: nil)
    let key = try oldKey()
    #expect(key.number == 2)
    _ = try house.acting.releaseDevice("monitor")
    try write([try vitals(key: key)], signedBy: ["nora"])
    try expectNamed("data key 2")
  }

  @Test func `a device that serves none, another visit or an ended one is named`() throws {
    try write([try vitals(key: try oldKey())], signedBy: ["monitor"])
    try expectNamed("serves no visit")
  }

  @Test func `a device on another visit is named`() throws {
    _ = try house.acting.assignDevice("monitor", to: chart, visit: nil)
    try write([try vitals(visit: 2, key: try oldKey())], signedBy: ["monitor"])
    try expectNamed("serves another visit")
  }

  @Test func `a device on a visit that has ended without its release is named`() throws {
    _ = try house.acting.assignDevice("monitor", to: chart, visit: nil)
    let key = try oldKey()
    let event = ClinicalEvent.visit(.transferred(.with { $0.destination = "elsewhere" }))
    try write(
      [
        Proposal(
          stream: StreamKey(type: .visit, subject: chart, number: 1), kind: event.kind.number,
          occurred: house.clinic.clock.now().occurred, body: try event.serialized(), dataKey: key)
      ], signedBy: ["drew"])
    try write([try vitals(key: key)], signedBy: ["monitor"])
    try expectNamed("has ended")
  }

  @Test func `a standing that somebody gives themself is named`() throws {
    let ada = try house.identity("ada").actor
    try write(
      [
        try staff(
          .staffSuspended(
            .with {
              $0.actor = ada
              $0.cause = .leave
            }))
      ], signedBy: ["ada"])
    try expectNamed("nobody changes their own standing")
  }

  /// New keys of nora's.
  private func enrolment() throws -> Proposal {
    let new = try Identity.generate(
      ledger: house.clinic.ledger.id, actor: try house.identity("nora").actor, handle: "nora",
      enrolment: house.size)
    return try .enrolment(of: new, occurred: house.clinic.clock.now().occurred)
  }

  private func replaced() throws -> Proposal {
    let nora = try house.identity("nora").actor
    return try staff(
      .staffKeyReplaced(
        .with {
          $0.actor = nora
          $0.cause = .lost
        }))
  }

  @Test func `a key replaced by two who are no administrators is named`() throws {
    try write([try enrolment(), try replaced()], signedBy: ["drew", "ada"])
    try expectNamed("by its holder, or by two administrators")
  }

  @Test func `a key replaced without saying so is named`() throws {
    try write([try enrolment()], signedBy: ["nora"])
    try expectNamed("without saying so")
  }

  @Test func `a key replaced by two administrators, one of them suspended, is named`() throws {
    try house.actAs("ada")
    try house.acting.suspend("abel", cause: .leave)
    try write([try enrolment(), try replaced()], signedBy: ["ada", "abel"])
    try expectNamed("was not active")
  }
}
