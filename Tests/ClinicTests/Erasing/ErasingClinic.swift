import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// A clinic with a compliance officer and an administrator, a chart with an ended visit that is to
/// be erased, and another one that stays.
struct ErasingClinic {
  let house: TestClinic
  let chart: SubjectID
  let other: SubjectID

  init(accessWindowMinutes: Int? = nil, observer: ClinicObserver = .none) throws {
    house = try TestClinic(accessWindowMinutes: accessWindowMinutes, observer: observer)
    try house.actAs("ada")
    try house.enroll("cora", .complianceOfficer)
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    try house.record(
      .visit(.transferred(.with { $0.destination = "County Hospital" })), on: visit.chart,
      reasons: .owed)
    chart = visit.chart
    other = try house.intake(recordNumber: "MH-OTHER")
  }

  var clinic: Clinic { house.clinic }

  var acting: SignedIn { house.acting }

  var recordNumber: String { "1001" }

  @discardableResult
  func erase(by handle: String = "cora", second: String? = "ada") throws -> Erasure {
    try house.actAs(handle)
    return try acting.erase(
      chart, ground: .retentionEnded, second: try second.map { try house.identity($0) })
  }

  /// The intent alone, as a process leaves it that is killed right after it.
  @discardableResult
  func intend() throws -> UInt64 {
    try house.actAs("cora")
    let intent = ChartErasureIntended.with { $0.ground = .retentionEnded }
    FileManager.default.createFile(atPath: house.folder + "/ledger/erasing", contents: nil)
    return try acting.recordCustody(
      .chartErasureIntended(intent), of: chart, second: try house.identity("ada")
    ).positions.lowerBound
  }

  func custody() throws -> ChartCustody.State {
    try clinic.ledger.read { try $0.custody(of: chart) }.state
  }

  /// Records as a program would that keeps none of the clinic's rules.
  @discardableResult
  func forge(_ proposals: [Proposal], by handles: [String]) throws -> UInt64 {
    let signers = try handles.enumerated().map { index, handle in
      let identity = try house.identity(handle)
      let enrolment = try #require(
        try clinic.ledger.read { try $0.enrolment(of: identity.actor)?.position })
      return Signer(
        actor: identity.actor, enrolment: enrolment, privateKey: identity.signing,
        meaning: index == 0 ? .recorded : .secondSigner)
    }
    return try clinic.ledger.append(
      AppendRequest(
        id: .random(), signers: signers, nowMicroseconds: clinic.clock.nowMicroseconds()),
      isSame: { _ in false }, decide: { _ in proposals }
    ).appended.positions.lowerBound
  }

  func custodyProposal(_ event: OperationsEvent.OneOf_Event) throws -> Proposal {
    try .custody(event, of: chart, occurred: clinic.clock.now().occurred)
  }

  /// What verification says of the clinic's rules at a position.
  func problem(at position: UInt64) throws -> String? {
    let roles = RoleCheck()
    var found: String?
    _ = try clinic.ledger.verify(
      VerifyOptions(signatures: true),
      observing: { entry in
        let problem = roles.problem(with: entry)
        if entry.position == position { found = problem }
        return problem
      })
    return found
  }
}

/// Whether it is the refusal of what is about an erased chart.
func isErased(_ error: any Error) -> Bool {
  if case .chartErased? = clinicError(behind: error) { true } else { false }
}
